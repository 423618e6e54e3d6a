#!/usr/bin/env python3
"""An election of the size of a city's primary, from import to a verified package, stage by stage.

    demo_2020.py [DIR] [--ballots N] [--papers N] [--stations N] [--stages 1|3] [--verifiable]

Five districts, 600,000 electronic ballots, 21,000 papers at 250 stations, and three people in a hundred
who voted twice: half of them electronically both times, half on paper as well. The figures of how many
voted are those of Hong Kong's primary of July 2020 as it was reported (some 590,000 by telephone, 20,000
on paper, 250 stations); who they voted for is made up. Making the sealed ballots is the collectors'
part: its time stands by itself. With --stages 3 the sealed ballots, then those and half of the stations,
then all of it is counted, signed and published, and after each it says how much of places is shown
(shown_places.py). With --verifiable it is an election with proofs: nobody ever has its key, both officers
mix and open, and the audit checks what they proved. Uses nothing but Python's standard library and the
program.
"""

import argparse
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import shown_places

ROOT = Path(__file__).resolve().parents[2]
COLDCOUNT = ROOT / ".build/release/coldcount"
DISTRICTS = ("hk-island", "kowloon-west", "kowloon-east", "nt-west", "nt-east")
OPTIONS = 10
OPENS, CLOSES = "2020-07-11T09:00:00+08:00", "2020-07-12T21:00:00+08:00"
OFFICERS = ("officer-a", "officer-b")
PASSPHRASE = "for this demo only"


