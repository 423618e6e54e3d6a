#!/usr/bin/env python3
"""What every stage of a count costs, against the least that it can cost, in one run.

    bench.py [--ballots N ...] [--identities N ...] [--pairs N] [--threads N] [--json] [--keep DIR]

Each stage is measured in pairs, its floor and then the stage, at least three and more where it is over
at once, and the median ratio is printed:

- `seal` against bare crypto_box_seal calls in C on as many threads (floor_seal.c);
- `import` against `b2sum -l 256`, `cp` and `sync` of the same files, which read them twice, at the
  middle number of ballots;
- `count` against bare crypto_box_seal_open calls in C on as many threads (floor_open.c), at every
  number of ballots; `all different` is the same where no two ballots have the same marks;
- `growth`: what a ballot costs at the largest number against what it costs at the smallest, each by
  its own floor, so that a machine that changes its speed in between does not show;
- `1 thread / N`: how many times faster all threads are than one, beside the same of the floor;
- `bar / no bar`: processor time of a count that shows its progress on a terminal against one that
  does not;
- `reconcile` of N identities in all against bare crypto_secretstream calls over the same sections
  (floor_stream.c), on one thread;
- `audit` of the package of that count against hashing its files with `b2sum -l 256`;
- `start` (`--version`), `status` on a journal of some 2,000 lines, and `tally`, the counting function
  alone on a million distinct patterns of 50 contests, have a target in seconds;
- `disclose` of 50 contests and 600 stations against writing as many bytes and reading its page and result
  in Python, of 400 contests against that, its exponent by the number of places, and `trace` of a telephone's
  picture of a page (bench_disclose.py);
- `publish` of the third result of 7,700 stations against Python's json reading three and writing one, and
  its exponent by the number of signed results (bench_public.py);
- `exponent`: processor time of commands at 80, 800 and 8,000 stations, files or styles, and by which
  power of that it grows in the last step (bench_growth.py): 1.3 at most, so that nothing is worse than
  n log n;
- `proofs`: each step of the verifiable count against the bare calls in C on as many threads
  (floor_proofs.c), how it grows with the ballots, and its checks of a ballot against belenios-tool's
  `verify` (bench_proofs.py), the memory of `count` and `verify` where 621,000 ballots are in one list,
  300 MiB at most for `verify` (bench_proof_memory.py), and the same ballots where 60,000 lists are empty
  (bench_styles.py);
- `key` and `entry`: how long somebody waits at `paper enter` in a terminal where 25,000 sheets are keyed
  (bench_keys.py), and in the console's overview of 50,000 entries while others write: 50 ms at most for
  the slowest key; what an entry takes does not grow with them;
- peers: what others' programs take for as many ballots (peers.py), where they are installed.

Times are those of the whole process, from start to end; the ratio of processor time beside them
says whether a busy machine spoilt a pair. Memory is its peak resident size (launch.c).
"""

import argparse
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import bench_disclose
import bench_growth
import bench_keys
import bench_proof_memory
import bench_proofs
import bench_public
import bench_stages as stages
import bench_styles
import peers
from bench_election import COLDCOUNT, DistinctElection, Election, Failure, run

GROWTH = 1.05
# Memory at the largest number of ballots against that at the smallest.
MEMORY_GROWTH = 1.1


def growth(rows):
    """From a stage's rows at several numbers of ballots: what the last ballot costs more."""
    first, last = rows[0], rows[-1]
    ratio, memory = last["ratio"] / first["ratio"], last["peakMiB"] / first["peakMiB"]
    return {
        "stage": f"growth, {first['stage']}", "from": first["count"], "count": last["count"],
        "ratio": round(ratio, 3), "target": GROWTH, "met": ratio <= GROWTH,
        "memoryRatio": round(memory, 3), "peakMet": memory <= MEMORY_GROWTH,
    }


