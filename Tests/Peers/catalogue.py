#!/usr/bin/env python3
"""Finds messages that a catalogue lacks, and entries of one that nothing says any more.

Looks at every string literal of the sources. It takes for a message what reads as words, wherever it
stands, and every literal, however short, where the compiler wants a message. What is none is named
with why: in KEPT by its text, in KEPT_FILES by its file. Each folder of LANGUAGES is
a catalogue, with a file for each module. Chinese outside of them is a breach too. Prints every
breach; --list prints what is missing as a catalogue has it.
"""

import json
import re
import sys
from pathlib import Path

OWN = Path(__file__).resolve().parents[2]
# Another tree can be looked at with --root, as the tests of this program do.
ROOT = Path(sys.argv[sys.argv.index("--root") + 1]) if "--root" in sys.argv else OWN
SOURCES = ROOT / "Sources"
LANGUAGES = SOURCES / "Words"
CHINESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
IDEOGRAPH = re.compile(r"[\u4e00-\u9fff]")
HOLE = re.compile(r"\{\d{1,2}\}")
# Words with a space between them, or a whole sentence part around a hole.
PROSE = re.compile(r"[A-Za-z'’)}\],;:.…%] [A-Za-z('{+]|^(?:[a-z]+ )?\{0\} [a-z]+|[a-z]+ \{0\}$")
# What gives a message back, or holds one.
RESULT = re.compile(r"(?:->|: ) *(?:\[Message\]|Message\??) *\{")
CLOSURE = re.compile(r"-> *(?:\[Message\]|Message\??) in\b")
VALUE = re.compile(
    r"\b(?:let|var) \w+: (?:\[Message\]|Message\??) ="
    r"|\b(?:problem|advice|place|reasons|details|summary|discussion|called|saying):\s"
)
# What takes one.
CALLS = {
    "say", "text", "note", "noteEmpty", "fail", "Finding", "LaptopFinding", "ProgressBar", "TurnBar",
    "Report", "add", "StorageError", "call", "Option", "Wording", "words", "Step",
}
# Where prose is markup, names of files or a standard's, and only what says so is a message.
MARKUP = ("Disclosure/",)
# Modules and files whose words are in both languages by themselves, or are no messages, and why.
KEPT_FILES = {
    "Words/Chinese": "the catalogue itself",
    "Disclosure/DisclosureFiles.swift": "names of files",
    "Disclosure/ResultsTable.swift": "names in tables for programs",
    "Console/Reference": "manual pages and scripts are English",
    "Cryptography/ShareWordList.swift": "the words of shares",
}
KEPT = re.compile(
    # Trusted comments and values of files, in the formats of signed files.
    r"^coldcount (?!COMMAND)[a-z{\-]|^(?:untrusted|trusted) comment|^vault of "
    r"|^(?:\{0\}|signature from )?minisign (?:encrypted )?(?:secret|public) key"
    # Changes of an amendment, which are typed in these words and shown in them.
    r"|^(?:status|revoke|exclude|restore|missing|last|accept-[a-z-]+|lots|(?:reopen|void)-[a-z]+)(?: code)? (?:\{0\}|[A-Z]{4})"
    # What the line about a fault begins and ends with, the same in each language.
    r"|^coldcount: \{0\} \[crash$|^, (?:signal|call) $"
    # Names of calls and paths that only the disk's operations carry.
    r"|^/|^\$\.|^[a-z]+/\{|^\{\d\}[./]\w+$|^[\W\d_]*$|^-?-[a-z]|^(?:en|zh-Hant)$"
    # Names of commands and their parts, and the first line of a list of files.
    r"|^landlock$|^electronic/|^turnout$|^(?:bundle check|ceremony (?:begin|deal|take|check|abandoned)|draft (?:new|check)|pepper new|identity token|desk (?:init|export|status)|key (?:new|show|box|vault)|journal seen)$"
    r"|^vault (?:rejected|find|progress|sever|destroy)$|^paper (?:enter|import|account|status|explain|reopen|void)$"
    r"|^allow (?:release|resume|clock)$|^election\.json$"
    r"|^(?:B2SUMS|election\.json|draft\.json|strikes\.csv|result\.json) \{\d\}…?\n?$|^\[options\]$|^draft\.json \{0\}\ndeal|--election ID$"
    # Names of arguments in a usage.
    r"|^(?:BALLOTS\.csv|SHEETS|DIR|STICK|WHAT)$"
    # Names in the kernel's own files, commands of the system, units, keys of the keyboard.
    r"|^Max locked memory$|^mount -o |^  \$ cd |^(?:\{\d\}: )?\{\d\} (?:MB|KiB)$"
    # Members of a standard's report, and what it calls several places together.
    r"|^(?:Election|Contest|group-\{0\})$"
    r"|^(?:Enter|Esc|Ctrl-U|[↑↓]+ PgUp PgDn)$"
)
# The part of the catalogue for the sentences of the C library.
SYSTEM = "System.swift"


