"""Records of more than anybody would write: lines of a journal, results and collectors that are made
here with the keys of the election, so that what grows is the reading of them alone."""

import base64
import hashlib
import json
import sys
from pathlib import Path

from nacl import bindings

from bench_election import COLDCOUNT, Election, run

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Peers"))
from formats import SigningKey, canonical, hash_of  # noqa: E402

OFFICERS = ["officer-a", "officer-b"]


def signing_key(path):
    """The key of a file that has no passphrase."""
    blob = base64.b64decode(path.read_text().splitlines()[1])
    return SigningKey(blob[54:62], blob[62:126])


class Journal:
    """The journal of a file, to which lines are added that officer-a signs."""

    def __init__(self, election, path):
        self.path, self.lines = path, path.read_bytes().splitlines()
        self.key = signing_key(election.key("officer-a")).secret

    def add(self, event, **data):
        line = {
            "n": len(self.lines) + 1, "at": "2017-03-20T00:00:00Z", "by": "officer-a", "event": event,
            "data": data, "prev": hash_of(self.lines[-1])}
        signature = bindings.crypto_sign(b"coldcount/journal/1\n" + canonical(line), self.key)[:64]
        self.lines.append(canonical(line | {"sig": base64.b64encode(signature).decode()})[:-1])

    def write(self):
        self.path.write_bytes(b"".join(line + b"\n" for line in self.lines))


class ManyStyles(Election):
    """An election in which one collector sends so many styles."""

    def __init__(self, folder, number):
        self.number = number
        super().__init__(folder, 1)

    def draft(self):
        draft = super().draft()
        styles = [f"x{number}" for number in range(self.number)]
        draft["styles"] += [dict(draft["styles"][0], id=style) for style in styles]
        self.send(draft["collectors"], styles)
        return draft

    def send(self, collectors, styles):
        collectors[0]["styles"] += styles


class ManyCollectors(ManyStyles):
    """An election in which each of so many styles has a collector of its own."""

    def send(self, collectors, styles):
        collectors += [
            dict(collectors[0], id=style, styles=[style], publicKey=SigningKey.make().public)
            for style in styles]


def number(seed):
    """A hash that nothing has."""
    return hashlib.blake2b(str(seed).encode(), digest_size=32).hexdigest()


class Times:
    """Processor seconds of each command."""

    def __init__(self):
        self.all = {}

    def step(self, name, *words, codes=(0,)):
        seconds = run(COLDCOUNT, *words, codes=codes)[3]
        if name is not None:
            self.all[name] = seconds


def packaged(folder, election, times, name=None):
    """A count of one ballot and its package; times the reconciliation, the count, and the audit."""
    count, package = folder / "count", folder / "package"
    place = ("--workspace", count)
    shares = [word for share in election.shares for word in ("--share", share)]

    def signed(*words):
        return (*words, *place, *election.signer("officer-a"))

    def timed(command):
        return name and f"{command}, {name}"

    election.seal()
    times.step(None, "init", count, "--election", election.definition, "--vault", folder / "vault")
    times.step(timed("import"), *signed("import", election.stick))
    times.step(timed("reconcile"), "reconcile", "--vault-key", election.vault_key, *place,
               *election.signer("keeper"))
    times.step(timed("count"), *signed("count", "--stage", "electronic", *shares))
    for officer in OFFICERS:
        times.step(None, "sign", count / "results/electronic/result.json", *election.signer(officer))
    times.step(timed("export"), *signed("export", package))
    for officer in OFFICERS:
        times.step(None, "sign", package / "B2SUMS", *election.signer(officer))
    times.step(timed("verify"), "verify", package)
    times.step(timed("status"), "status", *place)
    return count, package


def collectors(folder, size):
    """A whole count of an election with so many styles and collectors."""
    times = Times()
    packaged(folder, ManyCollectors(folder, size), times, "collectors")
    return times.all


def lines(folder, size):
    """The audit of journals with so many lines of each of several kinds."""
    election, times = ManyStyles(folder, size), Times()
    count, package = packaged(folder, election, times)
    collector = json.loads(election.definition.read_bytes())["collectors"][0]
    result = hash_of((package / "result.json").read_bytes())
    kinds = {
        "blind": lambda journal, n: (
            journal.add("blind", stage="electronic", sealed=number(n), officers=OFFICERS),
            journal.add("release", stage="electronic", result=number(-n), sealed=number(n),
                        officers=OFFICERS, ties=[])),
        "sign": lambda journal, n: journal.add(
            "sign", file="results/electronic/result.json", hash=result, signer="officer-a"),
        "import": lambda journal, n: journal.add(
            "import", bundle=number(n), collector=collector["id"], sequence=n + 1, kind="ballots",
            style=f"x{n - 1}", channel=collector["channel"], ballots=1, identities=1, final=False,
            ignored=[]),
        "amend": lambda journal, n: journal.add("amend", amendment=amendment(election, n)),
    }
    before = (package / "journal.jsonl").read_bytes()
    for kind, add in kinds.items():
        for place, words in ((package, ("verify", package)), (count, ("status", "--workspace", count))):
            (place / "journal.jsonl").write_bytes(before)
            journal = Journal(election, place / "journal.jsonl")
            for n in range(1, size + 1):
                add(journal, n)
            journal.write()
            times.step(f"{words[0]}, {kind} lines", *words, codes=(0, 1))
    return times.all


LAST = {}


def amendment(election, n):
    """The next amendment of a chain."""
    status = ("died-during", "standing")[n % 2]
    made = {
        "format": "coldcount/amendment/1", "election": hash_of(election.definition.read_bytes()),
        "number": n, "previous": LAST["hash"] if n > 1 else None, "reason": "for measuring",
        "changes": [{"kind": "status", "contest": "chief", "option": "lam", "status": status}]}
    LAST["hash"] = hash_of(canonical(made))
    return made


def earlier(folder, size):
    """The audit of a package with so many earlier results, each signed."""
    election, times = Election(folder, 1), Times()
    _, package = packaged(folder, election, times)
    journal = Journal(election, package / "journal.jsonl")
    keys = {officer: signing_key(election.key(officer)) for officer in OFFICERS}
    result = json.loads((package / "result.json").read_bytes())
    (package / "earlier").mkdir()
    for n in range(size):
        file = canonical(result | {"journal": number(n)})
        name = package / "earlier" / f"{hash_of(file)}.json"
        name.write_bytes(file)
        for officer, key in keys.items():
            name.with_name(f"{name.name}.{officer}.minisig").write_text(key.sign(file, "for measuring"))
        journal.add("count", stage="electronic", result=hash_of(file), officers=OFFICERS, ties=[])
    journal.write()
    times.step("verify, earlier results", "verify", package, codes=(1,))
    return times.all
