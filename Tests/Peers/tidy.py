#!/usr/bin/env python3
"""The house rules that neither the compiler nor `swift format` knows. Prints every breach."""

import re
import sys
from pathlib import Path

import house
from house import code_only

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"
# What lies at the top, beside dot files.
TOP_LEVEL = {"Package.swift", "Sources", "Tests", "keys", "samples", "Makefile", "README.md"}

FORBIDDEN = {
    r"(?<![\w.])print\(": "output goes through Output, which notices a full disk",
    r"\btry!": "an error is thrown or handled",
    r"\bfatalError\b": "the program does not trap",
}
UNFINISHED = re.compile(r"\b(TODO|FIXME)\b")
LINK = re.compile(r"\]\(([^)\s]+)\)")
SUITE = re.compile(r'@Suite\(\s*"([^"]*)"')
TEST = re.compile(r'@Test\(\s*"([^"]*)"')
PROMISE = re.compile(r"`([^`]+ › [^`]+)`")
PAGE = re.compile(r"<doc:([^>\s]+)>")
# What is said as an error's code: text, a choice between two, or the raw values of these types.
SAID = re.compile(r"\bcode(?:: | = )([^\n]*)")
CODED = {
    "Bundles/Refusal.swift": "RefusalCode", "Storage/StorageError.swift": "Kind",
    "Audit/ProofRefusal.swift": "ProofCode", "Mixnet/Taking.swift": "TakingCode",
    "Workspace/DeskRefusal.swift": "DeskRefusalCode",
    "Workspace/HallRefusal.swift": "HallRefusalCode",
}
CASE = re.compile(r'^ +case (\w+)(?: = "([^"]+)")?$', re.MULTILINE)
CODE_ROW = re.compile(r"^\| `([a-z0-9-]+)` \|", re.MULTILINE)


def top_level_breaches():
    for path in sorted(ROOT.iterdir()):
        if path.name not in TOP_LEVEL and not path.name.startswith("."):
            yield path, 1, "does not belong at the top level"


def source_breaches():
    for path in sorted(SOURCES.rglob("*.swift")):
        for number, line in enumerate(code_only(path.read_text("utf-8")).splitlines(), 1):
            for pattern, why in FORBIDDEN.items():
                if re.search(pattern, line):
                    yield path, number, why


def unfinished_breaches():
    for folder in (SOURCES, ROOT / "Tests"):
        for path in sorted(folder.rglob("*")):
            if path.suffix not in (".swift", ".py", ".c", ".h"):
                continue
            if path == Path(__file__).resolve():
                continue
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                if UNFINISHED.search(line):
                    yield path, number, "unfinished"


def link_breaches():
    pages = [ROOT / "README.md"]
    for folder in ("samples", "keys"):
        pages += sorted((ROOT / folder).rglob("*.md"))
    pages += sorted(SOURCES.rglob("*.docc/*.md"))
    for path in pages:
        if not path.is_file():
            yield path, 1, "missing"
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            for target in LINK.findall(line):
                name = target.split("#")[0]
                if name and "://" not in name and not (path.parent / name).exists():
                    yield path, number, f"the link to {target} leads nowhere"
            for name in PAGE.findall(line):
                if not (path.parent / f"{name}.md").exists():
                    yield path, number, f"there is no page {name}"


def promise_breaches():
    """Every test that the page of promises names exists."""
    tests = set()
    for path in (ROOT / "Tests").rglob("*.swift"):
        text = path.read_text(encoding="utf-8")
        for suite in SUITE.findall(text):
            tests |= {f"{suite} › {test}" for test in TEST.findall(text)}
    page = SOURCES / "coldcount" / "Coldcount.docc" / "Promises.md"
    named = 0
    for number, line in enumerate(page.read_text(encoding="utf-8").splitlines(), 1):
        for name in PROMISE.findall(line):
            named += 1
            if name not in tests:
                yield page, number, f"there is no test '{name}'"
        if line.startswith("| ") and not PROMISE.search(line) and "| Test |" not in line:
            yield page, number, "a promise without a test"
    if not named:
        yield page, 1, "no test is named"


def said_codes():
    """Every code of an error, by the file that says it."""
    codes = {}
    for path in sorted(SOURCES.rglob("*.swift")):
        text = path.read_text(encoding="utf-8")
        for said in SAID.findall(text):
            # What follows the code is the sentence.
            head = said.split(", ")[0]
            for code in re.findall(r'"([a-z0-9-]+)"', head):
                codes.setdefault(code, path)
    for name, kind in CODED.items():
        path = SOURCES / name
        text = path.read_text(encoding="utf-8")
        body = text[text.index(f"enum {kind}:"):]
        for case, raw in CASE.findall(body[:body.index("\n  }\n" if kind == "Kind" else "\n}\n")]):
            codes.setdefault("disk" if case == "failed" else raw or case, path)
    return codes


def code_breaches():
    """The page of codes has every one, and none that is not said."""
    page = SOURCES / "coldcount" / "Coldcount.docc" / "Codes.md"
    told = set(CODE_ROW.findall(page.read_text(encoding="utf-8")))
    said = said_codes()
    for code in sorted(said.keys() - told):
        yield said[code], 1, f"the code {code} is not on the page of codes"
    for code in sorted(told - said.keys()):
        yield page, 1, f"nothing says the code {code}"
    if not told:
        yield page, 1, "no code is told"


def house_breaches():
    for check in house.CHECKS:
        yield from check(ROOT)


def main():
    breaches = 0
    checks = (
        top_level_breaches, house_breaches, source_breaches, unfinished_breaches, link_breaches,
        promise_breaches, code_breaches,
    )
    for check in checks:
        for path, number, why in check():
            breaches += 1
            print(f"{path.relative_to(ROOT)}:{number}: {why}", file=sys.stderr)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