class Literal:
    def __init__(self, start, end, template, holes):
        self.start, self.end, self.template, self.holes = start, end, template, holes


def skip_string(text, at):
    """The end of the literal that begins at `at`, and its pieces: text or the range of a hole."""
    multi = text.startswith('"""', at)
    at += 3 if multi else 1
    pieces, piece = [], ""
    while True:
        if text.startswith('"""', at) if multi else text[at] == '"':
            pieces.append(piece)
            return at + (3 if multi else 1), pieces, multi
        if text[at] == "\\":
            if text[at + 1] == "(":
                pieces.append(piece)
                piece = ""
                end = skip_parenthesis(text, at + 1)
                pieces.append((at + 2, end - 1))
                at = end
                continue
            if text[at + 1] == "u":
                end = text.index("}", at)
                piece += chr(int(text[at + 3:end], 16))
                at = end + 1
                continue
            piece += {"n": "\0" if multi else "\n", "t": "\t", "\n": "\\\n"}.get(text[at + 1], text[at + 1])
            at += 2
            continue
        piece += text[at]
        at += 1


def skip_parenthesis(text, at):
    depth = 0
    while True:
        if text[at] == '"':
            at = skip_string(text, at)[0]
            continue
        depth += {"(": 1, ")": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            return at


def literals(text):
    """Every literal with its template, literals joined by + as one; those in holes too."""
    at, end = 0, len(text)
    while at < end:
        if text.startswith("//", at):
            at = text.find("\n", at) if "\n" in text[at:] else end
        elif text.startswith("/*", at):
            at = text.index("*/", at) + 2
        elif text[at] == '"':
            start, template, holes, number = at, "", [], 0
            while True:
                at, pieces, multi = skip_string(text, at)
                part = ""
                for piece in pieces:
                    if isinstance(piece, tuple):
                        part += "{%d}" % number
                        number += 1
                        holes.append(piece)
                    else:
                        part += piece
                if multi:
                    lines = part.split("\n")
                    indent = len(lines[-1])
                    part = "\n".join(line[indent:] for line in lines[1:-1]).replace("\\\n", "")
                    part = part.replace("\0", "\n")
                template += part
                more = re.match(r'\s*\+\s*(?=")', text[at:])
                if not more:
                    break
                at += more.end()
            yield Literal(start, at, template, holes)
            for one, other in holes:
                for inner in literals(text[one:other]):
                    yield Literal(inner.start + one, inner.end + one, inner.template, [])
        else:
            at += 1


def closing(text, at, depth=0):
    """Where the bracket that opens at `at`, or `depth` of them before, closes; literals are passed over."""
    while at < len(text):
        if text.startswith("//", at):
            at = text.find("\n", at) if "\n" in text[at:] else len(text)
            continue
        if text[at] == '"':
            at = skip_string(text, at)[0]
            continue
        depth += {"(": 1, "[": 1, "{": 1, ")": -1, "]": -1, "}": -1}.get(text[at], 0)
        at += 1
        if depth == 0:
            break
    return at


def typed(text):
    """The ranges whose literals the compiler takes for messages, since they stand where one is due."""
    ranges = []
    for match in RESULT.finditer(text):
        ranges.append((match.end(), closing(text, match.end() - 1)))
    for match in CLOSURE.finditer(text):
        ranges.append((match.end(), closing(text, match.end(), 1)))
    for match in VALUE.finditer(text):
        at = match.end()
        # To the end of the statement: of the line that leaves no bracket open and is not continued.
        while at < len(text):
            if text[at] == "\n" and not re.match(r"\s*(?:[?:+.]|\?\?)\s?", text[at:]):
                if text[match.end():at].strip():
                    break
            if text[at] == '"':
                at = skip_string(text, at)[0]
            elif text[at] in "([{":
                at = closing(text, at)
            else:
                at += 1
        ranges.append((match.end(), at))
    return ranges


def callee(text, start):
    """What is called with the literal as an argument, where its parentheses open, and where the list
    does that it stands in; "[" for a subscript, which takes a key."""
    depth, opened = 0, None
    for at in range(start - 1, max(-1, start - 2_000), -1):
        depth += {")": 1, "]": 1, "}": 1, "(": -1, "[": -1, "{": -1}.get(text[at], 0)
        if depth >= 0:
            continue
        if text[at] == "[":
            if re.match(r"[\w?\])]", text[at - 1]):
                return "[", at, opened
            opened = at if opened is None else opened
            depth = 0
            continue
        if text[at] == "{":
            return "", at, opened
        return re.search(r"[\w.]*$", text[max(0, at - 60):at])[0], at, opened
    return "", -1, opened


def is_message(text, literal, ranges):
    """Whether a literal is a message by where it stands, however short it is."""
    name, opens, opened = callee(text, literal.start)
    before = text[max(0, literal.start - 120):literal.start]
    if name == "[" or re.search(r"(?:==|!=|\bcase|\bby:) $", before):
        return False
    # A code, which may depend on something; bytes.
    if re.search(r'\bcode:(?:[^,"]|"[^"]*")*$', before) or text.startswith(".utf8", literal.end):
        return False
    # A list of keys that is gone through.
    if opened is not None and re.match(r"\.(?!joined)", text[closing(text, opened):]):
        return False
    # A violation is noted at a key or path.
    if re.search(r"\bnote(?:Empty)?\(\s*$", before):
        return False
    # What stands for an option's value, and its values.
    if name == "Option" and (
        not re.search(r"[a-z]", literal.template)
        or re.search(r"\bchoices: \[[^\]]*$|\bfallback: $", before)
    ):
        return False
    if name.split(".")[-1] in CALLS:
        return True
    # In brackets of its own it is what another call takes.
    return any(
        start <= literal.start < end and (opens < start or not name) for start, end in ranges
    )


def messages():
    found = {}
    for path in sorted(SOURCES.rglob("*.swift")):
        name = path.relative_to(SOURCES).as_posix()
        if any(name == kept or name.startswith(kept + "/") for kept in KEPT_FILES):
            continue
        text = path.read_text(encoding="utf-8")
        if name != "Words/Plural.swift":
            plural = r'Plural\.of\(((?:[^"()]|\([^()]*\))*),\s*"([^"]*)"(?:,\s*"([^"]*)")?\)'
            for match in re.finditer(plural, text):
                found.setdefault("{0} " + (match[3] or match[2] + "s"), name)
        ranges = typed(text)
        for literal in literals(text):
            template = literal.template
            if not re.search(r"[A-Za-z]{2}", HOLE.sub("", template)):
                # Signs of English that Chinese has others for.
                if re.search(r"[,:;]", template) and is_message(text, literal, ranges):
                    found.setdefault(template, name)
                continue
            if KEPT.search(template):
                continue
            reads = PROSE.search(template.strip()) and not name.startswith(MARKUP)
            if not reads and not is_message(text, literal, ranges):
                continue
            before = text[max(0, literal.start - 600):literal.start]
            if re.search(r"Plural\.of\([^\"]*(\"[^\"]*\",\s*)?$", before):
                continue
            if re.search(r"(?:examples: \[|pattern: )[^\]]*$", before):
                continue
            found.setdefault(template, name)
    return found


def strays():
    """Chinese that stands neither in the catalogue nor where it may."""
    for path in sorted(SOURCES.rglob("*.swift")):
        name = path.relative_to(SOURCES).as_posix()
        if any(name == kept or name.startswith(kept + "/") for kept in KEPT_FILES):
            continue
        text = path.read_text(encoding="utf-8")
        for literal in literals(text):
            if IDEOGRAPH.search(literal.template):
                yield f"Sources/{name}: Chinese outside of the catalogue: {literal.template!r}"


def entries(folder):
    """A catalogue's pairs, by file."""
    for path in sorted(folder.glob("*.swift")):
        for text in re.findall(r'#"""\n(.*?)\n *"""#', path.read_text("utf-8"), re.DOTALL):
            for line in re.sub(r"\\#\n *", "", text).splitlines():
                pair = re.fullmatch(r' *"(.*?)" = "(.*)"', line)
                if pair:
                    yield path.name, *(part.replace("\\n", "\n") for part in pair.groups())
                else:
                    yield path.name, line, None


def catalogue_breaches(folder, said):
    known = set()
    for name, english, translated in entries(folder):
        name = f"{folder.name}/{name}"
        if translated is None:
            yield f"{name}: no pair: {english!r}"
            continue
        if english in known:
            yield f"{name}: twice: {english!r}"
        known.add(english)
        holes, others = (set(HOLE.findall(text)) for text in (english, translated))
        if not others <= holes:
            yield f"{name}: holes that the English has not: {translated!r}"
        if not holes <= others:
            yield f"{name}: {', '.join(sorted(holes - others))} is missing: {translated!r}"
        # Signs, and what the C library says, are put in where the program runs.
        if english not in said and re.search(r"[A-Za-z]{2}", HOLE.sub("", english)):
            if not name.endswith(SYSTEM):
                yield f"{name}: nothing says {english!r}"
    for text, name in said.items():
        if text not in known:
            yield f"Sources/{name}: no {folder.name} for {text!r}"


def never_said():
    """What stands in the last column of the page's table of terms, with the term to take instead."""
    page = (OWN / "Sources/coldcount/Coldcount.docc/Words.md").read_text("utf-8")
    never = {}
    for row in re.findall(r"^\| [^|]+ \| [^|]+ \| [^|]+ \|$", page, re.MULTILINE):
        _, term, others = (cell.strip() for cell in row.strip("|").split("|"))
        if IDEOGRAPH.search(others):
            never |= {other.strip(): term for other in others.split(",")}
    return never


def term_breaches(folder):
    """Terms that are not the page's; one that is a part of the right one is that."""
    never = never_said()
    if not never:
        yield "Words.md: no term is told"
    for name, _, translated in entries(folder):
        for other, term in never.items():
            text = translated or ""
            if other in (text.replace(term, "") if other in term else text):
                yield f"{folder.name}/{name}: {other}, which the page of terms calls {term}: {translated!r}"


# Punctuation of half width beside a Chinese character, and quotation marks around a command.
HALF_WIDTH = re.compile("[\u3400-\u9fff][,;:!?()]|[,;:!?()][\u3400-\u9fff]|'coldcount")
# Words of tables, which are compared with what people write there.
COMPARED = {"total, totals, sum, subtotal"}


def punctuation_breaches(folder):
    for name, english, translated in entries(folder):
        if HALF_WIDTH.search(translated or "") and english not in COMPARED:
            yield f"{folder.name}/{name}: punctuation of half width: {translated!r}"


def main():
    said = messages()
    folders = sorted(path for path in LANGUAGES.iterdir() if path.is_dir())
    if "--list" in sys.argv:
        for folder in folders:
            known = {english for _, english, _ in entries(folder)}
            for text, name in said.items():
                if text not in known:
                    print(f"{folder.name}\t{name}\t{json.dumps(text, ensure_ascii=False)}")
        return 0
    breaches = [breach for folder in folders for breach in catalogue_breaches(folder, said)]
    breaches += [breach for folder in folders for breach in term_breaches(folder)]
    breaches += [breach for folder in folders for breach in punctuation_breaches(folder)]
    breaches += strays()
    for breach in breaches:
        print(breach)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
