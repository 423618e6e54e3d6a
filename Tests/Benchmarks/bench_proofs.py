"""What each step of the verifiable count costs, against the bare libsodium calls that it cannot do
without (floor_proofs.c), and its checks against those of belenios-tool."""

import os
import subprocess
import time

from bench_election import FLOORS, Failure
from bench_stages import ROOT, Pair, row
from peers import Belenios, is_installed

OURS = ROOT / ".build/release/MixnetBenchmark"
STEPS = ("seal", "check ballots", "mix", "check a mix", "open", "check an opening")
RATIO, GROWTH = 1.10, 1.05
# What `verify` does with each ballot where two officers mix and open: times of each step.
CHECKED = {"check ballots": 1, "check a mix": 2, "check an opening": 2}
# Seconds of ours for each of belenios-tool's.
BELENIOS_RATIO = 0.1
BELENIOS_BALLOTS = 200


def measure(program, ballots, threads):
    """Seconds and processor seconds of each step, with the memory of the whole run in MiB."""
    process = subprocess.Popen(
        [program, str(ballots), str(threads)], stdout=subprocess.PIPE, text=True)
    text = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    lines = [[float(word) for word in line.split()] for line in text.splitlines()]
    if process.returncode or len(lines) != len(STEPS):
        raise Failure(f"{program} ended with {process.returncode}")
    return {
        step: ("", seconds, usage.ru_maxrss / 1024, processor)
        for step, (seconds, processor) in zip(STEPS, lines)}


def steps(ballots, threads, pairs, say):
    """A row for each step."""
    measured = {step: [] for step in STEPS}
    for number in range(pairs):
        say(f"proofs of {ballots} ballots, pair {number + 1}")
        floor, ours = (measure(program, ballots, threads) for program in (FLOORS / "floor_proofs", OURS))
        for step in STEPS:
            measured[step].append(Pair(ours[step], [floor[step]]))
    return {
        step: row(f"proofs, {step}", found, RATIO, ballots) for step, found in measured.items()}


def growth(small, large):
    """What a ballot costs more in a long list than in a short one, each by its own floor."""
    for step in STEPS:
        ratio = large[step]["ratio"] / small[step]["ratio"]
        yield {
            "stage": f"growth, proofs, {step}", "from": small[step]["count"], "count": large[step]["count"],
            "ratio": round(ratio, 3), "target": GROWTH, "met": ratio <= GROWTH,
        }


def beside_belenios(folder, checked, say):
    """All checks of a ballot of five options, beside those of belenios-tool's `verify`."""
    stage = "proofs, verify : belenios-tool"
    if not is_installed():
        return {"stage": stage, "notes": ["not measured: belenios-tool is not installed"]}
    say(f"belenios-tool: {BELENIOS_BALLOTS} ballots")
    peer = Belenios(folder / "proofs-belenios", BELENIOS_BALLOTS, options=5)
    peer.vote()
    peer.count()
    start = time.monotonic()
    peer.verify()
    theirs = (time.monotonic() - start) / BELENIOS_BALLOTS
    ours = sum(times * checked[step]["seconds"] / checked[step]["count"] for step, times in CHECKED.items())
    return {
        "stage": stage, "count": BELENIOS_BALLOTS, "seconds": round(ours, 6), "floorSeconds": round(theirs, 6),
        "ratio": round(ours / theirs, 3), "target": BELENIOS_RATIO, "met": ours <= BELENIOS_RATIO * theirs,
    }


def rows(folder, sizes, threads, pairs, say):
    """Every step at each size, how it grows, and belenios-tool beside it."""
    measured = [steps(ballots, threads, pairs, say) for ballots in sizes]
    for found in measured:
        yield from found.values()
    if len(measured) > 1:
        yield from growth(measured[0], measured[-1])
    yield beside_belenios(folder, measured[0], say)
