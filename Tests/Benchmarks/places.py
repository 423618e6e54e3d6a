#!/usr/bin/env python3
"""How much of places is shown to the public, stage after stage, of elections in which some are small.

    places.py [--ballots N] [ELECTION ...]

ELECTION is `districts`, 18 districts with thousands of electronic ballots each and 24 stations with one to
six papers, or `city`, the same districts with 444 stations of a few to hundreds of papers; without one both.
Each is counted, signed and exported for the public in three stages: the sealed ballots, half of the
stations, all of them. A line for each stage has the rows that are shown of those that there are, of areas
and of stations; how many ballots are in rows of several; and how many districts have rows of their own
everywhere. The same lines are printed by `make demo-2020 STAGES=3`.
"""

import argparse
import json
import random
import shutil
import tempfile
from pathlib import Path


def total(ballots):
    return sum(sum(n.values()) if isinstance(n, dict) else n for n in ballots.values())


def rows(result, kind):
    """The rows of areas or stations that have ballots: the ids, the channels and the ballots of each."""
    for contest in result["contests"]:
        for place in contest["places"]:
            ids = place.get(f"{kind}s") or ([place[kind]] if kind in place else [])
            count = total(place["ballots"])
            if ids and count:
                yield ids, place.get("channels") or [place["channel"]], count


def measure(whole, public):
    """Rows, ballots and districts of a public result beside the whole one."""
    found = {}
    for kind in ("area", "station"):
        shown = list(rows(public, kind))
        found[kind] = {
            "rows": len(shown), "of": len(list(rows(whole, kind))),
            "merged": sum(n for ids, channels, n in shown if len(ids) > 1 or len(channels) > 1),
            "ballots": sum(n for _, _, n in shown),
        }
    areas = {ids[0] for ids, _, _ in rows(whole, "area")}
    shared = {area for ids, _, _ in rows(public, "area") if len(ids) > 1 for area in ids}
    found["districts"] = {"own": len(areas - shared), "of": len(areas)}
    return found


def words(whole, public):
    """The line of a stage."""
    found = measure(*(json.loads(path.read_bytes()) for path in (whole, public)))

    def table(kind):
        one = found[kind]
        return (f"{one['rows']} of {one['of']} rows of {kind}s,"
                f" {one['merged']:,} of {one['ballots']:,} ballots in merged ones")

    own = found["districts"]
    return f"{table('area')}; {table('station')}; {own['own']} of {own['of']} districts by themselves"


def papers(election):
    """The papers of each station."""
    numbers = random.Random(21)
    if election == "districts":
        return [station % 6 + 1 for station in range(24)]
    return [numbers.choice((2, 4, 9, 30, 80, 150, 400)) for _ in range(444)]


def main():
    import demo_2020

    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("elections", nargs="*", metavar="ELECTION", help="districts or city; both if none")
    parser.add_argument("--ballots", type=int, default=90_000)
    options = parser.parse_args()
    for election in options.elections or ("districts", "city"):
        if election not in ("districts", "city"):
            parser.error(f"no election {election}")
        folder = Path(tempfile.mkdtemp(prefix="places-", dir=demo_2020.ROOT / ".build"))
        try:
            stations = papers(election)
            print(f"{election}: 18 districts, {len(stations)} stations, {sum(stations):,} papers")
            made = demo_2020.Primary(
                folder, options.ballots, stations, [f"district-{n + 1}" for n in range(18)])
            made.make()
            made.seal_all()
            made.count(stages=3)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