def all_ballots(folder, options, say):
    """Every stage that has to do with ballots: the count at every number of them."""
    ordinary, different = [], []
    middle = options.ballots[len(options.ballots) // 2]
    for ballots in options.ballots:
        place = folder / f"ballots-{ballots}"
        place.mkdir()
        election = Election(place, ballots)
        say(f"sealing {ballots} ballots")
        if ballots == options.ballots[0]:
            yield stages.seal(election, options.threads)
        else:
            election.seal()
        if ballots == middle:
            yield stages.imports(election, options.pairs, say)
        workspace = stages.filled_workspace(election)
        ordinary.append(stages.counts(election, workspace, options.threads, options.pairs, say))
        yield ordinary[-1]
        if ballots == options.ballots[0]:
            yield stages.scaling(election, workspace, options.threads, options.pairs, say)
            yield stages.progress(election, workspace, options.threads, options.pairs, say)
        if ballots == middle:
            yield stages.audit(election, workspace, options.pairs, say)
        shutil.rmtree(place)
    for ballots in options.ballots:
        place = folder / f"different-{ballots}"
        place.mkdir()
        election = DistinctElection(place, ballots)
        say(f"sealing {ballots} different ballots")
        election.seal()
        workspace = stages.filled_workspace(election)
        different.append(
            stages.counts(
                election, workspace, options.threads, 1, say, stage="count, all different", target=None))
        yield different[-1]
        shutil.rmtree(place)
    if len(options.ballots) > 1:
        yield growth(ordinary)
        yield growth(different)


def bench(folder, options):
    def say(text):
        print(text, file=sys.stderr, flush=True)

    yield from all_ballots(folder, options, say)
    place = folder / "people"
    place.mkdir()
    election = Election(place, 1)
    for identities in options.identities:
        yield stages.reconcile(election, identities, options.pairs, say)
    yield stages.start(11)
    yield stages.status(election, 5)
    yield stages.tally(options.pairs)
    (folder / "disclosed").mkdir()
    yield from bench_disclose.rows(folder / "disclosed", say, options.pairs)
    yield from bench_public.rows(folder, say, options.pairs)
    yield from bench_growth.rows(folder, say)
    yield from bench_proofs.rows(
        folder, options.proof_ballots, options.threads, options.pairs, say)
    yield from bench_proof_memory.rows(folder, say)
    yield from bench_styles.rows(folder, options.pairs, say)
    yield from bench_keys.rows(folder, say)
    yield from peers.rows(folder, options.peer_ballots, say)


LINE = "{:<30} {:>9} {:>10} {:>10} {:>7} {:>8}  {:<8} {:>8} {:>7} {:>6}  {}"


def words(options, rows):
    yield f"{options.threads} threads, median of {options.pairs} pairs or more; MiB at most {stages.PEAK_MIB}"
    yield LINE.format(
        "stage", "number", "seconds", "floor s", "ratio", "target", "", "CPU", "µs each", "MiB", "",
    ).rstrip()
    verdict = {True: "met", False: "NOT MET", None: ""}

    def number(made, key, form):
        return format(made[key], form) if key in made else ""

    for made in rows:
        target = number(made, "target", ".2f") or (
            f"{made['targetSeconds']:.3f} s" if "targetSeconds" in made else "")
        memory = number(made, "peakMiB", ".0f") or (
            f"×{made['memoryRatio']:.2f}" if "memoryRatio" in made else "")
        yield LINE.format(
            made["stage"], number(made, "count", ","), number(made, "seconds", ".3f"),
            number(made, "floorSeconds", ".3f"), number(made, "ratio", ".3f"), target,
            verdict[made.get("met")],
            number(made, "cpuRatio", ".3f") or number(made, "floorRatio", ".3f"),
            number(made, "microsecondsEach", ".2f"), memory, verdict[made.get("peakMet")],
        ).rstrip()
        for note in made.get("notes", []):
            yield f"    {note}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, nargs="+", default=[100_000, 1_000_000, 4_000_000])
    parser.add_argument("--identities", type=int, nargs="*", default=[1_000_000, 20_000_000])
    parser.add_argument("--proof-ballots", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peer-ballots", type=int, default=100)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--keep", help="work in this new folder and leave it")
    options = parser.parse_args()
    options.ballots.sort()
    if options.ballots[0] < 1 or options.pairs < 1 or not 1 <= options.threads <= 256:
        parser.error("ballots, pairs and threads are at least 1, threads at most 256")
    folder = Path(options.keep or tempfile.mkdtemp(prefix="bench-", dir=stages.ROOT / ".build")).resolve()
    folder.mkdir(exist_ok=not options.keep)
    try:
        rows = list(bench(folder, options))
    except Failure as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    if options.json:
        version = run(COLDCOUNT, "--version")[0].strip()
        print(json.dumps({"version": version, "threads": options.threads, "stages": rows}))
    else:
        print("\n".join(words(options, rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
