#!/usr/bin/env python3
"""Holds house.py to houses that are good, and to bad ones of which each breaks one rule."""

import sys
import tempfile
from pathlib import Path

import house

MANIFEST = """
    .systemLibrary(name: "CSodium"),
    module("Encoding"),
    module("Storage", imports: ["Encoding"]),
    .target(
      name: "Election", dependencies: ["Encoding"], swiftSettings: settings),
    module("Tally", imports: ["Election"]),
    module(
      "Vault",
      imports: ["Encoding", "Storage"]),
    .executableTarget(
      name: "coldcount",
      dependencies: [
        "Tally", "Vault",
      ]),
"""
GOOD = {
    "Package.swift": MANIFEST,
    "Sources/Encoding/Hex.swift": "package struct Hex {}\n",
    "Sources/Storage/Disk.swift": "package import Encoding\n",
    "Sources/Election/Contest.swift": "import Encoding\n// import Storage\n",
    "Sources/Tally/Rules.swift": '@testable import struct Election.Contest\nlet x = "import Vault"\n',
    "Sources/Vault/Merge.swift": "import Storage\n",
    "Sources/Vault/Check.swift": "import Encoding\n",
    "Sources/coldcount/main.swift": "import Tally\nimport Vault\n",
    "Sources/Packaging/package.py": "pass\n",
}


def function(lines, head="  func long(_ text: String) -> Int"):
    """A function of so many lines, with braces where they do not count."""
    body = ['    let text = "{{{"  // {'] + ["    if true { }"] * (lines - 3)
    return "\n".join(["struct Long {", head + " {", *body, "  }", "}", ""])


def manifest(old, new):
    assert old in MANIFEST
    return {"Package.swift": MANIFEST.replace(old, new)}


