#!/usr/bin/env python3
"""Writes this sample's draft, ballots, registers, sheets and accounts.

    python3 make.py            writes the files anew
    python3 make.py --check    compares them with what it would write; 1 where they differ

The totals are the published ones; everything else about who voted where is made up here, always in
the same way. Before it writes, the script counts what it made once more by the rules of the format,
by itself, and stops where that does not give the published totals.
"""

import csv
import hashlib
import io
import json
import sys
from datetime import datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
KEYS = HERE.parent.parent / "keys" / "referendum-2017"

MARKS = ("support", "oppose", "abstain")
PUBLISHED = {
    "tsang": (59_878, 2_707, 2_607),
    "lam": (1_009, 62_628, 1_555),
    "woo": (17_659, 25_665, 21_868),
}
VOTERS = 65_192

OPENS, CLOSES = "2017-03-10T12:00:00+08:00", "2017-03-19T22:00:00+08:00"
FIRST_DAY = "2017-03-10T12:00:00+08:00..2017-03-10T23:59:59+08:00"
FIRST_WEEK = "2017-03-11T00:00:00+08:00..2017-03-16T23:59:59+08:00"
NEXT_DAYS = "2017-03-17T00:00:00+08:00..2017-03-18T23:59:59+08:00"
LAST_DAYS = "2017-03-17T00:00:00+08:00..2017-03-19T22:00:00+08:00"
STATIONS_OPEN = "2017-03-19T10:00:00+08:00..2017-03-19T21:59:59+08:00"
TOO_EARLY = "2017-03-10T11:40:00+08:00..2017-03-10T11:59:59+08:00"
TOO_LATE = "2017-03-19T22:00:01+08:00..2017-03-19T22:04:59+08:00"

# Valid ballots by place: bundles of the two electronic collectors, then batches of paper.
ELECTRONIC = {"web-1": 17_000, "web-2": 16_000, "app-1": 14_000, "app-2": 11_000}
WINDOWS = {"web-1": FIRST_WEEK, "web-2": LAST_DAYS, "app-1": FIRST_WEEK, "app-2": LAST_DAYS}
PAPER = {
    ("s1", "b1"): 1_500, ("s1", "b2"): 1_500, ("s1", "b3"): 900,
    ("s2", "b1"): 1_800, ("s2", "b2"): 1_492,
}
REJECTIONS = ("unmarked", "overvoted", "uncertain", "identifiable")
REJECTED = {
    ("s1", "b1"): (9, 4, 6, 1), ("s1", "b2"): (11, 3, 5, 0), ("s1", "b3"): (12, 2, 7, 1),
    ("s2", "b1"): (10, 5, 6, 2), ("s2", "b2"): (14, 3, 8, 0),
}
# Papers handed out and not put into the box.
UNUSED = {"s1": 4, "s2": 2}

# Ballots on top, which reconciliation must strike: bundle, people, when, choices.
AGAINST = ("oppose", "support", "oppose")
EXTRA = [
    # Voted again in the same collector's same bundle, in its next, and in the other collector's.
    ("web-1", (101, 500), FIRST_DAY, AGAINST),
    ("web-1", (17_001, 17_620), FIRST_WEEK, AGAINST),
    ("app-1", (47_001, 47_310), FIRST_WEEK, AGAINST),
    ("web-1", (50_001, 50_145), FIRST_WEEK, ("abstain", "oppose", "support")),
    ("app-1", (25_001, 25_230), FIRST_WEEK, ("oppose", "oppose", "support")),
    # Voted three times.
    ("app-1", (17_001, 17_012), FIRST_DAY, AGAINST),
    # Voted online and took a paper on the last day; five of them had voted online twice.
    ("web-1", (58_101, 58_350), FIRST_WEEK, ("support", "oppose", "abstain")),
    ("web-2", (60_001, 60_190), NEXT_DAYS, ("support", "oppose", "support")),
    ("web-1", (60_001, 60_005), FIRST_WEEK, ("support", "oppose", "oppose")),
    ("app-1", (62_001, 62_133), FIRST_WEEK, ("support", "oppose", "oppose")),
    ("app-2", (63_001, 63_087), NEXT_DAYS, ("abstain", "oppose", "abstain")),
    # Before the poll opened and after it closed; some of them also voted in time.
    ("app-1", (65_418, 65_423), TOO_EARLY, ("support", "abstain", "abstain")),
    ("app-1", (33_001, 33_004), TOO_EARLY, AGAINST),
    ("web-2", (65_401, 65_417), TOO_LATE, ("support", "oppose", "oppose")),
    ("web-2", (10, 21), TOO_LATE, AGAINST),
]
STRUCK = {"superseded": 1_722, "voted-on-paper": 660, "outside-poll": 39}


