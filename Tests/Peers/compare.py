#!/usr/bin/env python3
"""Counts random elections with the built program and compares with the reference count.

    compare.py BINARY SEED...

For each seed: the bundles are imported and reconciled with every vault key, an `electronic` count
is made, and strikes.csv, tracking.txt and patterns.csv must be the reference's byte for byte, the
figures of result.json its figures. Prints what differs, with the seed, and exits 1 then.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from formats import hash_of
from random_election import RandomElection

VERDICTS = ("valid", "blank", "overvoted", "undervoted", "malformed")


class Difference(Exception):
    pass


def count(binary, election, work):
    """Counts the election in the folder; the folder of the result."""
    keys = election / "keys"
    definition = json.loads((election / "election.json").read_text())

    def run(*line, by=None):
        signer = ["--as", by, "--key", keys / f"{by}.key"] if by else []
        place = [] if line[0] == "init" else ["--workspace", work / "count"]
        done = subprocess.run(
            [binary, *line, *place, *signer, "--quiet"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Difference(f"{line[0]} ends with {done.returncode}: {done.stderr.strip()}")

    file = election / "election.json"
    run("init", work / "count", "--election", file, "--vault", work / "vault")
    run("import", election / "media", by="operator-1")
    for number in range(1, len(definition["keys"]["vault"]) + 1):
        suffix = "" if number == 1 else f"-{number}"
        secret = keys / f"vault{suffix}.secret"
        run("reconcile", "--vault-key", secret, by=f"custodian-{number}")
    officers = [share["officer"] for share in definition["keys"]["shares"]]
    shares = []
    for officer in officers[-definition["quorum"]["open"] :]:
        shares += ["--share", keys / "shares" / f"{officer}.txt"]
    run("count", "--stage", "electronic", *shares, by=officers[0])
    return work / "count/results/electronic"


def compare(expected, folder, strikes):
    files = [strikes, folder / "tracking.txt", folder / "patterns.csv"]
    found = {file.name: hash_of(file.read_bytes()) for file in files}
    result = json.loads((folder / "result.json").read_text())
    electronic = result["electronic"]
    found |= {name: electronic[name] for name in ("entries", "unreadable")}
    found["struck"] = {reason: n for reason, n in electronic["struck"].items() if n}
    found["unresolved"] = sum(place["count"] for place in result["unresolved"])
    contests = {}
    for contest in result["contests"]:
        total = contest["ballots"]["total"]
        contests[contest["id"]] = {
            "electronic": {name: total[name] for name in VERDICTS if total.get(name)},
            "options": {option["id"]: figures(option["total"]) for option in contest["options"]},
        }
    found["contests"] = contests
    differing = [name for name in found if found[name] != expected[name]]
    if differing:
        raise Difference(f"{', '.join(sorted(differing))} differ")


def figures(total):
    """An option's counts as the vectors write them."""
    if isinstance(total, int):
        return {"chosen": total}
    return {name: total[name] for name in ("support", "oppose", "abstain")}


def main():
    if len(sys.argv) < 3 or not all(seed.isdecimal() for seed in sys.argv[2:]):
        sys.exit("usage: compare.py BINARY SEED...")
    binary = pathlib.Path(sys.argv[1]).resolve()
    differing = 0
    for seed in sys.argv[2:]:
        with tempfile.TemporaryDirectory(prefix="coldcount-") as folder:
            work = pathlib.Path(folder)
            RandomElection(int(seed)).write(work / "election")
            expected = json.loads((work / "election/expected.json").read_text())
            try:
                results = count(binary, work / "election", work)
                strikes = work / "count/reconciliation/strikes.csv"
                compare(expected, results, strikes)
            except Difference as difference:
                differing += 1
                print(f"seed {seed}: {difference}")
    if differing:
        sys.exit(f"compare: {differing} of {len(sys.argv) - 2} elections differ")
    print(f"{len(sys.argv) - 2} elections counted alike")


if __name__ == "__main__":
    main()