# What is changed of the good house, and what is said of it: path, line, a part of why.
CASES = [
    ("good", {}, []),
    ("a module without a place", {"Sources/Cellar/Wine.swift": "", **manifest(
        'module("Encoding"),', 'module("Encoding"), module("Cellar"),')},
     [("Package.swift", 1, "Cellar has no place")]),
    ("a module that is no target", {"Sources/Record/Line.swift": ""},
     [("Package.swift", 1, "Record is no target")]),
    ("a look-up in what counts", {
        "Sources/Tally/Rules.swift": 'import Election\nlet x = json["id"]\nmembers["id"] = x\n'},
     [("Sources/Tally/Rules.swift", 2, "Tally looks nothing up")]),
    ("a look-up in a reader, and in a comment", {
        "Sources/Vault/Check.swift": 'import Encoding\nlet x = json?["id"] // a["b"]\n'}, []),
    ("a sentence in two languages by itself", {
        "Sources/Vault/Check.swift": 'import Encoding\nlet x = say("a", chinese: "b")\n// zh-Hant\n',
        "Sources/Tally/Rules.swift": "import Election\nlet x = language == .chinese ? 1 : 2\n",
        "Sources/Words/Language.swift": "let x = Language.chinese\n",
        **manifest('module("Encoding"),', 'module("Encoding"), module("Words"),')},
     [("Sources/Tally/Rules.swift", 2, "chinese has a place in Words alone"),
      ("Sources/Vault/Check.swift", 2, "chinese has a place in Words alone")]),
    ("too many look-ups", {
        "Sources/Vault/Check.swift": "import Encoding\n" + 'let x = json["id"]\n' * 81},
     [("Sources/Vault/Check.swift", 82, "81 look-ups")]),
    ("an arrow upwards", {
        "Sources/Encoding/Hex.swift": "import Election\n",
        **manifest('module("Encoding")', 'module("Encoding", imports: ["Election"])')},
     [("Package.swift", 3, "Encoding may not import Election, which stands above it")]),
    ("a pure module that comes to files by way of another", {
        "Sources/Tally/Rules.swift": "import Bundles\nimport Election\n",
        "Sources/Bundles/Bundle.swift": "import Storage\n",
        **manifest('module("Tally", imports: ["Election"]),', '''
    module("Bundles", imports: ["Storage"]),
    module("Tally", imports: ["Bundles", "Election"]),''')},
     [("Package.swift", 9, "Tally may not import Bundles"),
      ("Package.swift", 9, "Tally is pure and may not come to Storage")]),
    ("identities and votes in one module", {
        "Sources/Disclosure/Page.swift": "import Tally\nimport Vault\n",
        **manifest("    .executableTarget(", '    module("Disclosure", imports: ["Tally", "Vault"]),\n'
                   "    .executableTarget(")},
     [("Package.swift", 11, "identities and votes meet in Disclosure")]),
    ("a console that knows elections", {
        "Sources/Console/Screen.swift": "import Election\n",
        **manifest("    .executableTarget(", '    module("Console", imports: ["Election"]),\n'
                   "    .executableTarget(")},
     [("Package.swift", 11, "Console may not import Election")]),
    ("an import that the manifest does not name", {
        "Sources/Election/Contest.swift": "\nimport Encoding\nprivate import Tally\n"},
     [("Sources/Election/Contest.swift", 3, "Package.swift does not let Election import Tally")]),
    ("an arrow that nobody goes", {"Sources/Vault/Check.swift": ""},
     [("Package.swift", 8, "Vault does not import Encoding")]),
    ("the system in a module of rules", {
        "Sources/Election/Contest.swift": "import Encoding\nimport Glibc\n"},
     [("Sources/Election/Contest.swift", 2, "Election may not import Glibc")]),
    ("Foundation", {"Sources/Election/Contest.swift": "import Encoding\nimport Foundation\n"},
     [("Sources/Election/Contest.swift", 2, "Foundation stays out")]),
    ("a citation of a page", {
        "Sources/coldcount/Coldcount.docc/Formats.md": "# Formats\n\n## Text and names\n",
        "Sources/Vault/Check.swift": "import Encoding\n/// As it is said (Formats § Text\n/// and names).\n"},
     []),
    ("a citation of what is not there", {
        "Sources/coldcount/Coldcount.docc/Formats.md": "# Formats\n\n## Text and names\n",
        "Sources/Vault/Check.swift": "import Encoding\n/// See Formats § Texts.\n/// See Other § Text.\n"},
     [("Sources/Vault/Check.swift", 2, "no section 'Texts."), ("Sources/Vault/Check.swift", 3, "a page Other")]),
    ("a name that two modules have", {
        "Sources/Storage/Disk.swift": "package import Encoding\n/// struct Hex\npackage enum Hex {}\n"},
     [("Sources/Storage/Disk.swift", 3, "Encoding has a Hex too")]),
    ("a name that two modules have for a part of something, for the same, or within a file", {
        "Sources/Election/Contest.swift":
            "import Encoding\nstruct Contest {\n  enum Kind {}\n}\nprivate final class Hex {}\n",
        "Sources/Vault/Check.swift": "import Encoding\nstruct Check {\n  struct Contest {}\n  enum Kind {}\n}\n"},
     []),
    ("a part by itself", {
        "Sources/Election/Contest.swift": "import Encoding\nstruct Contest {\n  enum Kind {}\n}\n",
        "Sources/Vault/Check.swift": "import Encoding\nenum Kind {}\n"},
     [("Sources/Vault/Check.swift", 2, "Election has a Kind too")]),
    ("a task, and the word in a comment", {
        "Sources/Vault/Check.swift": "import Encoding\n// async\nfunc a() async {}\n"},
     [("Sources/Vault/Check.swift", 3, "work on another thread")]),
    ("a file as long as may be", {"Tests/T.swift": "\n" * house.MAX_FILE_LINES}, []),
    ("a longer file", {"Tests/T.swift": "\n" * (house.MAX_FILE_LINES + 1)},
     [("Tests/T.swift", house.MAX_FILE_LINES + 1, "431 lines")]),
    ("a longer file in another language", {"Tests/T.py": "\n" * 500}, [("Tests/T.py", 431, "500 lines")]),
    ("functions as long as may be", {"Tests/T.swift": function(70), "Tests/T.py": (
        "def long():\n" + "    pass\n" * 69)}, []),
    ("a longer function", {"Tests/T.swift": function(71)}, [("Tests/T.swift", 2, "a function of 71 lines")]),
    ("a longer function over some lines of parameters", {
        "Tests/T.swift": function(70, "  package static func f(\n    a: Int\n  ) throws(E) -> Int")},
     [("Tests/T.swift", 2, "a function of 72 lines")]),
    ("a longer initializer", {"Tests/T.swift": function(71, "  private init?(_ a: Int)")},
     [("Tests/T.swift", 2, "a function of 71 lines")]),
    ("a longer computed property", {"Tests/T.swift": function(71, "  package var report: Report")},
     [("Tests/T.swift", 2, "a function of 71 lines")]),
    ("a requirement has no body", {"Tests/T.swift": (
        "protocol P {\n  func a()\n  func b()\n}\nstruct S {\n" + "  let x = 0\n" * 100 + "}\n")}, []),
    ("a command as long as one may be", {
        "Sources/coldcount/Long.swift": "enum Long {\n  static let action = CommandAction(\n"
        + '    command: Command("long (", 1),\n' + "    run: { x in\n" + "      f(x)\n" * 56 + "    })\n}\n"},
     []),
    ("a longer command", {
        "Sources/coldcount/Long.swift": "enum Long {\n  static let action = CommandAction(\n"
        + '    command: Command("long (", 1),\n' + "    run: { x in\n" + "      f(x)\n" * 57 + "    })\n}\n"},
     [("Sources/coldcount/Long.swift", 2, "a command of 61 lines")]),
    ("a longer function in Python", {"Tests/T.py": "\ndef long():\n" + "    pass\n" * 70},
     [("Tests/T.py", 2, "a function of 71 lines")]),
]


def breaches(files):
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return [
            (str(path.relative_to(root)), line, why)
            for check in house.CHECKS for path, line, why in check(root)]


def main():
    failed = 0
    for name, changes, expected in CASES:
        found = breaches(GOOD | changes)
        if len(found) != len(expected) or not all(
                one[:2] == other[:2] and other[2] in one[2] for one, other in zip(found, expected)):
            failed += 1
            print(f"{name}: {found} instead of {expected}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
