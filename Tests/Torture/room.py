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

import officers
import terminal
from steps import KEYS, ROOT, STEPS, VECTORS

# A sanitizer of a build that has one is told what it was told.
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "SWIFT_BACKTRACE": "enable=no"} | {
    name: value for name, value in os.environ.items()
    if name.endswith("SAN_OPTIONS") or name == "LD_PRELOAD"}

# Files that a step may leave behind and that record nothing.
LEFT_OVER = re.compile(r"(^|/)(lock|incoming|tracking|drafts)(/|$)|\.(tmp|new|torn-\d+)(/|$)|\.torn-\d+$")


# Folders that a list of hashes tells all of; what is in them names heads and times.
SUMMED = ("out/rehearsal/package/", "out/marked/", "out/pages/")
# Keys and what is sealed, which are never the same twice.
MADE_ANEW = ("desk/keys/", "desk/ceremony/", "desk/boxes/", "desk/sealed/", "keying/desk")
# What officers mixed and opened: once its result is there, copies of that until the next count.
COPIES = ("count/proofs/", "count/results/blind/")
# Names in which a desk's random number, or the hash of a line with its time, stands.
DRAWN = re.compile(r"(?<=/)(desk-[0-9a-f]{16}|hall-[0-9a-f]{12})(?=-)")


