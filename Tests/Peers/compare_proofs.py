#!/usr/bin/env python3
"""Holds `coldcount verify --proofs` against a second implementation, on random small elections.

    compare_proofs.py PROGRAM [--tamperings N] SEED...

Both must take what the second implementation made of ballots that both sealed, and refuse with the same code N copies in
which something was changed and its owner signed again. Prints where they differ, with the seed, and exits 1 then."""

import argparse
import collections
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

import proofs_check
from proofs import Refused, b64, canon, hash256
from random_proofs import ProofElection


UNREAD = "unread"
# The codes of files that are read as text.
OF_TEXTS = {"manifest", "amendment", "reconciliation"}


def ours(program, folder, is_rehearsal):
    line = [program, "verify", "--proofs", folder] + (["--rehearsal"] if is_rehearsal else [])
    done = subprocess.run(line, capture_output=True, text=True)
    return done.stdout.split("\n")[0].split(":")[0] or done.stderr


def theirs(folder, is_rehearsal):
    try:
        proofs_check.verify(folder, is_rehearsal)
        return "ok"
    except Refused as refused:
        return refused.code
    except (KeyError, TypeError, ValueError, AttributeError):
        # It reads what is canonical as if it were whole, and has no code for what is not.
        return UNREAD


def agree(ours, theirs):
    # It knows what a definition is only as far as proofs go: to it, what is changed beside them is another draft.
    return ours == theirs or (theirs == UNREAD and ours in OF_TEXTS) or (ours, theirs) == ("definition", "keys")


def change_manifest(election, folder):
    """Has a manifest of ballots say something else, under its hash and signed by its collector."""
    pick = election.random
    manifests = {path: json.loads(path.read_text()) for path in sorted((folder / "manifests").glob("*.json"))}
    path, manifest = pick.choice([(path, manifest) for path, manifest in manifests.items() if "ballots" in manifest])
    what, value = pick.choice([
        ("channel", None), ("channel", "paper"), ("kind", "roll"), ("style", "another"), ("collector", "another"),
        ("election", "0" * 64), ("sequence", 2), ("ballots", manifest["ballots"] | {"size": 192}),
        ("ballots", manifest["ballots"] | {"count": 2**24 + 1}), ("ballots", manifest["ballots"] | {"hash": "0" * 64}),
        ("identities", manifest["identities"] | {"count": manifest["identities"]["count"] + 1})])
    owner = manifest["collector"]
    manifest[what] = value
    if value == "roll":
        del manifest["ballots"]
    raw = canon(manifest)
    name = hash256(raw)
    for file in (path, path.with_name(path.name + ".minisig")):
        file.unlink()
    (folder / f"manifests/{name}.json").write_bytes(raw)
    (folder / f"manifests/{name}.json.minisig").write_text(election.keys[owner].sign(raw, "a test"))
    if "ballots" in manifest:
        (folder / f"ballots/{path.stem}.sealed").rename(folder / f"ballots/{name}.sealed")
    return f"manifest {what}"


def change_keys(election, folder):
    """Has the definition say something else of its keys, signed by every officer."""
    pick, definition = election.random, json.loads((folder / "election.json").read_text())
    keys, officers = definition["keys"], [p for p in definition["people"] if p["role"] == "officer"]
    one, other = pick.sample(range(len(officers)), 2)
    dealt = keys["officers"][one]
    what = pick.choice(["open", "ceremony", "box", "low", "point", "proof", "name", "count", "more", "order", "vault"])
    if what == "open":
        definition["quorum"]["open"] = pick.choice([1, len(officers) + 1])
    elif what == "ceremony":
        keys["ceremony"] = pick.choice(["0" * 64, "0" * 63, "G" * 64])
    elif what == "box":
        officers[one]["box"] = officers[other]["box"]
    elif what == "low":
        officers[one]["box"] = b64(bytes(32))
    elif what == "point":
        dealt["points"][0] = keys["officers"][other]["points"][0]
    elif what == "proof":
        dealt["proof"] = keys["officers"][other]["proof"]
    elif what == "name":
        dealt["officer"] = "somebody"
    elif what == "count":
        keys["count"] = dealt["points"][0]
    elif what == "more":
        dealt["points"].append(dealt["points"][0])
    elif what == "order":
        keys["officers"][one], keys["officers"][other] = keys["officers"][other], keys["officers"][one]
    else:
        # Bound by every proof, though it has nothing to do with the count.
        keys["vault"] = [officers[one]["box"]]
    raw = canon(definition)
    (folder / "election.json").write_bytes(raw)
    for officer in officers:
        signature = election.keys[officer["id"]].sign(raw, "a test")
        (folder / f"election.json.{officer['id']}.minisig").write_text(signature)
    return f"keys {what}"


def tamper(election, folder):
    """Changes one file, mostly with a signature that holds; gives what was done."""
    pick = election.random
    if pick.random() < 0.25:
        return pick.choice([change_manifest, change_keys])(election, folder)
    files = sorted(p for p in folder.rglob("*") if p.is_file() and p.suffix != ".minisig" and p.name != "election.json")
    proof = [p for p in files if p.parent.name == "proof"]
    file = pick.choice(proof if pick.random() < 0.7 else files)
    data = bytearray(file.read_bytes())
    kind = pick.choice(["bit", "element", "swap", "cut", "remove", "exchange"]) if data else "remove"
    places = len(data) // 32
    if kind == "remove":
        file.unlink()
        return f"{kind} {file.name}"
    if kind == "bit" or places < 2:
        data[pick.randrange(len(data))] ^= 1 << pick.randrange(8)
    elif kind == "element":
        place = 32 * pick.randrange(places)
        data[place:place + 32] = pick.choice([bytes(32), b"\xff" * 32, bytes(data[:32])])
    elif kind == "swap":
        a, b = (32 * p for p in pick.sample(range(places), 2))
        data[a:a + 32], data[b:b + 32] = data[b:b + 32], data[a:a + 32]
    elif kind == "cut":
        del data[-pick.randint(1, len(data)):]
    elif file.parent.name == "proof":
        data = bytearray(pick.choice(proof).read_bytes())
    file.write_bytes(data)
    if file.parent.name == "proof" and pick.random() < 0.9:
        name = f"proof/{file.name}"
        signature = election.keys[file.name.split(".")[1]].sign(bytes(data), "a test")
        (folder / f"{name}.minisig").write_text(signature)
    return f"{kind} {file.name}"


def compare(program, seed, tamperings, seen):
    """Gives every difference of one election."""
    with tempfile.TemporaryDirectory() as room:
        room = pathlib.Path(room)
        election = ProofElection(seed, room / "package")
        (room / "scratch").mkdir()
        election.make(program, room / "scratch")
        for number in range(tamperings + 1):
            copy, what = room / "copy", "untouched"
            shutil.copytree(election.folder, copy)
            if number:
                what = tamper(election, copy)
            codes = ours(program, copy, election.is_rehearsal), theirs(copy, election.is_rehearsal)
            seen[codes[1]] += 1
            if not agree(*codes) or (codes[0] != "ok" and not number):
                yield f"seed {seed}: {what}: we say {codes[0]}, they say {codes[1]}"
            shutil.rmtree(copy)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--tamperings", type=int, default=10)
    parser.add_argument("seeds", nargs="+", type=int)
    asked = parser.parse_args()
    seen = collections.Counter()
    differences = [d for seed in asked.seeds for d in compare(asked.program, seed, asked.tamperings, seen)]
    print("\n".join(differences + [" ".join(f"{code} {n}" for code, n in sorted(seen.items()))]))
    sys.exit(1 if differences else 0)


if __name__ == "__main__":
    main()
