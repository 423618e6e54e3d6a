#!/usr/bin/env python3
"""An election counted in five halls, held against one laptop that took everything in itself.

Arguments: the program and, if other than 5, 50 and 4, how many halls there are, stations in each, and
desks in each.

Every hall has bundles and desks of its own and some of the next one's as well. Of its sticks one is lost,
one damaged, one comes twice and one is an older copy; they come in another order at each of three
central laptops. All of them, and the one laptop, must come to the same bytes. Ends with 1 where they do not.
"""

import json
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Benchmarks"))

import bench_election
import bench_growth

BINARY = Path(sys.argv[1]).resolve()
bench_election.COLDCOUNT = BINARY
HALLS, STATIONS, DESKS = (int(word) for word in (sys.argv[2:5] or (5, 50, 4)))
CENTRAL = 3
FAILED = []


def run(*words, codes=(0,)):
    done = subprocess.run([str(BINARY), *map(str, words)], capture_output=True, text=True)
    if done.returncode not in codes:
        raise SystemExit(f"{words}: status {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def expect(holds, what):
    print(("ok      " if holds else "FAILED  ") + what, flush=True)
    if not holds:
        FAILED.append(what)


class Election(bench_growth.PaperElection):
    """An election of one contest in which many key paper."""

    def draft(self):
        draft = super().draft()
        draft["people"] += [
            {"id": clerk, "name": {"en": clerk}, "role": "operator", "publicKey": self.public_key(clerk)}
            for clerk in (f"keyer-{desk}" for desk in range(DESKS))]
        return draft

    def rows(self):
        yield "V00000001..V00000009,2017-03-10T12:00:00+08:00..2017-03-19T22:00:00+08:00,tsang\n"


class Night:
    def __init__(self, folder):
        self.folder = folder
        self.election = Election(folder, HALLS * STATIONS)
        self.election.seal()
        self.one = self.workspace("one")

    def workspace(self, name):
        place = self.folder / name
        run("init", place, "--election", self.election.definition, "--vault", f"{place}-vault",
            *self.election.signer("officer-a"))
        return place

    def signer(self, person, place):
        return (*self.election.signer(person), "--workspace", place)

    def table(self, hall, desk):
        """What a clerk keys: half of the stations of a hall, each station by two clerks; one batch of
        each hall differently, so that a third has to decide."""
        rows = ["station,batch,contest,item,count"]
        accounts = ["station,issued,unused,spoilt,tendered,in-box,note"]
        for number in range(STATIONS):
            if (number + desk) % DESKS > 1:
                continue
            station = f"s{hall * STATIONS + number}"
            odd = number == 0 and desk == 0
            votes = (4 + number % 2 - odd, 4 - number % 2 + odd)
            rows += [f"{station},b1,chief,{item},{count}" for item, count in zip(
                ("papers", "tsang", "lam", "woo", "rejected:unmarked"), (9, *votes, 1, 0))]
            accounts.append(f"{station},10,1,0,0,9,")
        return "\n".join(rows) + "\n", "\n".join(accounts) + "\n"

    def desk(self, hall, desk):
        """Has a clerk key at a desk of a hall; gives the stick."""
        clerk, place = f"keyer-{desk}", self.folder / f"hall-{hall}-desk-{desk}"
        run("desk", "init", place, "--election", self.election.definition)
        for kind, text in zip(("import", "account"), self.table(hall, desk)):
            (self.folder / "table.csv").write_text(text)
            run("paper", kind, self.folder / "table.csv", *self.signer(clerk, place))
        stick = self.folder / f"stick-{hall}-{desk}"
        run("desk", "export", stick, *self.signer(clerk, place))
        return stick

    def take(self, place, *sticks, codes=(0,)):
        return run("import", *sticks, *self.signer("clerk-1", place), codes=codes)

    def export(self, hall, name):
        words = run("export", "--inputs", self.folder / name, *self.signer("clerk-2", hall), "--json")
        return Path(json.loads(words)["folder"])

    def result(self, place):
        """What a workspace comes to, byte for byte, but for the journal's head."""
        election = self.election
        run("reconcile", "--vault-key", election.vault_key, *self.signer("keeper", place))
        shares = [word for share in election.shares for word in ("--share", share)]
        run("count", "--stage", "partial", *shares, *self.signer("officer-a", place))
        files = {path.name: path.read_bytes() for path in (place / "results/partial").iterdir()
                 if path.is_file()}
        result = json.loads(files["result.json"])
        result.pop("journal")
        return files | {"result.json": json.dumps(result, sort_keys=True).encode()}


def main():
    with tempfile.TemporaryDirectory(prefix="halls-") as folder:
        night = Night(Path(folder))
        sticks = {(hall, desk): night.desk(hall, desk) for hall in range(HALLS) for desk in range(DESKS)}
        # In one second, by one officer.
        halls = [night.workspace(f"hall-{hall}") for hall in range(HALLS)]
        older, newer = [], []
        for hall, place in enumerate(halls):
            # Everybody brought the same bundle along.
            night.take(place, night.election.stick, *(sticks[hall, desk] for desk in range(DESKS)))
            older.append(night.export(place, f"older-{hall}"))
            # A stick of the next hall came here by mistake.
            night.take(place, sticks[(hall + 1) % HALLS, 0])
            newer.append(night.export(place, f"newer-{hall}"))
        night.take(night.one, night.election.stick, *sticks.values())
        wanted = night.result(night.one)
        # Of each hall one sheet is keyed in two ways.
        sheets = len(json.loads(wanted["result.json"])["inputs"]["sheets"])
        expect(sheets == HALLS * (STATIONS - 1), f"one laptop counts {sheets} sheets")
        damaged = newer[2 % HALLS] / "journal.jsonl"
        whole = damaged.read_bytes()
        for number in range(CENTRAL):
            central = night.workspace(f"central-{number}")
            order = random.Random(number).sample(range(HALLS), HALLS)
            # Of the first hall an older copy comes before, of the second after; of the last one stick
            # is lost and it writes another.
            night.take(central, older[0])
            damaged.write_bytes(whole.replace(b"\"lam\":4", b"\"lam\":3", 1))
            for hall in order:
                words = night.take(central, newer[hall], codes=(0, 1))
                if hall == 2 % HALLS:
                    expect("hash-mismatch" in words, f"central {number}: the damaged stick is refused")
            damaged.write_bytes(whole)
            night.take(central, newer[2 % HALLS])
            again = night.take(central, *newer, older[1 % HALLS], night.export(halls[-1], f"last-{number}"))
            expect("0 accepted" in again, f"central {number}: what comes again changes nothing")
            found = night.result(central)
            expect(found == wanted, f"central {number}: the same bytes as one laptop")
    if FAILED:
        raise SystemExit(f"{len(FAILED)} of these failed")


if __name__ == "__main__":
    main()
