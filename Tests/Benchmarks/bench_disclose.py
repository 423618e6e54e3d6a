#!/usr/bin/env python3
"""What disclosing costs, in ratios of one run: machines differ by more than what is looked for.

    bench_disclose.py [--beside PROGRAM PACKAGE]

Prints the rows of `make bench` that are of it, a line of JSON each. `disclose` is that of 50 contests at 600
stations, against the same number of bytes written and synced and report.html parsed once by Python's html,
results.json by its json. `disclose, 400 contests` are as many constituencies with 444 stations between them,
against the first. `exponent, places` is by which power of the number of places it takes longer, from 600 to 7,700
stations of one contest.

`trace` is that of a picture of 1,170 × 20,000 points, as a telephone takes of a whole page: ten seconds at most.

With `--beside` another version of the program discloses PACKAGE, which has as many contests and stations in whatever
form that version takes, in pairs with ours: `disclose, beside` is the ratio of our seconds to its, and of our memory.
"""

import argparse
import json
import math
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

import big_package
import bench_stages as stages
from bench_election import COLDCOUNT, Election, run

sys.path.insert(0, str(stages.ROOT / "Tests/Peers"))
from browser import Browser
from bench_growth import LEAST_SECONDS

MANY_RATIO, GROWTH, PROPORTIONAL = 3.0, (600, 7_700), 1.0
TRACE_SECONDS, PICTURE = 10.0, (1_170, 20_000)
FLOOR = """import html.parser, json, os, sys
folder, target = sys.argv[1:]
size = 0
for place, _, names in os.walk(folder):
    for name in names:
        data = open(os.path.join(place, name), 'rb').read()
        with open(os.path.join(target, str(size)), 'wb') as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        size += len(data) + 1
parser = html.parser.HTMLParser()
parser.feed(open(folder + '/report.html', encoding='utf-8').read())
json.load(open(folder + '/results.json', encoding='utf-8'))
"""


class LargeElection(Election):
    """The election whose result is disclosed."""

    def __init__(self, folder, shape):
        self.shape = shape
        super().__init__(folder, 1)

    def draft(self):
        return big_package.extend(super().draft(), self.shape)


def package(folder, shape):
    """A signed package for the public."""
    folder.mkdir()
    election = LargeElection(folder, shape)
    big_package.write(folder / "package", election.definition, shape)
    for name in ("officer-a", "officer-b"):
        run(COLDCOUNT, "sign", folder / "package/B2SUMS", "--as", name, "--key", election.key(name))
    return folder / "package"


def disclosed(source, target):
    shutil.rmtree(target, ignore_errors=True)
    return run(COLDCOUNT, "disclose", source, "--to", target)


def beside(source, target, program, package, say, pairs):
    """Ours and another version's, one after the other."""
    def measure(number):
        theirs = target.with_name("theirs")
        shutil.rmtree(theirs, ignore_errors=True)
        return stages.Pair(disclosed(source, target), [run(program, "disclose", package, "--to", theirs)])

    measured = stages.paired(pairs, say, "disclose, beside", measure)
    memory = statistics.median(pair.ours[2] / pair.floors[0][2] for pair in measured)
    made = stages.row("disclose, beside", measured, target=1.0, count=50 * 600)
    return made | {"memoryRatio": round(memory, 3), "memoryTarget": round(2 / 3, 3), "memoryMet": memory <= 2 / 3}


def trace(folder, say, number):
    """Whose copy a telephone's picture of the sample's whole page is."""
    say("tracing")
    samples, demo, scale = stages.ROOT / "samples", folder / "demo", 3
    run(COLDCOUNT, "demo", demo, "--samples", samples)
    maker = ("--workspace", demo / "count", "--as", "officer-a", "--key", samples / "referendum-2017/keys/officer-a.key")
    run(COLDCOUNT, "disclose", demo / "result", "--to", folder / "copy", "--for", "City Desk", *maker)
    width, height = (side // scale + (side % scale > 0) for side in PICTURE)
    with Browser() as browser:
        browser.open(folder / "copy/report.html", width, height, scale)
        browser.picture(folder / "leak.png", whole=False)
    return stages.timed("trace", TRACE_SECONDS, number, COLDCOUNT, "trace", folder / "leak.png",
                        "--package", demo / "result", *maker, codes=(0, 1))


def rows(folder, say, pairs, other=None):
    say("disclosing")
    source, target = package(folder / "large", big_package.Shape(50, 600)), folder / "large/public"

    def measure(number):
        made = disclosed(source, target)
        copied = folder / f"floor-{number}"
        copied.mkdir()
        return stages.Pair(made, [run(sys.executable, "-c", FLOOR, target, copied)])

    large = stages.row("disclose", stages.paired(pairs, say, "disclose", measure), target=1.0, count=50 * 600)
    yield large
    if other:
        yield beside(source, target, *other, say, max(pairs, 7))
    many = package(folder / "many", big_package.Shape(400, 444, isShared=False))
    seconds = statistics.median(disclosed(many, folder / "many/public")[1] for _ in range(pairs))
    ratio = seconds / large["seconds"]
    yield {
        "stage": "disclose, 400 contests", "count": 444, "pairs": pairs, "seconds": round(seconds, 3),
        "floorSeconds": large["seconds"], "ratio": round(ratio, 3), "target": MANY_RATIO, "met": ratio <= MANY_RATIO,
    }
    times = []
    for stations in GROWTH:
        source = package(folder / f"places-{stations}", big_package.Shape(1, stations))
        times.append(max(disclosed(source, folder / f"places-{stations}/public")[3], LEAST_SECONDS))
    exponent = math.log(times[1] / times[0], GROWTH[1] / GROWTH[0])
    yield {
        "stage": "exponent, places", "from": GROWTH[0], "count": GROWTH[1], "seconds": round(times[1], 3),
        "ratio": round(exponent, 3), "target": PROPORTIONAL, "met": exponent <= PROPORTIONAL,
    }
    yield trace(folder, say, pairs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--beside", nargs=2, metavar=("PROGRAM", "PACKAGE"))
    other = parser.parse_args().beside
    with tempfile.TemporaryDirectory(prefix="bench-", dir=stages.ROOT / ".build") as folder:
        for made in rows(Path(folder), lambda text: print(text, file=sys.stderr, flush=True), 3, other):
            print(json.dumps(made), flush=True)


if __name__ == "__main__":
    main()
