"""Tries to compute what was withheld from published tables.

pinned.py THRESHOLD FULL_RESULT.json RESULTS.csv [FULL_RESULT.json RESULTS.csv ...]

Every place and channel of the full result is an unknown; every published row is an equation. Bounds
are propagated through the equations, their differences, and the differences between stages, until
nothing moves. Says which small or unanimous place is pinned down closer than the threshold.
"""

import csv
import itertools
import json
import sys

CATEGORIES = ("valid", "blank", "overvoted", "undervoted", "malformed")


def truth(path):
    """The real figures: contest -> item -> (channel, area, station) -> count."""
    result = json.load(open(path))
    election = json.load(open(path.rsplit("/", 1)[0] + "/election.json"))
    area_of = {s["id"]: s["area"] for s in election["stations"]}
    figures = {}
    for contest in result["contests"]:
        items = figures.setdefault(contest["id"], {})

        def put(item, atom, count):
            cells = items.setdefault(item, {})
            cells[atom] = cells.get(atom, 0) + count

        for sign, kind in ((1, "area"), (-1, "rest"), (1, "station")):
            for place in contest["places"]:
                if ("station" in place) != (kind != "area") or "collector" in place:
                    continue
                station = place.get("station", "-")
                area = place.get("area") or area_of[station]
                atom = (place["channel"], area, station if kind == "station" else "-")
                ballots = place["ballots"]
                rejected = sum(ballots["rejected"].values())
                put("ballots", atom, sign * (sum(ballots[c] for c in CATEGORIES) + rejected))
                put("valid", atom, sign * ballots["valid"])
                for option in place["options"]:
                    if isinstance(option["count"], int):
                        put("votes:" + option["id"], atom, sign * option["count"])
    return figures, area_of


def published(path, figures, area_of):
    """The published equations: contest -> item -> {set of atoms: count}."""
    equations = {}
    rows = csv.DictReader(open(path, encoding="utf-8-sig"))
    for row in rows:
        contest, kind = row["contest"], row["kind"]
        if kind == "votes":
            item = "votes:" + row["option"]
        elif kind in CATEGORIES or kind.startswith("rejected:"):
            item = "ballots"
        else:
            continue
        atoms = figures[contest].get(item, {})
        channels, places = row["channel"].split("+"), row["place"].split("+")

        def within(atom):
            return (row["level"] == "total" or atom[0] in channels) and (
                row["level"] in ("total", "channel")
                or atom[1] in places and row["level"] == "area"
                or atom[2] in places and row["level"] == "station")

        key = frozenset(atom for atom in atoms if within(atom))
        for one in [item] + (["valid"] if kind == "valid" else []):
            sums = equations.setdefault(contest, {}).setdefault(one, {})
            if one == "ballots":
                # One row for each category: they add up, once for each level and channel.
                level = (row["level"], row["place"], row["channel"])
                sums.setdefault(key, {}).setdefault(level, 0)
                sums[key][level] += int(row["count"])
            else:
                sums[key] = int(row["count"])
    for items in equations.values():
        items["ballots"] = {key: next(iter(v.values())) for key, v in items.get("ballots", {}).items()}
    return equations


def bounds(atoms, equations):
    """The least and the most that each unknown can be."""
    equations = dict(equations)
    for (one, a), (other, b) in itertools.permutations(list(equations.items()), 2):
        if one < other:
            equations.setdefault(other - one, b - a)
    low = {atom: 0 for atom in atoms}
    high = {atom: float("inf") for atom in atoms}
    moved = True
    while moved:
        moved = False
        for key, total in equations.items():
            least, most = sum(low[a] for a in key), sum(high[a] for a in key)
            for atom in key:
                up = total - (least - low[atom])
                rest = most - high[atom] if high[atom] != float("inf") else sum(
                    high[a] for a in key if a != atom)
                down = total - rest
                if up < high[atom]:
                    high[atom], moved = up, True
                if down > low[atom]:
                    low[atom], moved = down, True
    return low, high


def pinned(threshold, figures, equations, name):
    """Small and unanimous places that are known too well."""
    problems = []
    for contest, items in figures.items():
        ballots = items.get("ballots", {})
        withheld = {a for a, n in ballots.items() if 0 < n < threshold}
        for item, cells in items.items():
            if item.startswith("votes:"):
                withheld |= {a for a, n in cells.items() if n and n == items["valid"].get(a)}
        if len([a for a in ballots if ballots[a]]) < 2:
            continue
        for item, sums in equations.get(contest, {}).items():
            cells = items[item]
            low, high = bounds(set(cells), sums)
            whole = sum(cells.values())
            for atom in withheld & set(cells):
                width = high[atom] - low[atom]
                # Votes that are few in all published together cannot be many in a part of it: what
                # must not follow is that anybody there voted for an option, or how many voted.
                least = 0 if item.startswith("votes:") and low[atom] == 0 else min(threshold, whole)
                if width < least:
                    problems.append(
                        f"{name}{contest} {item} {atom}: {cells[atom]} is within {low[atom]}..{high[atom]}")
    return problems


def difference(now, before):
    """What two stages tell together."""
    equations = {}
    for contest, items in now.items():
        for item, sums in items.items():
            old = before.get(contest, {}).get(item, {})
            for key, count in sums.items():
                # Places that were not there yet had nothing.
                for known, past in old.items():
                    if known == key or known <= key and not any(known < k <= key for k in old):
                        equations.setdefault(contest, {}).setdefault(item, {})[key] = count - past
    return equations


def main():
    threshold = int(sys.argv[1])
    stages = []
    problems = []
    for full, table in zip(sys.argv[2::2], sys.argv[3::2]):
        figures, area_of = truth(full)
        equations = published(table, figures, area_of)
        problems += pinned(threshold, figures, equations, "")
        stages.append((figures, equations))
    for (old, before), (new, now) in itertools.combinations(stages, 2):
        change = {
            contest: {
                item: {atom: n - old.get(contest, {}).get(item, {}).get(atom, 0) for atom, n in cells.items()}
                for item, cells in items.items()
            } for contest, items in new.items()
        }
        problems += pinned(threshold, change, difference(now, before), "difference: ")
    print("\n".join(problems))
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