class Primary:
    def __init__(self, folder, ballots, papers, districts=DISTRICTS):
        """`papers` are those of each station, which lie in the districts in turn."""
        self.folder, self.ballots, self.papers, self.districts = folder, ballots, papers, districts
        self.stations = len(papers)
        self.random = random.Random(2020)
        self.times = []
        (folder / "passphrase.txt").write_text(PASSPHRASE + "\n")
        self.passphrase = "--passphrase-file", folder / "passphrase.txt"
        pepper = bytes(range(32))
        (folder / "pepper.hex").write_text(pepper.hex() + "\n")
        self.pepper_hash = hashlib.blake2b(b"coldcount/pepper/1\n" + pepper, digest_size=32).hexdigest()

    def run(self, *words, stage=None):
        """Runs a command; its time counts towards a stage, and so does its memory where it is the most."""
        start = time.monotonic()
        with tempfile.TemporaryFile("w+") as said:
            process = subprocess.Popen(
                [COLDCOUNT, *map(str, words)], stdout=subprocess.PIPE, stderr=said, text=True)
            output = process.stdout.read()
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode:
                said.seek(0)
                sys.exit(f"coldcount {' '.join(map(str, words))}\n{output}{said.read()}")
        if stage:
            if not self.times or self.times[-1][0] != stage:
                self.times.append([stage, 0.0, 0.0])
            self.times[-1][1] += time.monotonic() - start
            self.times[-1][2] = max(self.times[-1][2], usage.ru_maxrss / 1024)
        return output

    def signer(self, name):
        return "--as", name, "--key", self.folder / "keys" / f"{name}.key"

    def public_key(self, name):
        self.run("key", "new", name, "--no-passphrase", "--to", self.folder / "keys")
        return (self.folder / "keys" / f"{name}.pub").read_text().splitlines()[1]

    def district(self, station):
        return self.districts[station % len(self.districts)]

    def contest(self, district):
        """The contest that a district votes in."""
        return district

    def known(self, share):
        """How many of those at a station had voted by telephone."""
        return min(share, self.ballots * 3 // 100 // 2 // self.stations)

    def draft(self):
        def named(name, **more):
            return {"id": name, "name": {"en": name.replace("-", " ").title()}, **more}

        def person(name, role):
            return named(name, role=role, publicKey=self.public_key(name))

        def collector(name, roles, styles, **more):
            return named(name, publicKey=self.public_key(name), roles=roles, styles=styles, **more)

        places = [(f"s{n:03d}", self.district(n)) for n in range(self.stations)]
        return {
            "format": "coldcount/election/1", "id": "primary-2020", "title": {"en": "A city's primary"},
            "date": "2020-07-12", "timeZone": "Asia/Hong_Kong", "languages": ["en"],
            "polls": {"opens": OPENS, "closes": CLOSES},
            "identity": {"fields": ["voter"], "pepper": self.pepper_hash},
            "areas": [named(d, electorate=900_000) for d in self.districts],
            "contests": [
                {"id": d, "title": {"en": d.replace("-", " ").title()}, "area": d, "method": "plurality",
                 "seats": 6, "minChoices": 1, "maxChoices": 1,
                 "options": [named(f"candidate-{n}") for n in range(OPTIONS)]} for d in self.districts
            ],
            "styles": [{"id": d, "area": d, "contests": [d]} for d in self.districts],
            "channels": [named("paper", kind="paper"), named("telephone", kind="electronic")],
            "stations": [named(s, area=d, styles=[d], channel="paper") for s, d in places],
            "collectors": [collector(f"phone-{d}", ["ballots"], [d], channel="telephone") for d in self.districts]
            + [collector(f"desk-{s}", ["register"], [d], channel="paper", station=s) for s, d in places],
            "people": [person("officer-a", "officer"), person("officer-b", "officer"),
                       person("keeper", "custodian"), person("clerk-1", "operator"), person("clerk-2", "operator")],
            "quorum": {"open": 2, "sign": 2},
            "rejections": [named("unmarked"), named("overvoted")],
            "policy": {"withinChannel": "last", "smallCell": 5, "embargo": None},
        }

    def make(self):
        """The definition with its keys, signed by both officers."""
        (self.folder / "draft.json").write_text(json.dumps(self.draft()))
        words = self.run(
            "ceremony", self.folder / "draft.json", "--to", self.folder / "made", "--words", *self.passphrase,
            stage="keys and definition").splitlines()
        self.definition = self.folder / "made/election.json"
        for officer in OFFICERS:
            (self.folder / f"{officer}.txt").write_text(words[words.index(f"{officer}:") + 1] + "\n")
            self.run("sign", self.definition, *self.signer(officer))

    def hand(self, officer):
        """What an officer brings to the count."""
        return "--share", self.folder / f"{officer}.txt"

    def seal_all(self):
        """The telephones' ballots, and the stations' registers of whom they handed a paper."""
        each, twice = self.ballots // len(self.districts), self.ballots * 3 // 100 // len(self.districts) // 2
        for number, district in enumerate(self.districts):
            # The last people of a district are its first ones once more.
            people = each - twice
            rows, first = [], 1
            for option in range(OPTIONS):
                last = people * (option + 1) ** 2 // OPTIONS**2
                rows.append((first, last, OPENS, "2020-07-12T12:00:00+08:00", option))
                first = last + 1
            rows.append((1, twice, "2020-07-12T12:00:01+08:00", CLOSES, 1))
            table = f"voter,cast,{self.contest(district)}\n" + "".join(
                f"{number}V{a:07d}..{number}V{b:07d},{since}..{until},candidate-{o}\n" for a, b, since, until, o in rows)
            self.seal(f"phone-{district}", "ballots", table)
        most = max(self.papers)
        for station, share in enumerate(self.papers):
            district, place = station % len(self.districts), station // len(self.districts)
            known = self.known(share)
            first = twice + place * known + 1
            own = each + place * most + 1
            ranges = [(first, first + known - 1), (own, own + share - known - 1)]
            rows = "".join(
                f"{district}V{a:07d}..{district}V{b:07d},{OPENS}..{CLOSES}\n" for a, b in ranges if b >= a)
            self.seal(f"desk-s{station:03d}", "register", "voter,cast\n" + rows, f"stations-{station % 2}")

    def seal(self, collector, kind, table, stick="telephones"):
        path = self.folder / "table.csv"
        path.write_text(table)
        self.run(
            "seal", path, "--election", self.definition, *self.signer(collector), "--pepper",
            self.folder / "pepper.hex", "--kind", kind, "--final", "--to", self.folder / "sticks" / stick / collector,
            stage="sealing (collectors)")

    def sheets(self, stations):
        """One sheet and one account for each of some stations."""
        sheets, accounts = ["station,batch,contest,item,count"], ["station,issued,unused,spoilt,tendered,in-box,note"]
        for number in stations:
            station, share = f"s{number:03d}", self.papers[number]
            rejected, left = self.random.randrange(min(3, share + 1)), share
            items = [("papers", share), ("rejected:unmarked", rejected), ("rejected:overvoted", 0)]
            left -= rejected
            for option in range(OPTIONS):
                votes = left if option == OPTIONS - 1 else self.random.randrange(left // 3 + 1)
                items.append((f"candidate-{option}", votes))
                left -= votes
            contest = self.contest(self.district(number))
            sheets += [f"{station},b1,{contest},{item},{count}" for item, count in items]
            accounts.append(f"{station},{share + 20},20,0,0,{share},")
        (self.folder / "sheets.csv").write_text("\n".join(sheets) + "\n")
        (self.folder / "accounts.csv").write_text("\n".join(accounts) + "\n")

    def count(self, stages):
        """Counts in one stage or in three; gives the last result and what the audit said of its package."""
        workspace = ("--workspace", self.folder / "count")
        clerk, officer = self.signer("clerk-1"), self.signer("officer-a")
        self.run("init", self.folder / "count", "--election", self.definition, "--vault", self.folder / "vault", *clerk)
        self.run("import", self.folder / "sticks/telephones", *workspace, *clerk, stage="import")
        if stages > 1:
            self.publish("electronic", workspace)
        for half in range(2):
            stations = range(half, self.stations, 2)
            self.run("import", self.folder / f"sticks/stations-{half}", *workspace, *clerk, stage="import")
            self.sheets(stations)
            for name in ("clerk-1", "clerk-2"):
                self.run("paper", "import", self.folder / "sheets.csv", *workspace, *self.signer(name), stage="paper")
                self.run("paper", "account", self.folder / "accounts.csv", *workspace, *self.signer(name), stage="paper")
            if half == 0 and stages > 1:
                self.publish("partial", workspace)
        result = self.publish("final", workspace, is_measured=stages > 1)
        self.run("export", self.folder / "result", *workspace, *officer, stage="export")
        self.sign(self.folder / "result/B2SUMS", workspace)
        report = json.loads(self.run("verify", self.folder / "result", "--json", stage="verify"))
        self.run("disclose", self.folder / "result", "--to", self.folder / "public", stage="disclose")
        return result, report

    def publish(self, stage, workspace, is_measured=True):
        """Counts and signs; where it is measured also exports for the public and says what is shown."""
        self.run(
            "reconcile", "--vault-key", self.folder / "made/vault.keeper.json", *self.passphrase, *workspace, *self.signer("keeper"), stage="reconcile")
        hands = [word for officer in OFFICERS for word in self.hand(officer)]
        officer = self.signer("officer-a")
        result = json.loads(self.run("count", "--stage", stage, *hands, *workspace, *officer, "--json", stage="count"))
        whole = self.folder / "count/results" / stage / "result.json"
        self.sign(whole, workspace)
        if is_measured:
            target = self.folder / f"public-{stage}"
            self.run(
                "export", target, "--public", "--stage", stage, *workspace, *officer, stage="export for the public")
            print(f"{stage + ':':<12}{shown_places.words(whole, target / 'result.json')}", flush=True)
        return result

    def sign(self, file, workspace):
        for officer in OFFICERS:
            self.run("sign", file, *workspace, *self.signer(officer))


class Verifiable(Primary):
    """The same with proofs: the officers deal out the key among themselves, and each mixes and opens."""

    def sealing_key(self, kind, name):
        """Makes a key under a passphrase; gives its public half."""
        return self.run(
            "key", kind, name, "--election", "primary-2020", "--to", self.folder / "made", *self.passphrase,
            stage="keys and definition").split()[0]

    def draft(self):
        draft = super().draft()
        for person in draft["people"]:
            if person["role"] == "officer":
                person["box"] = self.sealing_key("box", person["id"])
        keys = {"vault": [self.sealing_key("vault", "keeper")]}
        return draft | {"format": "coldcount/election/2", "keys": keys}

    def make(self):
        """The definition that both officers dealt, took a share of and signed."""
        (self.folder / "draft.json").write_text(json.dumps(self.draft()))
        ceremony, stage = self.folder / "ceremony", "keys and definition"
        self.run("ceremony", "begin", self.folder / "draft.json", "--to", ceremony, stage=stage)
        for officer in OFFICERS:
            self.run("ceremony", "deal", ceremony, *self.signer(officer), stage=stage)
        for officer in OFFICERS:
            told = self.run(
                "ceremony", "take", ceremony, *self.signer(officer), "--box", self.folder / f"made/box.{officer}.json",
                "--words", *self.passphrase, stage=stage)
            (self.folder / f"{officer}.txt").write_text(told.splitlines()[1] + "\n")
        self.definition = ceremony / "election.json"

    def hand(self, officer):
        return *super().hand(officer), "--officer-key", self.folder / "keys" / f"{officer}.key"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", help="a new folder, which stays")
    parser.add_argument("--ballots", type=int, default=600_000)
    parser.add_argument("--papers", type=int, default=21_000)
    parser.add_argument("--stations", type=int, default=250)
    parser.add_argument("--stages", type=int, choices=(1, 3), default=1)
    parser.add_argument("--verifiable", action="store_true", help="an election with proofs")
    options = parser.parse_args()
    folder = Path(options.folder or tempfile.mkdtemp(prefix="demo-2020-", dir=ROOT / ".build")).resolve()
    folder.mkdir(parents=True, exist_ok=not options.folder)
    try:
        kind = Verifiable if options.verifiable else Primary
        primary = kind(folder, options.ballots, [options.papers // options.stations] * options.stations)
        primary.make()
        primary.seal_all()
        result, report = primary.count(options.stages)
    finally:
        if not options.folder:
            shutil.rmtree(folder)
    electronic = result["electronic"]
    struck = ", ".join(f"{count} {reason}" for reason, count in sorted(electronic["struck"].items()))
    print(f"{electronic['entries']} sealed ballots: {electronic['read']} counted, struck {struck}")
    papers = sum(account["papers"] for account in result["accounts"])
    print(f"{papers} papers at {len(result['accounts'])} stations; {len(report['checks'])} checks, {report['failed']} fail")
    for stage, seconds, memory in primary.times:
        print(f"  {stage:<22}{seconds:8.1f} s{memory:7.0f} MiB")
    own = sum(seconds for stage, seconds, _ in primary.times if stage not in ("keys and definition", "sealing (collectors)"))
    print(f"  {'from import on':<22}{own:8.1f} s")
    return 0 if report["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