# --- how the totals are divided up -------------------------------------------------------------


def divide(rows, columns):
    """A table of whole numbers in proportion to both margins, with exactly these sums."""
    total = sum(rows)
    assert total == sum(columns) > 0
    cells = [[r * c // total for c in columns] for r in rows]
    order = sorted(
        ((-(r * c % total), i, j) for i, r in enumerate(rows) for j, c in enumerate(columns))
    )
    row_rest = [r - sum(line) for r, line in zip(rows, cells)]
    column_rest = [c - sum(line[j] for line in cells) for j, c in enumerate(columns)]
    while any(row_rest):
        for _, i, j in order:
            if row_rest[i] and column_rest[j]:
                cells[i][j] += 1
                row_rest[i] -= 1
                column_rest[j] -= 1
    assert not any(column_rest)
    return cells


def patterns():
    """How many people chose what for all three, as if the three choices were independent."""
    pairs = divide(PUBLISHED["tsang"], PUBLISHED["woo"])
    flat = [((t, w), pairs[t][w]) for t in range(3) for w in range(3)]
    triples = divide([count for _, count in flat], PUBLISHED["lam"])
    return [
        ((MARKS[t], MARKS[l], MARKS[w]), triples[i][l])
        for i, ((t, w), _) in enumerate(flat)
        for l in range(3)
    ]


def people(first, last):
    return f"V{first:06d}" if first == last else f"V{first:06d}..V{last:06d}"


def choices(marks):
    return " ".join(f"{option}:{mark}" for option, mark in zip(PUBLISHED, marks))


def table(header, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def sheets(papers, batches):
    rows = []
    for (station, batch), counts in papers.items():
        if (station, batch) not in batches:
            continue
        place = (station, batch, "chief")
        rejected = REJECTED[station, batch]
        rows.append((*place, "papers", PAPER[station, batch] + sum(rejected)))
        for option in PUBLISHED:
            rows += [(*place, f"{option}:{mark}", counts[option, mark]) for mark in MARKS]
        rows += [(*place, f"rejected:{name}", n) for name, n in zip(REJECTIONS, rejected)]
    return table(("station", "batch", "contest", "item", "count"), rows)


# --- the definition ----------------------------------------------------------------------------


def names(chinese, english):
    return {"zh-Hant": chinese, "en": english}


def public_key(name):
    return (KEYS / f"{name}.pub").read_text().splitlines()[1]


def pepper():
    """32 bytes that a real election would keep secret among its collectors."""
    return hashlib.blake2b(b"referendum-2017, for demonstration only\n", digest_size=32).digest()


def pepper_hash():
    return hashlib.blake2b(b"coldcount/pepper/1\n" + pepper(), digest_size=32).hexdigest()


def draft():
    def collector(name, title, roles, channel, **more):
        return {
            "id": name, "name": title, "publicKey": public_key(name), "roles": roles,
            "channel": channel, "styles": ["all"], **more,
        }

    def person(name, title, role):
        return {"id": name, "name": title, "role": role, "publicKey": public_key(name)}

    return {
        "format": "coldcount/election/1",
        "id": "referendum-2017",
        "title": names("2017特首選舉民間全民投票", "2017 Chief Executive Election Civil Referendum"),
        "date": "2017-03-19",
        "timeZone": "Asia/Hong_Kong",
        "languages": ["zh-Hant", "en"],
        "polls": {"opens": OPENS, "closes": CLOSES},
        "identity": {"fields": ["voter"], "pepper": pepper_hash()},
        "areas": [{"id": "hk", "name": names("香港", "Hong Kong")}],
        "contests": [
            {
                "id": "chief",
                "title": names("行政長官候選人", "Candidates for Chief Executive"),
                "area": "hk",
                "method": "support-oppose",
                "options": [
                    {"id": "tsang", "name": names("曾俊華", "John Tsang")},
                    {"id": "lam", "name": names("林鄭月娥", "Carrie Lam")},
                    {"id": "woo", "name": names("胡國興", "Woo Kwok-hing")},
                ],
            }
        ],
        "styles": [{"id": "all", "area": "hk", "contests": ["chief"]}],
        "channels": [
            {"id": "paper", "name": names("票站紙票", "Paper at a station"), "kind": "paper"},
            {"id": "online", "name": names("網上", "Online"), "kind": "electronic"},
        ],
        "stations": [
            {
                "id": name, "name": names(f"票站{number}", f"Station {english}"), "area": "hk",
                "styles": ["all"], "channel": "paper",
            }
            for name, number, english in (("s1", "一", "1"), ("s2", "二", "2"))
        ],
        "collectors": [
            collector("web", names("網站", "Website"), ["ballots"], "online"),
            collector("app", names("應用程式", "App"), ["ballots"], "online"),
            collector(
                "desk-1", names("票站一發票櫃枱", "Issuing desk of station 1"), ["register"],
                "paper", station="s1",
            ),
            collector(
                "desk-2", names("票站二發票櫃枱", "Issuing desk of station 2"), ["register"],
                "paper", station="s2",
            ),
        ],
        "people": [
            person("officer-a", names("監票人甲", "Officer A"), "officer"),
            person("officer-b", names("監票人乙", "Officer B"), "officer"),
            person("officer-c", names("監票人丙", "Officer C"), "officer"),
            person("keeper", names("保管人", "Keeper"), "custodian"),
            person("clerk-1", names("點票員一", "Clerk 1"), "operator"),
            person("clerk-2", names("點票員二", "Clerk 2"), "operator"),
            person("clerk-3", names("點票員三", "Clerk 3"), "operator"),
        ],
        "quorum": {"open": 2, "sign": 2},
        "rejections": [
            {"id": "unmarked", "name": names("未填劃", "Unmarked")},
            {"id": "overvoted", "name": names("同一候選人填劃多於一項", "Two marks for one candidate")},
            {"id": "uncertain", "name": names("無明確選擇", "Void for uncertainty")},
            {"id": "identifiable", "name": names("可識別選民身分", "Voter can be identified")},
        ],
        "policy": {"withinChannel": "last", "smallCell": 5, "embargo": None},
    }


# --- the files ---------------------------------------------------------------------------------


def files():
    marks = patterns()
    places = list(ELECTRONIC) + list(PAPER)
    split = divide(
        [count for _, count in marks], list(ELECTRONIC.values()) + list(PAPER.values())
    )
    ballots = {name: [] for name in ELECTRONIC}
    papers = {place: dict.fromkeys(((o, m) for o in PUBLISHED for m in MARKS), 0) for place in PAPER}
    voter = 1
    for column, place in enumerate(places):
        for (choice, _), line in zip(marks, split):
            count = line[column]
            if place in papers:
                for option, mark in zip(PUBLISHED, choice):
                    papers[place][option, mark] += count
            elif count:
                row = (people(voter, voter + count - 1), WINDOWS[place], choices(choice))
                ballots[place].append(row)
                voter += count
    assert voter == sum(ELECTRONIC.values()) + 1
    for bundle, ends, when, choice in EXTRA:
        ballots[bundle].append((people(*ends), when, choices(choice)))

    made = {"draft.json": json.dumps(draft(), ensure_ascii=False, indent=2) + "\n"}
    made["pepper.hex"] = pepper().hex() + "\n"
    for name, rows in ballots.items():
        made[f"ballots/{name}.csv"] = table(("voter", "cast", "chief"), sorted(rows))
    accounts = []
    for station, unused in UNUSED.items():
        box = sum(n + sum(REJECTED[p]) for p, n in PAPER.items() if p[0] == station)
        issued = box + unused
        made[f"registers/desk-{station[1:]}.csv"] = table(
            ("voter", "cast"), [(people(voter, voter + issued - 1), STATIONS_OPEN)]
        )
        voter += issued
        note = f"{unused} papers handed out and not put into the box"
        accounts.append((station, issued, unused, 0, 0, box, note))
    made["accounts.csv"] = table(
        ("station", "issued", "unused", "spoilt", "tendered", "in-box", "note"), accounts
    )
    made["sheets/clerk-1.csv"] = sheets(papers, set(PAPER))
    # Clerk 2 reads one number of one batch wrong, and clerk 3 settles it.
    wrong = {place: dict(counts) for place, counts in papers.items()}
    wrong["s2", "b2"]["woo", "oppose"] -= 90
    made["sheets/clerk-2.csv"] = sheets(wrong, set(PAPER))
    made["sheets/clerk-3.csv"] = sheets(papers, {("s2", "b2")})
    return made


# --- counting it again -------------------------------------------------------------------------


def seconds(text):
    return int(datetime.fromisoformat(text).timestamp())


def entries(text):
    """The rows of a table, one a person: number, time, choices."""
    for row in csv.DictReader(io.StringIO(text)):
        ends = [int(end[1:]) for end in row["voter"].split("..")]
        times = [seconds(end) for end in row["cast"].split("..")]
        count = ends[-1] - ends[0] + 1
        for number in range(count):
            gone = (times[-1] - times[0]) * number // (count - 1) if count > 1 else 0
            yield ends[0] + number, times[0] + gone, row.get("chief")


def check(made):
    """Reconciles and counts the files by themselves and compares with what was published."""
    on_paper = [n for name in ("1", "2") for n, _, _ in entries(made[f"registers/desk-{name}.csv"])]
    assert len(on_paper) == len(set(on_paper)), "two papers for one person"
    struck = dict.fromkeys(STRUCK, 0)
    online = {}
    for name in ELECTRONIC:
        for voter, cast, choice in entries(made[f"ballots/{name}.csv"]):
            if not seconds(OPENS) <= cast <= seconds(CLOSES):
                struck["outside-poll"] += 1
                continue
            if voter in online:
                struck["superseded"] += 1
                assert cast != online[voter][0], "two ballots of one person in one second"
            online[voter] = max(online.get(voter, (0, "")), (cast, choice))
    for voter in on_paper:
        struck["voted-on-paper"] += online.pop(voter, None) is not None
    assert struck == STRUCK, struck
    counts = dict.fromkeys(((o, m) for o in PUBLISHED for m in MARKS), 0)
    for _, choice in online.values():
        for option in choice.split(" "):
            counts[tuple(option.split(":"))] += 1
    assert len(online) == sum(ELECTRONIC.values())
    valid, boxes = 0, {}
    for row in csv.DictReader(io.StringIO(made["sheets/clerk-1.csv"])):
        item, count = row["item"], int(row["count"])
        if item == "papers":
            valid += count
            boxes[row["station"]] = boxes.get(row["station"], 0) + count
        elif item.startswith("rejected:"):
            valid -= count
        else:
            counts[tuple(item.split(":"))] += count
    for option, published in PUBLISHED.items():
        found = tuple(counts[option, mark] for mark in MARKS)
        assert found == published and sum(found) == VOTERS, (option, found)
    assert len(online) + valid == VOTERS
    issued = 0
    for row in csv.DictReader(io.StringIO(made["accounts.csv"])):
        parts = [int(row[part]) for part in ("unused", "spoilt", "tendered", "in-box")]
        assert int(row["issued"]) == sum(parts) and parts[-1] == boxes[row["station"]]
        issued += int(row["issued"])
    assert issued == len(on_paper)


def main(arguments):
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    made = files()
    check(made)
    differ = []
    for name, text in made.items():
        path = HERE / name
        if arguments:
            if not path.is_file() or path.read_bytes() != text.encode():
                differ.append(name)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode())
    election = HERE / "election.json"
    if arguments:
        definition = json.loads(election.read_bytes())
        if {key: value for key, value in definition.items() if key != "keys"} != draft():
            differ.append("election.json")
    for name in differ:
        print(f"{name}: not what make.py writes", file=sys.stderr)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
