"""The shape of the house: who imports whom, how long files and functions are, what names mean.

Each check takes the root of the repository and gives every breach as (path, line, why).
"""

import ast
import re

# Who may import what comes from outside; every other module of ours may not.
IMPORTERS = {
    "CSodium": {"Cryptography"},
    "CLinux": {"Storage", "Confinement", "Console", "coldcount"},
    "Glibc": {"Threads", "Storage", "Confinement", "Console", "coldcount"},
}
# Dispatch: Threads has threads that do without its pool.
NO_IMPORT = {"Foundation", "Dispatch", "Testing", "XCTest"}

# A module imports none that stands after it: so arrows point one way, whatever is added.
ORDER = (
    "CSodium", "CLinux", "Threads", "Encoding", "Words", "Cryptography", "Storage", "Confinement", "Election",
    "Mixnet", "Paper", "Result", "Tally", "Record", "Bundles", "Workspace", "Vault", "Counting", "Audit",
    "Proving", "Pictures", "Guide", "Disclosure", "Rehearsal", "Console", "coldcount",
)
# Only the last knows something of both sides: identities and votes.
IDENTITIES, VOTES = {"Vault"}, {"Tally", "Counting", "Proving"}
# What has neither files nor a terminal, also through what it imports.
PURE = {"Encoding", "Words", "Cryptography", "Election", "Paper", "Result", "Tally", "Record", "Pictures", "Guide"}
OUTER = {"Storage", "Confinement", "Console"}
# The terminal and the command line know nothing of elections.
CONSOLE_IMPORTS = {"CLinux", "Threads", "Encoding", "Words"}

# One file however long: it goes to auditors by itself.
ALONE = "Tests/Peers/audit.py"
MAX_FILE_LINES, MAX_FUNCTION_LINES, MAX_COMMAND_LINES = 430, 70, 60

# Values are looked up by a key that is typed in readers of formats alone, where a misspelt one is
# noted as missing: elsewhere the compiler finds it.
MAX_LOOKUPS = 80
LOOKUP = re.compile(r'(?<=[\w)\]?])\["(?:[^"\\\n])*"\](?!\s*=(?!=))')
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)
# A result is made of values: nothing is looked up in it, and nothing made up for what is not there.
NO_LOOKUP = {"Result", "Tally", "Counting"}

# What people read is said by messages, which have every language: nothing else names one, but
# tables for programs that have a column for each.
LANGUAGE = re.compile(r'\.chinese\b|\bchinese:|\bzh:|zh-Hant|\bPageLanguage\b')
NAMES_LANGUAGES = {"Words", "Disclosure/ResultsTable.swift"}

# Rules are cited from the pages that whoever has the repository has.
PAGES = "Sources/coldcount/Coldcount.docc"
CITATION = re.compile(r"\b([A-Z]\w+)\s+§\s+")

# A name means one thing: types of two modules share one where it says what each is of the type that
# it is nested in, or where a result or page has just what the definition lays down.
NESTED = {
    "Difference", "Group", "Item", "Kind", "Origin", "Outcome", "Problem", "Row", "Source", "Subject", "Verdict",
}
SAME_SENSE = {"Channel", "Contest", "Place", "Station", "Tie"}
TYPE = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*((?:(?:package|public|internal|fileprivate|private|final|indirect)\s+)*)"
    r"(?:struct|enum|class|protocol|actor)\s+([A-Z]\w*)")

IMPORT = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*(?:(?:public|package|internal|fileprivate|private)\s+)?"
    r"import\s+(?:(?:struct|class|enum|protocol|func|var|let|typealias)\s+)?(\w+)"
)
TARGET = re.compile(
    r'(?:\bmodule\(|\.(?:target|executableTarget)\(\s*name:)\s*"(\w+)"'
    r"(?:,\s*(?:imports|dependencies):\s*\[([^\]]*)\])?")
FUNCTION = re.compile(
    r"^\s*(?:@\w+(?:\([^)]*\))?\s+)*"
    r"(?:(?:public|package|internal|fileprivate|private|static|mutating|consuming|borrowing|override"
    r"|final|nonisolated|convenience|required)\s+)*"
    r"(?:func\s|init\b\s*[?(<]|deinit\b|subscript\b|var\s+\w+\s*:[^={]*\{\s*$)")


