#!/usr/bin/env python3
"""Guards against getting slower without asking how fast the machine is.

    bench_check.py [--update]

Counts with `valgrind --tool=callgrind` how many instructions a ballot costs to seal, import, open and
reconcile. Each step runs with two numbers of ballots, so that what it costs to start falls out:
(instructions of the larger − those of the smaller) / (ballots of the larger − those of the smaller).
What bare libsodium calls take for the same (the floors of bench.py) is counted too and taken off, so
that a change of our own code shows beside scalar multiplications that are a hundred times dearer.

The counts are held against `instructions.json`: one that lies above the kept one by more than its
tolerance fails; one that lies below by as much is named, so that it is kept with --update.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench_election import COLDCOUNT, FLOORS, OPTIONS, Election, Failure
from bench_stages import ROOT, count_command, filled_workspace, new_workspace, section_keys

KEPT = Path(__file__).with_name("instructions.json")
# Without it a Swift program that confines itself does not run under valgrind (preload_valgrind.c).
PRELOAD = FLOORS / "preload_valgrind.so"
# Both take all the chunks that are kept of an identity section: what making one costs falls out, too.
SMALL, LARGE = 4_100, 8_100
# Two runs differ by some hundredths of a per cent: ephemeral keys, and when threads meet.
TOLERANCE_PERCENT = 5


def instructions(folder, *command):
    """Instructions that a program executes from start to end."""
    report = folder / "callgrind.out"
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={report}", *map(str, command)],
        capture_output=True, text=True,
        env=os.environ | {"SWIFT_DETERMINISTIC_HASHING": "1", "LD_PRELOAD": str(PRELOAD)})
    if done.returncode:
        raise Failure(f"{' '.join(map(str, command))}: {done.stderr}")
    for line in report.read_text().splitlines():
        if line.startswith(("summary:", "totals:")):
            return int(line.split()[1])
    raise Failure("callgrind wrote no total")


def measure(folder, ballots):
    """Instructions of every step and of its floor for so many ballots."""
    election = Election(folder, ballots)
    election.seal()
    size = (3 + len(OPTIONS) + 15) // 16 * 16
    workspace = filled_workspace(election)
    vault = folder / "vault-ready"
    sealed = election.bundle / "ballots.sealed"
    box_bytes = sealed.stat().st_size // ballots
    table = folder / "ballots.csv"
    seal = [
        COLDCOUNT, "seal", table, "--election", election.definition, "--as", "web", "--key",
        election.key("web"), "--pepper", election.pepper, "--final", "--to", folder / "again",
    ]
    empty = new_workspace(election, "empty")
    return {
        "seal": (
            instructions(folder, *seal),
            instructions(folder, FLOORS / "floor_seal", ballots, size, 1)),
        "import": (
            instructions(folder, COLDCOUNT, "import", election.stick, "--workspace", empty,
                *election.signer("officer-a"), "--quiet"),
            0),
        "open": (
            instructions(folder, *count_command(election, workspace, 1), "--quiet"),
            instructions(folder, FLOORS / "floor_open", sealed, box_bytes, election.count_key, 1)),
        "reconcile": (
            instructions(
                folder, COLDCOUNT, "reconcile", "--vault-key", election.vault_key, "--workspace",
                workspace, *election.signer("keeper"), "--quiet"),
            instructions(folder, FLOORS / "floor_stream", 1, *section_keys(election, workspace, vault))),
    }


def each(small, large):
    """Per ballot: all instructions, the floor's, and our own."""
    counts = {}
    for step in small:
        ours, floor = (
            round((large[step][part] - small[step][part]) / (LARGE - SMALL)) for part in (0, 1))
        counts[step] = {"all": ours, "floor": floor, "own": ours - floor}
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true", help="keep what is counted now")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="bench-check-", dir=ROOT / ".build") as name:
            runs = []
            for ballots in (SMALL, LARGE):
                folder = Path(name) / str(ballots)
                folder.mkdir()
                print(f"counting instructions for {ballots} ballots", file=sys.stderr, flush=True)
                runs.append(measure(folder, ballots))
    except Failure as failure:
        print(f"bench-check: {failure}", file=sys.stderr)
        return 1
    counts = each(*runs)
    if options.update:
        kept = {"steps": counts, "tolerancePercent": TOLERANCE_PERCENT}
        KEPT.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n")
    kept = json.loads(KEPT.read_text())
    failed = False
    print(f"{'instructions a ballot':<24}{'all':>10}{'floor':>10}{'own':>10}{'kept own':>10}{'change':>9}")
    for step, count in counts.items():
        before = kept["steps"][step]["own"]
        change = 100 * (count["own"] - before) / before
        verdict = ""
        if change > kept["tolerancePercent"]:
            verdict, failed = "  DEARER", True
        elif change < -kept["tolerancePercent"]:
            verdict = "  cheaper: keep it with --update"
        print(
            f"{step:<24}{count['all']:>10,}{count['floor']:>10,}{count['own']:>10,}{before:>10,}"
            f"{change:>8.1f}%{verdict}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
