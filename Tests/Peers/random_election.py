#!/usr/bin/env python3
"""A small random election with its keys, bundles and what it must come to, laid out as Vectors is.

    random_election.py SEED DIR

The same seed gives the same bytes. Chosen at random: methods and their limits, styles, the order of
electronic and paper channels, first or last within a channel, rolls or none, recorded papers,
registers, withdrawals or none, voters who vote again in the same and in other channels, times at and just past the ends
of the poll, and ballots that do not open or hold marks that they may not. What the reference count
leaves to an amendment (cross-style, duplicate-ballot) does not occur. Prints the folder.
"""

import json
import pathlib
import random
import sys
from datetime import datetime, timedelta, timezone

import shamir_mnemonic.shamir as shamir
from nacl import bindings

from formats import (
    Layout,
    SigningKey,
    canonical,
    encode64,
    hash_of,
    pepper_hash,
    seconds,
    token,
)
from reference_count import reference
from seeded_bundles import make_bundle, write_bundle


def name(text):
    return {"en": text}


def clock(moment, offset):
    zone = timezone(timedelta(minutes=offset))
    text = datetime.fromtimestamp(moment, zone).isoformat()
    return text.replace("+00:00", "Z")


class RandomElection:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.keys = {}
        self.pepper = self.random.randbytes(32)
        self.count_secret = self.random.randbytes(32)
        self.vault_secrets = [self.random.randbytes(32) for _ in range(self.random.randint(1, 2))]
        self.opens = 1_489_000_000 + self.random.randrange(10_000_000)
        self.closes = self.opens + self.random.choice([60, 86_400 * 9])

    def key(self, holder):
        self.keys[holder] = SigningKey.make(self.random.randbytes)
        return self.keys[holder].public

    # The definition

    def contest(self, number):
        method = self.random.choice(["plurality", "support-oppose", "threshold", "question"])
        size = self.random.randint(2, 6)
        options = [f"o{n}" for n in range(size)]
        contest = {
            "id": f"contest-{number}",
            "title": name(f"Contest {number}"),
            "area": self.random.choice(self.areas)["id"],
            "method": method,
        }
        if method == "plurality":
            contest["seats"] = self.random.randint(1, size - 1)
            contest["maxChoices"] = self.random.randint(1, size)
            contest["minChoices"] = self.random.randint(1, contest["maxChoices"])
        elif method == "threshold":
            contest["required"] = self.random.randint(1, 20)
            contest["maxChoices"] = self.random.randint(1, size)
        elif method == "question":
            options = ["yes", "no"] + ["abstain"] * self.random.randint(0, 1)
            self.random.shuffle(options)
            for limit in ("minYes", "minTurnout"):
                if self.random.random() < 0.5:
                    contest[limit] = self.random.randint(1, 20)
        contest["options"] = [{"id": o, "name": name(f"Option {o}")} for o in options]
        return contest

    def places(self):
        """Channels in random order, stations of the paper ones, and who collects for them."""
        kinds = ["electronic"] * self.random.randint(1, 2) + ["paper"] * self.random.randint(0, 2)
        self.random.shuffle(kinds)
        self.channels, self.stations, self.collectors = [], [], []
        for number, kind in enumerate(kinds):
            channel = f"{kind}-{number}"
            self.channels.append({"id": channel, "name": name(f"Channel {number}"), "kind": kind})
            if kind == "electronic":
                for n in range(self.random.randint(1, 2)):
                    self.collector(f"web-{number}{n}", "ballots", channel)
                continue
            for n in range(self.random.randint(1, 2)):
                station = f"station-{number}{n}"
                self.stations.append(
                    {
                        "id": station,
                        "name": name(f"Station {number}{n}"),
                        "area": self.random.choice(self.areas)["id"],
                        "styles": [style["id"] for style in self.styles],
                        "channel": channel,
                    }
                )
                self.collector(f"desk-{number}{n}", "register", channel, station)
            if self.random.random() < 0.5:
                self.collector(f"scan-{number}", "ballots", channel)
        self.has_rolls = self.random.random() < 0.5
        if self.has_rolls:
            self.collector("registrar", "roll", None)
        self.has_withdrawals = self.random.random() < 0.4
        if self.has_withdrawals:
            self.collector("taker", "withdrawal", None)

    def collector(self, collector_id, role, channel, station=None):
        collector = {
            "id": collector_id,
            "name": name(f"Collector {collector_id}"),
            "publicKey": self.key(collector_id),
            "roles": [role],
            "channel": channel,
            "styles": [style["id"] for style in self.styles],
        }
        if station:
            collector["station"] = station
        self.collectors.append(collector)

    def people(self):
        counts = {"officer": self.random.randint(2, 5), "custodian": len(self.vault_secrets)}
        counts |= {"operator": 3, "auditor": 1}
        return [
            {
                "id": f"{role}-{n}",
                "name": name(f"Person {role} {n}"),
                "role": role,
                "publicKey": self.key(f"{role}-{n}"),
            }
            for role, amount in counts.items()
            for n in range(1, amount + 1)
        ]

    def share(self, officers, threshold):
        shamir.RANDOM_BYTES = self.random.randbytes
        words = shamir.generate_mnemonics(
            1, [(threshold, len(officers))], self.count_secret, iteration_exponent=0
        )[0]
        self.shares = dict(zip(officers, words))
        return [{"officer": o, "hash": hash_of(w.encode())} for o, w in self.shares.items()]

    def definition(self):
        self.areas = [
            {"id": f"area-{n}", "name": name(f"Area {n}")}
            | ({"electorate": 1000} if self.random.random() < 0.5 else {})
            for n in range(self.random.randint(1, 2))
        ]
        contests = [self.contest(n) for n in range(self.random.randint(1, 4))]
        self.styles = []
        for n in range(self.random.randint(1, 3)):
            chosen = self.random.sample(contests, self.random.randint(1, len(contests)))
            area = self.random.choice(self.areas)["id"]
            ids = [contest["id"] for contest in chosen]
            self.styles.append({"id": f"style-{n}", "area": area, "contests": ids})
        used = {contest for style in self.styles for contest in style["contests"]}
        self.places()
        people = self.people()
        officers = [person["id"] for person in people if person["role"] == "officer"]
        threshold = self.random.randint(2, len(officers))
        self.signers = officers[: len(officers) // 2 + 1]
        offset = self.random.choice([0, 480, -210])
        opens, closes = clock(self.opens, offset), clock(self.closes, offset)
        public = bindings.crypto_scalarmult_base
        return {
            "format": "coldcount/election/1",
            "id": "random",
            "title": name("Random election"),
            "date": opens[:10],
            "timeZone": "Asia/Hong_Kong",
            "languages": ["en"],
            "polls": {"opens": opens, "closes": closes},
            "identity": {"fields": ["number"], "pepper": pepper_hash(self.pepper)},
            "areas": self.areas,
            "contests": [contest for contest in contests if contest["id"] in used],
            "styles": self.styles,
            "channels": self.channels,
            "stations": self.stations,
            "collectors": self.collectors,
            "people": people,
            "quorum": {"open": threshold, "sign": len(self.signers)},
            "keys": {
                "count": encode64(public(self.count_secret)),
                "vault": [encode64(public(secret)) for secret in self.vault_secrets],
                "shares": self.share(officers, threshold),
            },
            "rejections": [{"id": "unmarked", "name": name("Unmarked")}],
            "policy": {
                "withinChannel": self.random.choice(["first", "last"]),
                "smallCell": self.random.randint(1, 5),
                "embargo": None,
            }
            | ({"withdrawal": True} if self.has_withdrawals else {}),
        }

    # Who votes, where, when and what

    def cast_time(self):
        inside = [self.opens, self.closes, (self.opens + self.closes) // 2]
        outside = [self.opens - 1, self.closes + 1]
        return self.random.choice(inside * 6 + outside)

    def voters(self):
        """(token, style) pairs; a voter in two styles only where they share no contest."""
        voters = []
        for n in range(self.random.randint(0, 30)):
            person = token([f"{'v' if n % 2 else 'V'}-{n:03}"], self.pepper)
            taken = set()
            for style in self.random.sample(self.styles, len(self.styles)):
                if taken.isdisjoint(style["contests"]) and (not taken or n % 3 == 0):
                    taken.update(style["contests"])
                    voters.append((person.hex(), style["id"]))
        return voters

    def marks(self, style):
        marks = {}
        for contest_id in self.layout.styles[style]:
            contest = self.layout.contests[contest_id]
            size = len(contest["options"])
            highest = 3 if contest["method"] == "support-oppose" else 1
            run = [self.random.randint(0, highest) for _ in range(size)]
            if highest == 1 and self.random.random() < 0.6:
                chosen = self.random.sample(range(size), contest.get("maxChoices", 1))
                run = [int(n in chosen) for n in range(size)]
            if self.random.random() < 0.1:
                run = [0] * size
            if self.random.random() < 0.05:
                run[0] = self.random.randint(highest + 1, 255)
            marks[contest_id] = run
        return marks

    def ballot(self, style):
        marks = self.marks(style)
        if self.random.random() > 0.08:
            return {"marks": marks}
        vector = bytearray(self.layout.vector(style, marks))
        defect = self.random.choice(["version", "style", "padding", "box"])
        if defect == "box":
            return {"sealed": self.random.randbytes(len(vector) + 48).hex()}
        if defect == "padding" and sum(map(len, marks.values())) + 3 < len(vector):
            vector[-1] = 1
        elif defect == "style":
            vector[2] = len(self.styles)
        else:
            vector[0] = 2
        return {"vector": vector.hex()}

    def entries(self):
        """(collector, style) -> entries, every pair present."""
        entries = {(c["id"], s["id"]): [] for c in self.collectors for s in self.styles}
        casting = [c for c in self.collectors if c["channel"]]
        for person, style in self.voters():
            if self.has_rolls and self.random.random() < 0.9:
                entries["registrar", style].append({"token": person})
            if self.has_withdrawals and self.random.random() < 0.3:
                entries["taker", style].append({"token": person, "cast": self.cast_time()})
            for _ in range(self.random.choice([0, 1, 1, 1, 1, 2, 2, 3, 5])):
                collector = self.random.choice(casting)
                entry = {"token": person, "cast": self.cast_time()}
                if collector["roles"] == ["ballots"]:
                    entry |= self.ballot(style)
                entries[collector["id"], style].append(entry)
        return entries

    def bundles(self, election_file, media):
        media.mkdir()
        entries = self.entries()
        for collector in self.collectors:
            parts = [
                (style["id"], part)
                for style in self.styles
                for part in self.parts(entries[collector["id"], style["id"]])
            ]
            previous = None
            for sequence, (style, part) in enumerate(parts, start=1):
                kind = collector["roles"][0]
                files = make_bundle(
                    election_file,
                    collector["id"],
                    sequence,
                    previous,
                    sequence == len(parts),
                    kind,
                    style,
                    part,
                    collector["channel"],
                    self.random.randbytes,
                )
                comment = f"coldcount bundle random {collector['id']}"
                folder = media / f"{collector['id']}-{sequence}"
                previous = write_bundle(folder, files, self.keys[collector["id"]], comment)

    def parts(self, entries):
        """The entries over one to three bundles; a section holds no record of paper twice."""
        parts = [[] for _ in range(self.random.randint(1, 3))]
        for entry in entries:
            part = self.random.choice(parts)
            if "marks" in entry or "vector" in entry or "sealed" in entry or entry not in part:
                part.append(entry)
        return parts

    def write(self, folder):
        election_file = self.lay_out(folder)
        expected = reference(
            election_file, folder / "media", self.count_secret, self.vault_secrets[-1]
        )
        text = json.dumps(expected, indent=1, sort_keys=True)
        (folder / "expected.json").write_text(text + "\n")

    def lay_out(self, folder):
        """Everything but what must come out; gives the definition's bytes."""
        folder.mkdir(parents=True)
        election = self.definition()
        election_file = canonical(election)
        assert seconds(election["polls"]["closes"]) == self.closes
        self.layout = Layout(election)
        (folder / "election.json").write_bytes(election_file)
        for officer in self.signers:
            signature = self.keys[officer].sign(
                election_file, f"coldcount election random {officer}"
            )
            (folder / f"election.json.{officer}.minisig").write_text(signature)
        keys = folder / "keys"
        (keys / "shares").mkdir(parents=True)
        for holder, key in self.keys.items():
            (keys / f"{holder}.key").write_text(key.file())
        for officer, words in self.shares.items():
            (keys / "shares" / f"{officer}.txt").write_text(words + "\n")
        (keys / "count.secret").write_text(encode64(self.count_secret) + "\n")
        for number, secret in enumerate(self.vault_secrets, start=1):
            suffix = "" if number == 1 else f"-{number}"
            (keys / f"vault{suffix}.secret").write_text(encode64(secret) + "\n")
        self.bundles(election_file, folder / "media")
        return election_file


def main():
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal():
        sys.exit("usage: random_election.py SEED DIR")
    folder = pathlib.Path(sys.argv[2])
    RandomElection(int(sys.argv[1])).write(folder)
    print(folder)


if __name__ == "__main__":
    main()
