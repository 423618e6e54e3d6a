#!/usr/bin/env python3
"""Leaves out each check of the verifiable count in turn, and expects a vector or a test to notice.

    mutants.py SWIFT FOLDER [--only N ...] [--list]

Copies the package into FOLDER, where every condition that a checker asks for is joined with one that lets it
pass for the one mutant that COLDCOUNT_MUTANT names; so all mutants are built once. Then the tests of proofs
run once as they are, and once for each mutant. Status 1 where a mutant is not noticed.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CHECKERS = [
    "Cryptography/Point.swift", "Cryptography/Scalar.swift", "Mixnet/BallotCheck.swift", "Mixnet/CountKeys.swift",
    "Mixnet/Deal.swift", "Mixnet/KeyDraft.swift", "Mixnet/MarkEncoding.swift", "Mixnet/MixCheck.swift",
    "Mixnet/OpeningCheck.swift", "Mixnet/Taking.swift", "Audit/ProofBundles.swift", "Audit/ProofChain.swift",
    "Audit/ProofCount.swift", "Audit/ProofFates.swift", "Audit/ProofFiles.swift", "Audit/ProofFolder.swift", "Audit/ProofLists.swift",
]
TESTS = "MixnetTests|ProofAuditTests|ForgedSenderTests|ForgedDealTests|CryptographyTests.*(Group|Point|Scalar)"
# Conditions that no file can fail, or that only save work; each with why.
EQUAL = {
    "count > 0": "an empty list has an empty section, which is read as such",
    "!entries.isEmpty": "an empty list has an empty section, which is read as such",
    'name.hasPrefix("amendment-")': "what is left between beginning and end has to be digits",
    'name.hasSuffix(".json")': "what is left between beginning and end has to be digits",
    "factor != .zero": "libsodium's product of nought is told apart; no proof has it",
    "point != .identity": "libsodium's product of the identity is told apart; no proof has it",
    "lists.count(of: list) > 0": "an empty list has an empty section, which is read as such",
    "!files.openings.isEmpty": "nothing asks for the marks of what is not opened",
    "opening == nil": "what a later opening lacks is not told beside the first",
}
# Checks that are no condition of a guard or a loop: what stands there, and the same without it.
OTHERS = [
    ("Mixnet/MixCheck.swift", "where !Entries.precede(", "where !{mutant} && !Entries.precede("),
    ("Mixnet/BallotCheck.swift", "return isProved ?", "return {mutant} || isProved ?"),
    ("Mixnet/Deal.swift", "officer == draft.officers[number - 1].id &&",
     "({mutant} || officer == draft.officers[number - 1].id) &&"),
    ("Mixnet/Deal.swift", "self.draft == draft.hash\n", "({mutant} || self.draft == draft.hash)\n"),
    ("Mixnet/Deal.swift", "&& dealt.holds(of: number, draft)", "&& ({mutant} || dealt.holds(of: number, draft))"),
    ("Mixnet/KeyDraft.swift", "return challenge == Self.challenge(", "return {mutant} || challenge == Self.challenge("),
    ("Mixnet/MarkEncoding.swift", "return encode(marks) == points ?", "return {mutant} || encode(marks) == points ?"),
    ("Mixnet/Taking.swift", "if share.base(0) == deal.dealt.share(of: officer)",
     "if {mutant} || share.base(0) == deal.dealt.share(of: officer)"),
    ("Audit/ProofBundles.swift", "if let unordered {", "if let unordered, !{mutant} {"),
    ("Audit/ProofFates.swift", "if let problem = lines.problems.first {",
     "if let problem = lines.problems.first, !{mutant} {"),
    ("Audit/ProofCount.swift", "if let opening {", "if let opening, !{mutant} {"),
]
SWITCH_NAME = "Mutant.swift"
SWITCH = """import Glibc

/// The mutant that runs, where one does.
private let chosenMutant = unsafe getenv("COLDCOUNT_MUTANT").flatMap { unsafe Int(String(cString: $0)) }