def code_only(text):
    """Swift with comments and what stands in string literals blanked, line by line."""
    pattern = r'""".*?"""|#"[^\n]*?"#|"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*.*?\*/'
    return re.sub(pattern, lambda m: re.sub(r"[^\n]", " ", m.group()), text, flags=re.DOTALL)


def manifest(root):
    """The modules in Sources and what Package.swift lets each import, with the line of each."""
    text = (root / "Package.swift").read_text(encoding="utf-8")
    targets = {}
    for match in TARGET.finditer(text):
        if (root / "Sources" / match[1]).is_dir():
            names = re.findall(r'"(\w+)"', match[2] or "")
            targets[match[1]] = (set(names), text.count("\n", 0, match.start()) + 1)
    return targets


def imports(folder):
    """Where a folder's files import each module first."""
    found = {}
    for path in sorted(folder.rglob("*.swift")):
        for number, line in enumerate(code_only(path.read_text("utf-8")).splitlines(), 1):
            if match := IMPORT.match(line):
                found.setdefault(match[1], (path, number))
    return found


def reached(module, targets):
    """A module and what it imports, and what that imports, and so on."""
    seen, left = set(), [module]
    while left:
        name = left.pop()
        if name not in seen:
            seen.add(name)
            left += targets.get(name, (set(), 0))[0]
    return seen


def arrow_breaches(root):
    """What Package.swift lets modules import, and whether they do."""
    targets = manifest(root)
    package = root / "Package.swift"
    for name in sorted({path.relative_to(root / "Sources").parts[0]
                        for path in (root / "Sources").rglob("*.swift")}):
        if name not in ORDER:
            yield package, 1, f"{name} has no place in the order of modules"
        if name not in targets:
            yield package, 1, f"{name} is no target"
    for module, (allowed, line) in targets.items():
        known = [name for name in ORDER if name in allowed | {module}]
        if known and known[-1] != module:
            yield package, line, f"{module} may not import {known[-1]}, which stands above it"
        if module == "Console" and not allowed <= CONSOLE_IMPORTS:
            names = ", ".join(sorted(allowed - CONSOLE_IMPORTS))
            yield package, line, f"Console may not import {names}"
        all_of_it = reached(module, targets)
        if module in PURE and all_of_it & OUTER:
            names = ", ".join(sorted(all_of_it & OUTER))
            yield package, line, f"{module} is pure and may not come to {names}"
        if module != ORDER[-1] and all_of_it & IDENTITIES and all_of_it & VOTES:
            yield package, line, f"identities and votes meet in {module}"
        yield from import_breaches(root / "Sources" / module, allowed, line, package)


def import_breaches(folder, allowed, line, package):
    """What a module's files import, held against what they may."""
    found = imports(folder)
    for name, (path, number) in found.items():
        if name in NO_IMPORT:
            yield path, number, f"{name} stays out of the product"
        elif name in IMPORTERS and folder.name not in IMPORTERS[name]:
            yield path, number, f"{folder.name} may not import {name}"
        elif name in ORDER and name not in allowed:
            yield path, number, f"Package.swift does not let {folder.name} import {name}"
    for name in sorted(allowed - found.keys()):
        yield package, line, f"{folder.name} does not import {name}"


def swift_functions(text):
    """The line on which each function begins, and on which it ends."""
    lines = code_only(text).splitlines()
    for first, line in enumerate(lines):
        if not FUNCTION.match(line):
            continue
        depth = 0
        for last in range(first, len(lines)):
            # Another declaration before any brace: it had no body, as in a protocol.
            if last > first and depth == 0 and (not lines[last].strip() or FUNCTION.match(lines[last])):
                break
            opening, closing = lines[last].count("{"), lines[last].count("}")
            depth += opening - closing
            if depth <= 0 and closing:
                yield first + 1, last + 1
                break


COMMAND = re.compile(r"^(\s*)static let \w+(?:: CommandAction)? = CommandAction\(\s*$")


def swift_commands(text):
    """The line on which each command of the program begins, and on which it ends."""
    lines = code_only(text).splitlines()
    for first, line in enumerate(lines):
        if match := COMMAND.match(line):
            depth = 0
            for last in range(first, len(lines)):
                depth += lines[last].count("(") - lines[last].count(")")
                if depth == 0:
                    yield first + 1, last + 1
                    break


def python_functions(text):
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield node.lineno, node.end_lineno


