#!/usr/bin/env python3
"""Death at every step: see Sources/coldcount/Coldcount.docc/NothingLost.md.

Runs each command of a whole count with every single system call on its files failing in turn, or
the process ended there, then looks whether anything was lost and whether doing the rest comes to
the same. Prints how many points were tried and how many held; ends with 1 where one did not.
"""

import argparse
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue

import faults
import powercut
import short
import trace
from room import Room, workers
from steps import NAMES, STEPS


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=os.path.abspath, help="the built program")
    parser.add_argument("--share", type=float, default=1.0, help="how many of the points, 0 to 1")
    parser.add_argument("--seed", type=int, default=1, help="which of them")
    parser.add_argument("--only", action="append", help="this step only")
    parser.add_argument("--branches", type=int, help="so many of what branches off, besides the count")
    parser.add_argument("--branch", action="append", help="this branch only, with what it begins with")
    parser.add_argument("--variants", type=int, default=4, help="of what a power cut leaves")
    options = parser.parse_args()
    if not trace.is_here():
        sys.exit("strace is not installed (make test-deps), or may not look into the program: that "
                 "takes root, or a user namespace of its own (unshare --user)")
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="coldcount-torture-") as folder:
        rooms = SimpleQueue()
        wanted = branches(options)
        first = Room(f"{folder}/0", options.binary, wanted)
        tried = options.branch or wanted
        steps = [step for step in STEPS if step.tried and (tried is None or step.branch in tried)
                 and (options.only is None or step.name in options.only)]
        found, cuts, recordings = [], [], {}
        for step in steps:
            calls = faults.record(first, step)
            found += faults.points(first, step, calls)
            recordings[first, step.name] = powercut.Replay(first, step, calls).recording
            cuts += powercut.cuts(
                recordings[first, step.name], step, options.variants, options.seed)
        is_well = all(canary(first, *each) for each in canaries(options, steps))
        rooms.put(first)
        for number in range(1, workers(options.share)):
            rooms.put(Room(f"{folder}/{number}", options.binary, wanted))
        for what, every, attempt in (
                ("injection points", found, attempt_fault),
                ("power cuts", cuts, lambda room, cut: attempt_cut(room, cut, recordings)),
                ("runs with short and interrupted calls", short.runs(folder, steps),
                 short.attempt)):
            chosen = share(every, options)
            print(f"{len(every)} {what} in {len(steps)} commands; trying {len(chosen)} "
                  f"(seed {options.seed})", flush=True)
            with ThreadPoolExecutor(workers(options.share)) as pool:
                outcomes = list(pool.map(lambda each: in_room(rooms, attempt, each), chosen))
            is_well = tell(what, chosen, outcomes) and is_well
    print(f"{time.monotonic() - begun:.0f} s")
    return 0 if is_well else 1


def branches(options):
    """The branches that are made: all, those that are named, or the count and so many as a seed takes."""
    if options.branch is not None:
        return with_bases(set(options.branch))
    if options.branches is None:
        return None
    named = [step.branch for step in STEPS if step.name in (options.only or ())]
    others = [branch for branch in dict.fromkeys(step.branch for step in STEPS) if branch != "count"]
    taken = random.Random(options.seed).sample(others, options.branches)
    return with_bases({"count", *named, *taken})


def with_bases(wanted):
    """These branches and those that they go on from."""
    branch = {step.name: step.branch for step in STEPS}
    for step in reversed(STEPS):
        if step.branch in wanted and step.base in branch:
            wanted = wanted | {branch[step.base]}
    return wanted


def canaries(options, steps):
    """Those of these steps, or the one among them that a seed takes."""
    found = [each for each in powercut.CANARIES if each[0] in {step.name for step in steps}]
    return found if options.share >= 1 or not found else [found[options.seed % len(found)]]


def canary(room, step, call, path):
    """The harness must find what is lost where a sync is left out."""
    is_found = powercut.finds(room, step, call, path)
    print(f"{step} without {call} of {path}: "
          + ("the loss is found" if is_found else "FAILED, no loss is found"), flush=True)
    return is_found


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


def in_room(rooms, attempt, each):
    """Gives None where all holds, "missed" where the fault was not met, else what does not."""
    room = rooms.get()
    try:
        return attempt(room, each)
    except faults.Failure as failure:
        print(f"FAILED {each}: {failure}", flush=True)
        return f"{failure}"
    finally:
        rooms.put(room)


def attempt_fault(room, point):
    done = faults.inject(room, point)
    if done is None:
        return "missed"
    faults.check(room, point, done, to_the_end=point.fault == "KILL")
    return None


def attempt_cut(room, cut, recordings):
    # A room has its own: times and places stand in what is written.
    key = (room, cut.step)
    if key not in recordings:
        step = STEPS[NAMES.index(cut.step)]
        recordings[key] = powercut.Replay(room, step, faults.record(room, step)).recording
    powercut.attempt(room, recordings[key], cut, to_the_end=cut.number == 0)


def tell(what, chosen, outcomes):
    missed = [each for each, outcome in zip(chosen, outcomes) if outcome == "missed"]
    for each in missed:
        print(f"not met {each}")
    for step in dict.fromkeys(each.step for each in chosen):
        own = [outcome for each, outcome in zip(chosen, outcomes) if each.step == step]
        print(f"  {step}: {len(own)} tried, {own.count(None)} passed")
    failed = len(outcomes) - outcomes.count(None) - len(missed)
    print(f"{len(chosen)} {what} tried, {outcomes.count(None)} passed, {failed} failed, "
          f"{len(missed)} not met", flush=True)
    # Which thread reads which file differs a little from run to run.
    return failed == 0 and len(missed) <= max(1, len(chosen) // 50)


if __name__ == "__main__":
    sys.exit(main())