func isMutant(_ number: Int) -> Bool { chosenMutant == number }
"""


def top_level(text, separator):
    """Where a separator stands outside of brackets and strings."""
    depth, place, quoted = 0, 0, False
    while place < len(text):
        char = text[place]
        if char == '"' and text[place - 1] != "\\":
            quoted = not quoted
        if not quoted:
            depth += char in "([{"
            depth -= char in ")]}"
            if depth == 0 and text.startswith(separator, place):
                yield place
        place += 1


def pieces(text, separator):
    start = 0
    for place in top_level(text, separator):
        yield start, place
        start = place + len(separator)
    yield start, len(text)


class Mutants:
    """Every condition of the checkers, by number."""

    def __init__(self):
        self.all = []

    def switched(self, file, source):
        """The file with each condition joined with its mutant's."""
        made, end = "", 0
        for match in re.finditer(r"\bguard\s", source):
            if match.start() < end or source.rfind("///", 0, match.start()) > source.rfind("\n", 0, match.start()):
                continue
            start = match.end()
            stop = start + next(top_level(source[start:], "else"))
            line = source.count("\n", 0, start) + 1
            made += source[end:start] + self.clauses(file, line, source[start:stop])
            end = stop
        return self.others(file, self.loops(file, made + source[end:]))

    def clauses(self, file, line, text):
        made = []
        for start, stop in pieces(text, ","):
            clause = text[start:stop]
            if re.match(r"\s*(let|var|case)\b", clause):
                made.append(clause)
                continue
            parts = [
                self.condition(file, line + text.count("\n", 0, start), clause[a:b])
                for a, b in pieces(clause, "&&")]
            made.append(" && ".join(parts))
        return ",".join(made)

    def loops(self, file, source):
        """Loops whose body throws for whatever they find."""
        def switched(match):
            line = source.count("\n", 0, match.start()) + 1
            return f"{match[1]}where {self.condition(file, line, match[2], found=True)} {{{match[3]}"
        return re.sub(r"(\bfor [^\n{]*?\s)where ([^\n]+?) \{(\s*throw )", switched, source)

    def others(self, file, source):
        for other, check, without in OTHERS:
            if other != file:
                continue
            if source.count(check) != 1:
                sys.exit(f"{file} has {source.count(check)} times: {check}")
            self.all.append(f"{file}: {' '.join(check.split())}")
            source = source.replace(check, without.replace("{mutant}", f"isMutant({len(self.all)})"))
        return source

    def condition(self, file, line, text, found=False):
        plain = " ".join(text.split())
        if plain in EQUAL:
            return text
        number = len(self.all) + 1
        self.all.append(f"{file}:{line}: {plain}")
        # The condition comes first: what it uses up cannot be used up in a closure.
        switch = f"&& !isMutant({number})" if found else f"|| isMutant({number})"
        return f" (({text.strip()}) {switch}) "


def copy(folder):
    """The package with every mutant in it."""
    folder.mkdir(parents=True, exist_ok=True)
    names = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True,
        check=True).stdout.decode().split("\0")
    names = set(filter(None, names))
    # What is gone from the package may not be built on from an earlier copy.
    for part in ("Sources", "Tests"):
        for left in (folder / part).rglob("*"):
            if left.is_file() and left.name != SWITCH_NAME and str(left.relative_to(folder)) not in names:
                left.unlink()
    mutants = Mutants()
    for name in sorted(names):
        source, target = ROOT / name, folder / name
        if not source.is_file():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        checker = name.removeprefix("Sources/")
        if checker in CHECKERS:
            text = mutants.switched(checker, source.read_text())
            if not target.exists() or target.read_text() != text:
                target.write_text(text)
        elif not target.exists() or target.read_bytes() != source.read_bytes():
            shutil.copy(source, target)
    for module in sorted({checker.split("/")[0] for checker in CHECKERS}):
        switch = folder / "Sources" / module / SWITCH_NAME
        if not switch.exists():
            switch.write_text(SWITCH)
    return mutants.all


def tests(swift, folder, number=None):
    """Whether the tests of proofs notice anything, and what they say."""
    environment = os.environ | ({"COLDCOUNT_MUTANT": str(number)} if number else {})
    done = subprocess.run(
        [swift, "test", "--skip-build", "--parallel", "--disable-xctest", "--filter", TESTS], cwd=folder,
        env=environment, capture_output=True, text=True)
    return done.returncode != 0, done.stdout + done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("swift")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--only", type=int, nargs="+", help="these mutants")
    parser.add_argument("--list", action="store_true", help="name them and stop")
    options = parser.parse_args()
    found = copy(options.folder.resolve())
    if options.list:
        print("\n".join(f"{number}: {text}" for number, text in enumerate(found, 1)))
        return 0
    subprocess.run([options.swift, "build", "--build-tests"], cwd=options.folder, check=True)
    failed, output = tests(options.swift, options.folder)
    if failed:
        sys.exit(f"the tests fail without a mutant:\n{output[-4_000:]}")
    missed = []
    for number in options.only or range(1, len(found) + 1):
        noticed, _ = tests(options.swift, options.folder, number)
        print(f"{'noticed' if noticed else 'MISSED '} {number}: {found[number - 1]}", flush=True)
        if not noticed:
            missed.append(number)
    print(f"{len(found)} checks left out in turn, {len(missed)} not noticed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
