"""A package for the public of 50 contests and 600 stations, made directly: what a disclosure is
measured on."""

import hashlib
import json
import random

CONTESTS, STATIONS, AREAS, OPTIONS = 50, 600, 18, 10


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode() + b"\n"


def named(name, **more):
    return {"id": name, "name": {"en": name.title(), "zh-Hant": f"名 {name}"}, **more}


def extend(draft):
    """The draft of a benchmark election with the contests, areas and stations of a large one."""
    contests = [f"c{number}" for number in range(CONTESTS)]
    draft = dict(draft, areas=draft["areas"] + [named(f"d{n}", electorate=100_000) for n in range(AREAS)])
    draft["contests"] = [
        {
            "id": contest, "title": {"en": contest, "zh-Hant": contest}, "area": "hk",
            "method": "plurality", "seats": 2, "minChoices": 1, "maxChoices": 2,
            "options": [named(f"o{number}") for number in range(OPTIONS)],
        } for contest in contests
    ]
    draft["styles"] = [{"id": "all", "area": "hk", "contests": contests}]
    draft["stations"] = [
        named(f"s{number}", area=f"d{number % AREAS}", channel="paper", styles=["all"])
        for number in range(STATIONS)
    ]
    draft["id"] = "large"
    draft["rejections"] = [named("unmarked"), named("overvoted")]
    draft["collectors"] = [c for c in draft["collectors"] if "station" not in c]
    return draft


def figures(votes, rejections):
    """The ballots and options of a place."""
    ballots = dict.fromkeys(("blank", "overvoted", "undervoted", "malformed"), 0)
    ballots["valid"] = sum(votes)
    ballots["rejected"] = dict.fromkeys(rejections, 0)
    return ballots, [{"id": f"o{n}", "count": count} for n, count in enumerate(votes)]


def contest(name, channels, rejections):
    stations = [[random.randrange(1, 80) for _ in range(OPTIONS)] for _ in range(STATIONS)]
    areas = [[sum(column) for column in zip(*stations[area::AREAS])] for area in range(AREAS)]
    total = [sum(column) for column in zip(*areas)]
    places = []
    for kind, rows in (("area", areas), ("station", stations)):
        for number, votes in enumerate(rows):
            ballots, options = figures(votes, rejections)
            place = f"d{number}" if kind == "area" else f"s{number}"
            places.append({kind: place, "channel": "paper", "ballots": ballots, "options": options})
    ballots, _ = figures(total, rejections)
    nothing, _ = figures([0] * OPTIONS, rejections)
    return {
        "id": name, "electorate": None, "turnout": sum(total),
        "outcome": {"kind": "elected", "elected": ["o1", "o2"], "vacant": 0, "failed": [], "ties": [], "lots": []},
        "unresolved": {"papers": 0, "margin": 5, "couldChange": False}, "places": places,
        "ballots": {"total": ballots, **{c: ballots if c == "paper" else nothing for c in channels}},
        "options": [
            {"id": f"o{n}", "total": count, "channels": {c: count if c == "paper" else 0 for c in channels}}
            for n, count in enumerate(total)
        ],
    }


def write(folder, definition):
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
        "contests": [contest(c["id"], channels, rejections) for c in election["contests"]],
    }
    folder.mkdir()
    files = {path.name: path.read_bytes() for path in definition.parent.glob("election.json*")}
    files.update({"result.json": canonical(result), "tracking.txt": b""})
    for name, data in files.items():
        (folder / name).write_bytes(data)
    lines = [f"{hashlib.blake2b(files[n], digest_size=32).hexdigest()}  {n}\n" for n in sorted(files)]
    (folder / "B2SUMS").write_text("".join(lines))