def length_breaches(root):
    """Files and functions that are longer than one can take in."""
    for folder in (root / "Sources", root / "Tests"):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".swift", ".py", ".c", ".h"):
                continue
            text = path.read_text(encoding="utf-8")
            count = len(text.splitlines())
            if count > MAX_FILE_LINES and path != root / ALONE:
                yield path, MAX_FILE_LINES + 1, f"{count} lines, more than {MAX_FILE_LINES}"
            find = {".swift": swift_functions, ".py": python_functions}.get(path.suffix)
            for first, last in find(text) if find else ():
                if last - first >= MAX_FUNCTION_LINES:
                    yield path, first, (
                        f"a function of {last - first + 1} lines, more than {MAX_FUNCTION_LINES}")
            for first, last in swift_commands(text) if path.suffix == ".swift" else ():
                if last - first >= MAX_COMMAND_LINES:
                    yield path, first, (
                        f"a command of {last - first + 1} lines, more than {MAX_COMMAND_LINES}")


def lookup_breaches(root):
    """Look-ups by a key that is typed, of which there are few and none in what counts."""
    found = []
    for path in sorted((root / "Sources").rglob("*.swift")):
        module = path.relative_to(root / "Sources").parts[0]
        text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), path.read_text("utf-8"))
        for match in LOOKUP.finditer(text):
            found.append((path, text.count("\n", 0, match.start()) + 1))
            if module in NO_LOOKUP and not path.stem.endswith("+Reading"):
                yield *found[-1], f"{module} looks nothing up by a key that is typed"
    if len(found) > MAX_LOOKUPS:
        yield *found[-1], f"{len(found)} look-ups by a key that is typed, more than {MAX_LOOKUPS}"


def language_breaches(root):
    """Where sources say something in one language by themselves."""
    for path in sorted((root / "Sources").rglob("*.swift")):
        name = path.relative_to(root / "Sources")
        if name.parts[0] in NAMES_LANGUAGES or name.as_posix() in NAMES_LANGUAGES:
            continue
        text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), path.read_text("utf-8"))
        for match in LANGUAGE.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            yield path, line, f"{match[0].strip('.:')} has a place in Words alone"


def swift_types(text):
    """The line, the name and whether it is nested of each type that a file declares, but private ones."""
    depth = 0
    for number, line in enumerate(code_only(text).splitlines(), 1):
        if (match := TYPE.match(line)) and "private" not in match[1]:
            yield number, match[2], depth > 0
        depth += line.count("{") - line.count("}")


def name_breaches(root):
    """Types of different modules that bear one name."""
    first = {}
    for path in sorted((root / "Sources").rglob("*.swift")):
        module = path.relative_to(root / "Sources").parts[0]
        for number, name, is_nested in swift_types(path.read_text("utf-8")):
            other, was_nested = first.setdefault(name, (module, is_nested))
            if module == other or name in SAME_SENSE or (name in NESTED and is_nested and was_nested):
                continue
            yield path, number, f"{other} has a {name} too: a name means one thing"


def task_breaches(root):
    """Swift's tasks, which run on a pool that the program does without (Sources/Threads)."""
    for path in sorted((root / "Sources").rglob("*.swift")):
        for number, line in enumerate(code_only(path.read_text("utf-8")).splitlines(), 1):
            if re.search(r"\b(?:async|await)\b|\bTask(?:Group)?\b", line):
                yield path, number, "work on another thread is that of Threads"


def citation_breaches(root):
    """What is cited as "Page § Section" of the pages that lie in the repository."""
    pages = {
        path.stem: {line.lstrip("#").strip() for line in path.read_text("utf-8").splitlines()
                    if line.startswith("##")}
        for path in (root / PAGES).glob("*.md")}
    for path in sorted(root.glob("Sources/**/*.swift")) + sorted(root.glob("Tests/**/*.swift")):
        text = re.sub(r"\n\s*///?", "\n", path.read_text("utf-8"))
        for cited in CITATION.finditer(text):
            page, rest = cited.group(1), " ".join(text[cited.end():cited.end() + 100].split())
            if not any(rest.startswith(section) for section in pages.get(page, ())):
                number = text[:cited.start()].count("\n") + 1
                yield path, number, f"there is no section {rest[:20]!r} on a page {page}"


CHECKS = (
    arrow_breaches, length_breaches, lookup_breaches, language_breaches, name_breaches, task_breaches,
    citation_breaches)
