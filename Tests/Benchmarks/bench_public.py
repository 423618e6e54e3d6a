#!/usr/bin/env python3
"""What deciding costs what may be published: with many places, and with many results before.

    bench_public.py

Prints the rows of `make bench` that are of it, a line of JSON each. `publish` is the export for the public of
the third result of 7,700 stations, against Python's json, which is in C, reading three results and writing
one; the exponent is by which power of the number of signed results that export takes longer, from 4 to 40 of
250 stations.
"""

import json
import math
import shutil
import sys
import tempfile
from pathlib import Path

import bench_stages as stages
from bench_election import COLDCOUNT, run
from bench_growth import EXPONENT, LEAST_SECONDS, PaperElection, signer

PLACES, STATIONS, RESULTS = 7_700, 250, (4, 40)
PUBLISH_SECONDS = 5.0
FLOOR = "import json, sys\nfor path in sys.argv[1:4]: read = json.load(open(path))\njson.dump(read, open(sys.argv[4], 'w'))"


def sheets(folder, stations, number):
    """A new batch of a few or some papers for each of these stations."""
    lines = ["station,batch,contest,item,count"]
    for station in stations:
        papers = 3 + (station * 7 + number * 13) % 40
        items = (("papers", papers), ("tsang", papers // 2), ("lam", papers - papers // 2), ("woo", 0),
                 ("rejected:unmarked", 0))
        lines += [f"s{station},b{number},chief,{item},{count}" for item, count in items]
    path = folder / "sheets.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def counted(folder, stations, results, say):
    """A workspace with so many signed results, each of which has more papers; and who exports."""
    election = PaperElection(folder, stations)
    count = folder / "count"
    place, officer = ("--workspace", count), signer(election, "officer-a")
    run(COLDCOUNT, "init", count, "--election", election.definition, "--vault", folder / "vault")
    run(COLDCOUNT, "reconcile", "--vault-key", election.vault_key, *place, *signer(election, "keeper"))
    shares = [word for share in election.shares for word in ("--share", share)]
    groups = min(results, 4)
    for number in range(results):
        say(f"{stations} stations, result {number + 1} of {results}")
        path = sheets(folder, range(number % groups, stations, groups), number)
        for clerk in ("clerk-1", "clerk-2"):
            run(COLDCOUNT, "paper", "import", path, *place, *signer(election, clerk))
        run(COLDCOUNT, "count", "--stage", "partial", *shares, *place, *officer)
        for name in ("officer-a", "officer-b"):
            run(COLDCOUNT, "sign", count / "results/partial/result.json", *place, *signer(election, name))
    return count, (*place, *officer)


def publish(folder, say, pairs):
    count, words = counted(folder, PLACES, 3, say)
    result = count / "results/partial/result.json"

    def measure(number):
        floor = run(sys.executable, "-c", FLOOR, result, result, result, folder / f"floor-{number}.json")
        return stages.Pair(run(COLDCOUNT, "export", folder / f"public-{number}", "--public", *words), [floor])

    made = stages.row("publish, three stages", stages.paired(pairs, say, "publish", measure), count=PLACES)
    return made | {"targetSeconds": PUBLISH_SECONDS, "met": made["seconds"] <= PUBLISH_SECONDS}


def growth(folder, say):
    seconds = []
    for results in RESULTS:
        place = folder / f"results-{results}"
        place.mkdir()
        _, words = counted(place, STATIONS, results, say)
        seconds.append(max(run(COLDCOUNT, "export", place / "public", "--public", *words)[3], LEAST_SECONDS))
    exponent = math.log(seconds[1] / seconds[0], RESULTS[1] / RESULTS[0])
    return {
        "stage": "exponent, signed results", "from": RESULTS[0], "count": RESULTS[1],
        "seconds": round(seconds[1], 3), "ratio": round(exponent, 3), "target": EXPONENT,
        "met": exponent <= EXPONENT,
    }


def rows(folder, say, pairs):
    for name in ("places", "results"):
        (folder / name).mkdir()
    yield publish(folder / "places", say, pairs)
    yield growth(folder / "results", say)
    for name in ("places", "results"):
        shutil.rmtree(folder / name)


def main():
    with tempfile.TemporaryDirectory(prefix="bench-", dir=stages.ROOT / ".build") as folder:
        for made in rows(Path(folder), lambda text: print(text, file=sys.stderr, flush=True), 3):
            print(json.dumps(made), flush=True)


if __name__ == "__main__":
    main()
