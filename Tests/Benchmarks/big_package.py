"""A package for the public of many contests and stations, made directly: what a disclosure is
measured on."""

import hashlib
import json
import random
from dataclasses import dataclass

AREAS, OPTIONS = 18, 10


@dataclass
class Shape:
    """So many contests and stations: every contest at every station, or the stations shared out among
    the contests, each of which is an area's own."""

    contests: int
    stations: int
    isShared: bool = True

    def area(self, station):
        return f"d{station % (AREAS if self.isShared else self.contests)}"

    def at(self, contest):
        """The stations of a contest."""
        step = 1 if self.isShared else self.contests
        return range(0 if self.isShared else contest, self.stations, step)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def named(name, **more):
    return {"id": name, "name": {"en": name.title(), "zh-Hant": f"名 {name}"}, **more}


def extend(draft, shape):
    """The draft of a benchmark election with the contests, areas and stations of a large one."""
    contests = [f"c{number}" for number in range(shape.contests)]
    areas = range(AREAS if shape.isShared else shape.contests)
    draft = dict(draft, areas=draft["areas"] + [named(f"d{n}", electorate=100_000) for n in areas])
    draft["contests"] = [
        {
            "id": contest, "title": {"en": contest, "zh-Hant": contest},
            "area": "hk" if shape.isShared else f"d{number}",
            "method": "plurality", "seats": 2, "minChoices": 1, "maxChoices": 2,
            "options": [named(f"o{option}") for option in range(OPTIONS)],
        } for number, contest in enumerate(contests)
    ]
    draft["styles"] = [{"id": "all", "area": "hk", "contests": contests}] if shape.isShared else [
        {"id": f"d{number}", "area": f"d{number}", "contests": [contest]} for number, contest in enumerate(contests)]
    draft["stations"] = [
        named(f"s{number}", area=shape.area(number), channel="paper",
              styles=["all" if shape.isShared else shape.area(number)])
        for number in range(shape.stations)
    ]
    draft["id"] = "large"
    draft["rejections"] = [named("unmarked"), named("overvoted")]
    styles = [style["id"] for style in draft["styles"]]
    draft["collectors"] = [dict(c, styles=styles) for c in draft["collectors"] if "station" not in c]
    return draft


def figures(votes, rejections):
    """The ballots and options of a place."""
    ballots = dict.fromkeys(("blank", "overvoted", "undervoted", "malformed"), 0)
    ballots["valid"] = sum(votes)
    ballots["rejected"] = dict.fromkeys(rejections, 0)
    return ballots, [{"id": f"o{n}", "count": count} for n, count in enumerate(votes)]


def contest(number, channels, rejections, shape):
    # Where few stations count a contest no two options are level.
    most = 80 if shape.isShared else 5_000
    stations = [(n, random.sample(range(1, most), OPTIONS)) for n in shape.at(number)]
    areas = {}
    for station, votes in stations:
        sums = areas.setdefault(shape.area(station), [0] * OPTIONS)
        areas[shape.area(station)] = [a + b for a, b in zip(sums, votes)]
    total = [sum(column) for column in zip(*areas.values())]
    places = []
    # In the order of the ids, as a result has them.
    for kind, rows in (("area", areas.items()), ("station", [(f"s{n}", votes) for n, votes in stations])):
        for place, votes in rows:
            ballots, options = figures(votes, rejections)
            places.append({kind: place, "channel": "paper", "ballots": ballots, "options": options})
    ballots, _ = figures(total, rejections)
    nothing, _ = figures([0] * OPTIONS, rejections)
    won = sorted(sorted(range(OPTIONS), key=lambda option: -total[option])[:2])
    return {
        "id": f"c{number}", "electorate": None if shape.isShared else 100_000, "turnout": sum(total),
        "outcome": {"kind": "elected", "elected": [f"o{n}" for n in won], "vacant": 0, "failed": [], "ties": [], "lots": []},
        "unresolved": {"papers": 0, "margin": sorted(total)[-2] - sorted(total)[-3], "couldChange": False},
        "places": places,
        "ballots": {"total": ballots, **{c: ballots if c == "paper" else nothing for c in channels}},
        "options": [
            {"id": f"o{n}", "total": count, "channels": {c: count if c == "paper" else 0 for c in channels}}
            for n, count in enumerate(total)
        ],
    }


def write(folder, definition, shape):
    """Writes the package's files but for the signatures on B2SUMS."""
    random.seed(1)
    election = json.loads(definition.read_bytes())
    none = hashlib.blake2b(b"", digest_size=32).hexdigest()
    channels = [channel["id"] for channel in election["channels"]]
    rejections = [rejection["id"] for rejection in election["rejections"]]
    result = {
        "format": "coldcount/result/1", "election": hashlib.blake2b(definition.read_bytes(), digest_size=32).hexdigest(),
        "stage": "final", "journal": none, "eligibility": "not-checked", "accounts": [], "corrections": [], "stations": [],
        "outstanding": [], "unresolved": [], "replaces": None, "public": {"result": none, "smallCell": 5},
        "inputs": {"manifests": [], "sheets": [], "amendments": [], "strikes": none, "reconciliation": none},
        "software": {"version": "benchmark", "hash": none},
        "electronic": {"entries": 0, "read": 0, "unreadable": 0, "excluded": 0, "struck": {}},
        "contests": [contest(number, channels, rejections, shape) for number in range(shape.contests)],
    }
    folder.mkdir()
    files = {path.name: path.read_bytes() for path in definition.parent.glob("election.json*")}
    files.update({"result.json": canonical(result), "tracking.txt": b""})
    for name, data in files.items():
        (folder / name).write_bytes(data)
    lines = [f"{hashlib.blake2b(files[n], digest_size=32).hexdigest()}  {n}\n" for n in sorted(files)]
    (folder / "B2SUMS").write_text("".join(lines))
