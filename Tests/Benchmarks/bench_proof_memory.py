"""What the count and the audit of an election with proofs hold in memory, where all ballots are in one
list: that is the most that so many can take.

The group is one that costs nothing (preload_free_group.c): with libsodium's the same run takes the better
part of an hour, and as much memory."""

import os

from bench_election import FLOORS
from demo_2020 import Verifiable

# Of these some 621,000 are counted: people who voted twice are struck.
BALLOTS = 631_000
PAPERS = [84] * 5
# Of `verify`, on the machine of whoever looks.
PEAK_MIB = 300


def rows(folder, say):
    """Memory of the count, which has no target, and of `verify`."""
    say(f"memory of proofs: {BALLOTS} ballots in one list")
    place = folder / "proof-memory"
    place.mkdir()
    os.environ["LD_PRELOAD"] = str(FLOORS / "preload_free_group.so")
    try:
        election = Verifiable(place, BALLOTS, PAPERS, districts=("city",))
        election.make()
        election.seal_all()
        result, _ = election.count(1)
    finally:
        del os.environ["LD_PRELOAD"]
    memory = {stage: mebibytes for stage, _, mebibytes in election.times}
    count = result["electronic"]["read"]
    yield {"stage": "proofs, memory of count", "count": count, "peakMiB": round(memory["count"], 1)}
    yield {
        "stage": "proofs, memory of verify", "count": count, "peakMiB": round(memory["verify"], 1),
        "peakTargetMiB": PEAK_MIB, "peakMet": memory["verify"] <= PEAK_MIB,
    }
