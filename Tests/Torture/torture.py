#!/usr/bin/env python3
"""Death at every step: see Sources/coldcount/Coldcount.docc/NothingLost.md.

Runs each command of a whole count with every single system call on its files failing in turn, or
the process ended there, then looks whether anything was lost and whether doing the rest comes to
the same. Prints how many points were tried and how many held; ends with 1 where one did not.
"""

import argparse
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import faults
from room import STEPS, Room, workers


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", help="the built program")
    parser.add_argument("--share", type=float, default=1.0, help="how many of the points, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--only", action="append", help="this step only")
    options = parser.parse_args()
    if shutil.which("strace") is None:
        sys.exit("strace is not installed: make test-deps")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="coldcount-torture-") as folder:
        rooms = SimpleQueue()
        first = Room(f"{folder}/0", options.binary)
        steps = [step for step in STEPS if step.tried
                 and (options.only is None or step.name in options.only)]
        found = [point for step in steps for point in faults.points(first, step)]
        rooms.put(first)
        for number in range(1, workers()):
            rooms.put(Room(f"{folder}/{number}", options.binary))
        chosen = share(found, options)
        print(f"{len(found)} places to hurt {len(steps)} commands; trying {len(chosen)} "
              f"(seed {options.seed})", flush=True)
        with ThreadPoolExecutor(workers()) as pool:
            outcomes = list(pool.map(lambda point: attempt(rooms, point), chosen))
    return tell(chosen, outcomes, time.monotonic() - begun)


def share(found, options):
    """The same share of every step's points for the same seed, never none of one."""
    generator = random.Random(options.seed)
    if options.share >= 1:
        return found
    chosen = []
    for step in dict.fromkeys(point.step for point in found):
        own = [point for point in found if point.step == step]
        chosen += generator.sample(own, max(1, round(len(own) * options.share)))
    return chosen


def attempt(rooms, point):
    """Gives None where all holds, "missed" where the fault was not met, else what does not."""
    room = rooms.get()
    try:
        done = faults.inject(room, point)
        if done is None:
            return "missed"
        faults.check(room, point, done, to_the_end=point.fault == "KILL")
        return None
    except faults.Failure as failure:
        return f"{point}: {failure}"
    finally:
        rooms.put(room)


def tell(chosen, outcomes, seconds):
    failures = [outcome for outcome in outcomes if outcome not in (None, "missed")]
    missed = [point for point, outcome in zip(chosen, outcomes) if outcome == "missed"]
    for failure in failures:
        print(f"FAILED {failure}")
    for point in missed:
        print(f"not met {point}")
    for step in dict.fromkeys(point.step for point in chosen):
        own = [outcome for point, outcome in zip(chosen, outcomes) if point.step == step]
        print(f"{step}: {len(own)} tried, {own.count(None)} passed")
    print(f"{len(chosen)} injection points tried, {outcomes.count(None)} passed, "
          f"{len(failures)} failed, {len(missed)} not met, {seconds:.0f} s")
    return 1 if failures or len(missed) > len(chosen) // 50 else 0


if __name__ == "__main__":
    sys.exit(main())
