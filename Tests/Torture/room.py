"""A whole count of the election of Tests/Vectors, step by step, in a folder of its own.

What a step left behind is looked at with the times, heads and signatures taken out, so that two
ways to the same count compare equal byte for byte.
"""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "Tests" / "Vectors"
KEYS = VECTORS / "keys"
WEB_1 = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"

# A sanitizer of a build that has one is told what it was told.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"} | {
    name: value for name, value in os.environ.items()
    if name.endswith("SAN_OPTIONS") or name == "LD_PRELOAD"}

# Files that a step may leave behind and that record nothing.
LEFT_OVER = re.compile(r"(^|/)(lock|incoming|tracking)(/|$)|\.(tmp|new|torn-\d+)(/|$)|\.torn-\d+$")


class Step:
    """One command line; `tried` says whether its system calls are made to fail."""

    def __init__(self, name, *argv, tried=True, base=None, once=False, status=0, new=None,
                 side=False):
        self.name, self.argv, self.tried, self.base = name, argv, tried, base
        # Not to be done again where the journal has it all; what else would be a refusal.
        self.once = once
        self.status = status
        # A target that must be new: an argument with {new} in it gets another name each time.
        self.new = new
        # Another end of the same count, which the steps after it do not go on from.
        self.side = side


def signer(person):
    return ("--as", person, "--key", f"{KEYS}/{person}.key")


def shares():
    return tuple(a for o in ("a", "b") for a in ("--share", f"{KEYS}/shares/officer-{o}.txt"))


WORKSPACE = ("--workspace", "{root}/count")
RESULT = "{root}/count/results/final/result.json"

STEPS = [
    Step("init", "init", "{root}/count", "--election", f"{VECTORS}/election.json",
         "--vault", "{root}/vault", once=True),
    Step("import-most", "import", "{root}/stick-1", *WORKSPACE, *signer("clerk-1"), tried=False),
    Step("import", "import", "{root}/stick-2", *WORKSPACE, *signer("clerk-1")),
    Step("paper", "paper", "import", "{root}/sheets.csv", *WORKSPACE, *signer("clerk-1")),
    Step("paper-again", "paper", "import", "{root}/sheets.csv", *WORKSPACE, *signer("clerk-2"),
         tried=False),
    Step("account", "paper", "account", "{root}/account.csv", *WORKSPACE, *signer("clerk-1")),
    Step("account-again", "paper", "account", "{root}/account.csv", *WORKSPACE,
         *signer("clerk-2"), tried=False),
    Step("draft", "amend", "--change", f"exclude {WEB_1} 47", "--reason", "test", "--to",
         "{root}/desk", *WORKSPACE, once=True),
    Step("sign-amendment-a", "sign", "{root}/desk/amendment-001.json", *WORKSPACE,
         *signer("officer-a"), tried=False),
    Step("sign-amendment-b", "sign", "{root}/desk/amendment-001.json", *WORKSPACE,
         *signer("officer-b"), tried=False),
    Step("amend", "amend", "{root}/desk/amendment-001.json", *WORKSPACE, *signer("clerk-1")),
    Step("reconcile", "reconcile", "--vault-key", "{root}/desk/vault.secret", *WORKSPACE,
         *signer("keeper")),
    Step("count-partial", "count", "--stage", "partial", *shares(), *WORKSPACE,
         *signer("officer-a")),
    Step("lots", "lots", "council", "--draw", "c3=9", "--draw", "c4=8", "--draw", "c5=1",
         "--witness", "W", *WORKSPACE, *signer("officer-a"), once=True),
    Step("lots-2", "lots", "committee", "--draw", "d1=9", "--draw", "d2=8", "--draw", "d3=7",
         "--draw", "d7=1", "--witness", "W", *WORKSPACE, *signer("officer-a"), tried=False),
    Step("blind", "count", "--stage", "final", "--blind", *shares(), *WORKSPACE,
         *signer("officer-a"), side=True),
    Step("release", "release", *shares(), *WORKSPACE, *signer("officer-a"), once=True,
         side=True),
    Step("count", "count", "--stage", "final", *shares(), *WORKSPACE, *signer("officer-a"),
         base="lots-2"),
    Step("sign-a", "sign", RESULT, *WORKSPACE, *signer("officer-a")),
    Step("sign-b", "sign", RESULT, *WORKSPACE, *signer("officer-b"), tried=False),
    Step("export", "export", "{root}/out/{new}", *WORKSPACE, *signer("officer-a"), once=True,
         new="package"),
    Step("sign-sums-a", "sign", "{root}/out/package/B2SUMS", *WORKSPACE, *signer("officer-a")),
    Step("sign-sums-b", "sign", "{root}/out/package/B2SUMS", *WORKSPACE, *signer("officer-b"),
         tried=False),
    Step("verify", "verify", "{root}/out/package", tried=False),
    Step("sever", "vault", "sever", "--vault-key", "{root}/desk/vault.secret", "--new-key",
         "{root}/desk/{new}", "--passphrase-file", "{root}/desk/passphrase", *shares(),
         *WORKSPACE, *signer("keeper"), once=True, new="voters.json"),
]
NAMES = [step.name for step in STEPS]


