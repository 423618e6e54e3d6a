#!/usr/bin/env python3
"""How much of places is shown to the public, stage after stage, of elections in which some are small.

    places.py [--ballots N] [--twice SHARE] [ELECTION ...]

ELECTION is `districts`, 18 districts with thousands of electronic ballots each and 24 stations with one to
six papers, or `city`, the same districts with 444 stations of a few to hundreds of papers; without one both.
Each is counted, signed and exported for the public in three stages: the sealed ballots, half of the
stations, all of them. A line for each stage has the rows that are shown of those that there are, of areas
and of stations; how many ballots are in rows of several; and how many districts have rows of their own
everywhere. Where a share of those at the stations had voted by telephone, their electronic ballots are
struck later, and few of them in a district take its row. The same lines are printed by
`make demo-2020 STAGES=3`.
"""

import argparse
import random
import shutil
import tempfile
from pathlib import Path

import demo_2020


class City(demo_2020.Primary):
    """All districts vote in one contest; a share of those at each station had voted by telephone."""

    twice = 0.0

    def contest(self, district):
        return "mayor"

    def known(self, share):
        return int(share * self.twice)

    def draft(self):
        draft = super().draft()
        draft["areas"].append({"id": "city", "name": {"en": "City"}})
        draft["contests"] = [dict(draft["contests"][0], id="mayor", title={"en": "Mayor"}, area="city", seats=1)]
        draft["styles"] = [dict(style, contests=["mayor"]) for style in draft["styles"]]
        return draft


def papers(election):
    """The papers of each station."""
    numbers = random.Random(21)
    if election == "districts":
        return [station % 6 + 1 for station in range(24)]
    return [numbers.choice((2, 4, 9, 30, 80, 150, 400)) for _ in range(444)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("elections", nargs="*", metavar="ELECTION", help="districts or city; both if none")
    parser.add_argument("--ballots", type=int, default=90_000)
    parser.add_argument("--twice", type=float, default=0.0, help="the share at stations that had voted by telephone")
    options = parser.parse_args()
    for election in options.elections or ("districts", "city"):
        if election not in ("districts", "city"):
            parser.error(f"no election {election}")
        folder = Path(tempfile.mkdtemp(prefix="places-", dir=demo_2020.ROOT / ".build"))
        try:
            stations = papers(election)
            print(f"{election}: 18 districts, {len(stations)} stations, {sum(stations):,} papers")
            made = City(folder, options.ballots, stations, [f"district-{n + 1}" for n in range(18)])
            made.twice = options.twice
            made.make()
            made.seal_all()
            made.count(stages=3)
        finally:
            shutil.rmtree(folder)


if __name__ == "__main__":
    main()