class Room:
    """A folder in which the count is made, with what it was before each step kept beside it."""

    def __init__(self, path, binary, branches=None):
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
        for folder in ("desk", "out", "carried"):
            (self.root / folder).mkdir()
        for table in ("sheets.csv", "accounts.csv"):
            shutil.copy(VECTORS / "paper" / table, self.root)
        (self.root / "other-account.csv").write_text(
            "station,issued,unused,spoilt,tendered,in-box,note\ns1,40,5,2,0,33,\n")
        (self.root / "council.csv").write_text("".join(
            line for line in (self.root / "sheets.csv").read_text().splitlines(True)
            if line.startswith("station,") or ",b1,council," in line))
        (self.root / "ballots.csv").write_text("token,cast,chief\n" + "".join(
            f"{number:064x},2017-03-11T08:00:00+08:00,tsang:support lam:oppose woo:abstain\n"
            for number in range(1, 20)))
        shutil.copy(ROOT / "samples/referendum-2017/draft.json", self.root)
        (self.root / "definition").mkdir()
        shutil.copy(VECTORS / "election.json", self.root / "definition")
        shutil.copy(KEYS / "vault.secret", self.root / "desk")
        (self.root / "desk" / "passphrase").write_text("only for this test\n")
        officers.write(self.root)
        # What a step leaves behind, and the name under which it is kept what it begins with.
        self.whole, self.before = {}, {}
        self.save("after nothing")
        last = "nothing"
        for step in STEPS:
            if branches is not None and step.branch not in branches:
                continue
            if (step.base or last) != last:
                self.restore("after " + step.base)
            if step.older:
                shutil.rmtree(self.root / "count")
                shutil.copytree(self.saved / f"after {step.older}" / "count", self.root / "count")
            self.before[step.name] = step.older is None and f"after {step.base or last}" or step.name
            if step.older:
                self.save(step.name)
            done = self.run(step)
            if done.returncode != step.status:
                raise SystemExit(f"{step.name} does not work at all: {done.stderr}")
            last = step.name
            self.save("after " + step.name)
            self.whole[step.name] = self.state()

    def save(self, name):
        shutil.copytree(self.root, self.saved / name)

    def start(self, step):
        """Where it is kept what a step begins with."""
        return self.saved / self.before[step if isinstance(step, str) else step.name]

    def restore(self, name):
        shutil.rmtree(self.root)
        shutil.copytree(
            self.saved / name if name.startswith("after ") else self.start(name), self.root)

    def argv(self, words, new=""):
        lots = next((n for n, line in enumerate(self.journal().splitlines(), 1)
                     if b'"event":"lots"' in line), 0)
        named = {"{root}": str(self.root), "{new}": new, "{lots}": str(lots), "{head}": self.head()}
        for name, value in named.items():
            words = [word.replace(name, value) for word in words]
        return [self.binary, *words]

    def head(self):
        """The hash of the last whole line of the journal, as people have it on paper."""
        lines = self.journal().split(b"\n")[:-1]
        return hashlib.blake2b(lines[-1], digest_size=32).hexdigest() if lines else ""

    def run(self, step, prefix=(), new=None, environment=None):
        words = self.argv(step.argv, new or step.new or "")
        if step.keys:
            return terminal.run([*prefix, *words], step.keys, ENVIRONMENT | (environment or {}))
        return self.command(words, prefix, environment)

    def command(self, argv, prefix=(), environment=None):
        return subprocess.run(
            list(prefix) + argv, capture_output=True, text=True, errors="replace", timeout=120,
            cwd="/", env=ENVIRONMENT | (environment or {}))

    def ask(self, *argv):
        return self.command([self.binary, *argv, "--workspace", f"{self.root}/count"])

    def journal(self):
        file = self.root / "count" / "journal.jsonl"
        return file.read_bytes() if file.exists() else b""

    def lines(self, text=None):
        """The whole lines of the journal, or of another one."""
        return [json.loads(line)
                for line in (self.journal() if text is None else text).split(b"\n")[:-1]]

    def events(self, text=None):
        """What the journal records, without when and after what."""
        found = []
        for line in self.lines(text):
            data = line["data"]
            # An opening that was cut off and begun anew is said to be abandoned.
            if line["event"] in ("refused", "warning", "opening-abandoned"):
                continue
            if line["event"] == "doctor":
                # What it could look at depends on the machine and on the call that failed.
                data = {}
            for key in ("result", "sealed", "b2sums", "software", "marks", "workspace"):
                data.pop(key, None)
            # A desk's number is drawn, and a hall's lines have their times.
            if line["event"] == "desk":
                data["desk"]["desk"] = data["hash"] = data["signature"] = None
            if "lines" in data:
                data["lines"] = [[one["event"], one["by"]] for one in data["lines"]]
            if line["event"] in ("mixed", "opened", "blind"):
                data.pop("hash", None)
            if line["event"] == "sign" and "result" in data["file"]:
                data.pop("hash")
            found.append(json.dumps([line["event"], line["by"], data], sort_keys=True))
        return found

    def state(self):
        """Everything that counts, by name, with what may differ from run to run taken out."""
        found = {}
        copies = COPIES if (self.root / "count/results/electronic/proof").exists() else ()
        for path in sorted(p for p in self.root.rglob("*") if p.is_file()):
            name = str(path.relative_to(self.root))
            if name.startswith(copies):
                continue
            if LEFT_OVER.search(name) or name.startswith(("count/results/earlier/", "stick-")):
                continue
            if name in ("vault/heads", "central-vault/heads"):
                continue
            if name.startswith(SUMMED) and path.name not in ("B2SUMS", "results.csv"):
                continue
            found[self.shown(name)] = self.content(name, path.read_bytes())
        return found

    def shown(self, path):
        """A path as it is in every room: where the room is, and what was drawn in it, taken out."""
        return DRAWN.sub(lambda name: "{%s}" % name[0][:4], path.replace(str(self.root), "{root}"))

    def here(self, path):
        """A path that was shown, in this room."""
        if "{desk}" in path:
            path = path.replace("{desk}", "desk-" + (self.root / "keying/desk").read_text().strip())
        if "{hall}" in path:
            first = self.journal().split(b"\n")[0]
            head = hashlib.blake2b(first, digest_size=32).hexdigest()
            path = path.replace("{hall}", f"hall-{head[:12]}")
        return path.replace("{root}", str(self.root))

    def content(self, name, data):
        base = name.rsplit("/", 1)[-1]
        if base == "journal.jsonl":
            return sorted(set(self.events(data)))
        if base in ("result.json", "rehearsal.json"):
            try:
                result = json.loads(data)
            except ValueError:
                return f"{len(data)} bytes that are no JSON"
            if base == "rehearsal.json":
                return sorted(result)
            result["journal"] = result["replaces"] = None
            if "proof" in result["inputs"]:
                result["inputs"]["proof"] = len(result["inputs"]["proof"])
            return result
        if base in ("rejected.sealed", "voters.sealed", "blind.sealed") or "voters" in base:
            return len(data)
        if base in ("desk.json", "inputs.json"):
            return json.loads(data) | {"desk": None, "journal": None}
        if base.startswith(
                ("result.json.", "B2SUMS.", "rehearsal.json.", "desk.json.", "inputs.json.")):
            return "a signature"
        if name.startswith("desk/turns/") or "/proof/" in name:
            return officers.told(self.root, self.root / name, data)
        if base == "B2SUMS":
            return self.listed(self.root / name)
        if name.startswith(MADE_ANEW):
            return len(data) if base.endswith(".sealed") else data[-1:] == b"\n"
        if "/reports/" in name:
            return re.sub(r"[0-9a-f]{16,64}", "…", data.decode())
        return hashlib.sha256(data).hexdigest() + f" {len(data)}"

    @staticmethod
    def listed(sums):
        """The files that a list names and whether they are what it says; of what is another each time
        how many there are."""
        lines = [line.split("  ", 1) for line in sums.read_text().splitlines()]
        for digest, name in lines:
            file = sums.parent / name
            if not file.exists() or digest != hashlib.blake2b(
                    file.read_bytes(), digest_size=32).hexdigest():
                return f"{name} is not what B2SUMS says"
        is_another = str(sums).find("/out/rehearsal/") >= 0
        return len(lines) if is_another else [name for _, name in lines]

    def target(self, step):
        """The folder of a step that has to be new."""
        place = next(part for part in step.argv if "{new}" in part)
        return Path(self.argv([place], step.new)[1])

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


def workers(share):
    """How many rooms are worked in at once: making one takes as long as a few dozen attempts."""
    return max(1, min(2, os.cpu_count() or 1)) if share > 0.01 else 1