def sheets():
    rows = ["station,batch,contest,item,count"]

    def add(batch, contest, items, unmarked=1):
        rejected = [("rejected:unmarked", unmarked), ("rejected:overvoted", 0),
                    ("rejected:uncertain", 0)]
        rows.extend(f"s1,{batch},{contest},{item},{count}" for item, count in items + rejected)

    def judged(*votes):
        return [(f"{name}:{mark}", count) for name, *counts in votes
                for mark, count in zip(("support", "oppose", "abstain"), counts)]

    add("b1", "chief", [("papers", 11)] + judged(
        ("tsang", 7, 2, 1), ("lam", 1, 8, 1), ("woo", 3, 3, 4)))
    add("b1", "council", [("papers", 11), ("c1", 1), ("c2", 0), ("c3", 3), ("c4", 3), ("c5", 3)])
    add("b1", "committee", [("papers", 11)] + [
        (f"d{i}", n) for i, n in enumerate([10, 5, 5, 3, 3, 2, 2], 1)])
    add("b2", "chief", [("papers", 21)] + judged(
        ("tsang", 13, 4, 4), ("lam", 3, 17, 1), ("woo", 7, 7, 7)), unmarked=0)
    return "\n".join(rows) + "\n"


class Room:
    """A folder in which the count is made, with what it was before each step kept beside it."""

    def __init__(self, path, binary):
        self.path, self.binary = Path(path), str(binary)
        self.root, self.saved = self.path / "room", self.path / "saved"
        shutil.rmtree(self.path, ignore_errors=True)
        self.root.mkdir(parents=True)
        self.saved.mkdir()
        for stick, bundles in (("stick-1", ["app-1", "desk-2", "registrar-1", "registrar-2",
                                            "web-2", "web-3"]),
                               ("stick-2", ["desk-1", "web-1"])):
            for bundle in bundles:
                shutil.copytree(VECTORS / "media" / bundle, self.root / stick / bundle)
        for folder in ("desk", "out"):
            (self.root / folder).mkdir()
        (self.root / "sheets.csv").write_text(sheets())
        (self.root / "account.csv").write_text(
            "station,issued,unused,spoilt,tendered,in-box,note\ns1,40,6,2,0,32,\n")
        shutil.copy(KEYS / "vault.secret", self.root / "desk")
        (self.root / "desk" / "passphrase").write_text("only for this test\n")
        self.whole = {}
        for step in STEPS:
            if step.base:
                self.restore("after " + step.base)
            self.save(step.name)
            done = self.run(step)
            if done.returncode != step.status:
                raise SystemExit(f"{step.name} does not work at all: {done.stderr}")
            self.save("after " + step.name)
            self.whole[step.name] = self.state()

    def save(self, name):
        shutil.copytree(self.root, self.saved / name)

    def restore(self, name):
        shutil.rmtree(self.root)
        shutil.copytree(self.saved / name, self.root)

    def argv(self, step, new=None):
        return [self.binary] + [
            part.replace("{root}", str(self.root)).replace("{new}", new or step.new or "")
            for part in step.argv]

    def run(self, step, prefix=(), new=None):
        return self.command(self.argv(step, new), prefix)

    def command(self, argv, prefix=()):
        return subprocess.run(
            list(prefix) + argv, capture_output=True, text=True, errors="replace", timeout=120,
            cwd="/", env=ENVIRONMENT)

    def ask(self, *argv):
        return self.command([self.binary, *argv, "--workspace", f"{self.root}/count"])

    def journal(self):
        file = self.root / "count" / "journal.jsonl"
        return file.read_bytes() if file.exists() else b""

    def events(self, text=None):
        """What the journal records, without when and after what."""
        lines = (self.journal() if text is None else text).split(b"\n")[:-1]
        found = []
        for line in map(json.loads, lines):
            data = line["data"]
            if line["event"] in ("refused", "warning"):
                continue
            if line["event"] == "doctor":
                # What it could look at depends on the machine and on the call that failed.
                data = {}
            for key in ("result", "sealed", "b2sums", "software"):
                data.pop(key, None)
            if line["event"] == "sign" and "result" in data["file"]:
                data.pop("hash")
            found.append(json.dumps([line["event"], line["by"], data], sort_keys=True))
        return found

    def state(self):
        """Everything that counts, by name, with what may differ from run to run taken out."""
        found = {}
        for path in sorted(p for p in self.root.rglob("*") if p.is_file()):
            name = str(path.relative_to(self.root))
            if LEFT_OVER.search(name) or name.startswith(("count/results/earlier/", "stick-")):
                continue
            if name == "vault/heads":
                continue
            found[name] = self.content(name, path.read_bytes())
        return found

    def content(self, name, data):
        base = name.rsplit("/", 1)[-1]
        if base == "journal.jsonl":
            return sorted(set(self.events(data)))
        if base == "result.json":
            try:
                result = json.loads(data)
            except ValueError:
                return f"{len(data)} bytes that are no JSON"
            result["journal"] = result["replaces"] = None
            return result
        if base in ("rejected.sealed", "voters.sealed", "blind.sealed") or "voters" in base:
            return len(data)
        if base.startswith(("result.json.", "B2SUMS.")):
            return "a signature"
        if base == "B2SUMS":
            return [line.split("  ", 1)[1] for line in data.decode().splitlines()]
        if "/reports/" in name:
            return re.sub(r"[0-9a-f]{16,64}", "…", data.decode())
        return hashlib.sha256(data).hexdigest() + f" {len(data)}"

    def difference(self, step, besides=()):
        """The first thing that is not as it is where nothing went wrong; None where all is."""
        want, have = self.whole[step.name], self.state()
        for name in sorted((want.keys() | have.keys()) - set(besides)):
            if want.get(name) != have.get(name):
                return f"{name}: {first_difference(have.get(name), want.get(name))}"
        return None


def first_difference(have, want):
    if isinstance(have, dict) and isinstance(want, dict):
        for key in sorted(have.keys() | want.keys()):
            if have.get(key) != want.get(key):
                return f"{key}: {first_difference(have.get(key), want.get(key))}"
    if isinstance(have, list) and isinstance(want, list):
        have, want = [e for e in have if e not in want], [e for e in want if e not in have]
    return f"{str(have)[:200]} instead of {str(want)[:200]}"


def workers():
    return max(1, min(2, os.cpu_count() or 1))
