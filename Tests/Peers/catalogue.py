#!/usr/bin/env python3
"""Finds messages that the catalogue has no Chinese for, and entries that nothing says any more.

Looks at every string literal of the sources and takes what reads as words for a message; a literal
that stands beside its own Chinese is none, nor is one in KEPT, with why. Prints every breach;
--list prints what is missing as lines of a catalogue.
"""

import json
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = ROOT / "Sources"
CATALOGUE = SOURCES / "Console" / "Catalogue"
CHINESE = re.compile(r"[\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
HOLE = re.compile(r"\{\d{1,2}\}")
# Words with a space between them, or a whole sentence part around a hole.
PROSE = re.compile(r"[A-Za-z'’)}\],;:.…%] [A-Za-z('{+]|^(?:[a-z]+ )?\{0\} [a-z]+|[a-z]+ \{0\}$")
# Where one word is a message too.
PLACE = re.compile(
    r"(?:\b(?:note|noteEmpty)\([^()]*,\s*|\b(?:problem|advice|problems|reason)\w*: ?\[?"
    r"|: Message\??\s*=\s*|\bMessage\(sentence: |\b(?:fail|say|text|ProgressBar)\(\s*)$"
)
# Modules and files whose words are in both languages by themselves, or are no messages, and why.
KEPT_FILES = {
    "Disclosure": "pages and tables carry both languages in Text",
    "Console/Reference": "manual pages and scripts are English",
    "Console/Catalogue": "the catalogue itself",
    "Rehearsal": "names of control ballots",
    "coldcount/Commands/DemoCommand.swift": "command lines",
    "coldcount/Rehearsal/RehearsalReport.swift": "the protocol is a signed file in English",
    "Cryptography/ShareWordList.swift": "the words of shares",
    "Cryptography/SigningKey+File.swift": "comments of minisign's files",
    "Cryptography/SigningKey.swift": "the same",
    "Election/Change.swift": "changes are typed in the words that are shown",
}
KEPT = re.compile(
    # Trusted comments and values of files, in the formats of signed files.
    r"^coldcount (?!COMMAND)[a-z{\-]|^(?:untrusted|trusted) comment|^minisign |^vault of "
    # Names of calls and paths that only the disk's operations carry.
    r"|^/|^\$\.|^[a-z]+/\{|^[\W\d_]*$|^-?-[a-z]|^(?:en|zh-Hant)$"
    # Halves of a sentence whose other language stands a few lines below.
    r"|^(?:reached|short) by \{0\}"
    # Names of commands in the table, and the first line of a list of files.
    r"|^(?:identity token|key (?:new|show)|journal seen|vault [a-z]+|paper [a-z]+)$"
    r"|^(?:B2SUMS|election\.json|strikes\.csv|result\.json) \{\d\}\n?$"
    # Names in the kernel's own files, and units.
    r"|^\{\d\}/\w+$|^Max locked memory$|^(?:\{\d\}: )?\{\d\} (?:MB|KiB)$|^\{\d\} \((?:up|down)\)$"
)


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


def group(text, start, end):
    """What stands in the innermost parentheses around a literal, or in its lines."""
    before = text[max(0, start - 900):start]
    depth, left = 0, 0
    for index in range(len(before) - 1, -1, -1):
        depth += {")": 1, "(": -1}.get(before[index], 0)
        if depth < 0:
            left = index
            break
    if depth >= 0:
        left = len(before) - len(before.splitlines()[-1]) if before else 0
        after = "\n".join(text[end:end + 300].split("\n")[:2])
        return "\n".join(before.split("\n")[-3:]) + after
    depth, right = 1, end
    while right < len(text) and right < end + 900:
        depth += {"(": 1, ")": -1}.get(text[right], 0)
        if depth == 0:
            break
        right += 1
    return before[left:] + text[end:right]


def messages():
    found = {}
    for path in sorted(SOURCES.rglob("*.swift")):
        name = path.relative_to(SOURCES).as_posix()
        if any(name == kept or name.startswith(kept + "/") for kept in KEPT_FILES):
            continue
        text = path.read_text(encoding="utf-8")
        if name != "Encoding/Plural.swift":
            plural = r'Plural\.of\(((?:[^"()]|\([^()]*\))*), "([^"]*)"(?:, "([^"]*)")?\)'
            for match in re.finditer(plural, text):
                found.setdefault("{0} " + (match[3] or match[2] + "s"), name)
        for literal in literals(text):
            template = literal.template
            if CHINESE.search(template) or KEPT.search(template):
                continue
            before = text[max(0, literal.start - 120):literal.start]
            if not PROSE.search(template.strip()) and not (
                PLACE.search(before) and re.search(r"[a-z]", template)
            ):
                continue
            if not re.search(r"[A-Za-z]{2}", HOLE.sub("", template)):
                continue
            if CHINESE.search(group(text, literal.start, literal.end)):
                continue
            if re.search(r"Plural\.of\([^\"]*(\"[^\"]*\", )?$", before):
                continue
            if re.search(r"chinese\s*\?[^:]*:\s*$", text[max(0, literal.start - 200):literal.start]):
                continue
            if re.search(r"(?:examples: \[|pattern: )[^\]]*$", text[max(0, literal.start - 600):literal.start]):
                continue
            found.setdefault(template, name)
    return found


def entries():
    """The catalogue's pairs, by file."""
    for path in sorted(CATALOGUE.glob("*.swift")):
        text = path.read_text(encoding="utf-8")
        kept = [
            item for item in literals(text)
        ]
        index = 0
        while index < len(kept):
            between = text[kept[index].end:kept[index + 1].start] if index + 1 < len(kept) else ""
            if re.fullmatch(r"\s*:\s*", between):
                yield path.name, kept[index].template, kept[index + 1].template
                index += 2
            else:
                index += 1


def main():
    said = messages()
    known, breaches = {}, []
    for name, english, chinese in entries():
        if english in known:
            breaches.append(f"{name}: twice: {english!r}")
        known[english] = chinese
        if not set(HOLE.findall(chinese)) <= set(HOLE.findall(english)):
            breaches.append(f"{name}: holes that the English has not: {chinese!r}")
        lost = set(HOLE.findall(english)) - set(HOLE.findall(chinese))
        if lost:
            breaches.append(f"{name}: {', '.join(sorted(lost))} is missing: {chinese!r}")
    missing = {text: name for text, name in said.items() if text not in known}
    if "--list" in sys.argv:
        for text, name in missing.items():
            print(f"{name}\t{json.dumps(text, ensure_ascii=False)}")
        return 0
    for text, name in missing.items():
        breaches.append(f"Sources/{name}: no Chinese for {text!r}")
    for breach in breaches:
        print(breach)
    return 1 if breaches else 0


if __name__ == "__main__":
    sys.exit(main())
