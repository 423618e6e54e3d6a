#!/usr/bin/env python3
"""An election of the size of a city's primary, from import to a verified package, stage by stage.

    demo_2020.py [DIR] [--ballots N] [--papers N] [--stations N]

Five districts, 600,000 electronic ballots, 21,000 papers at 250 stations, and three people in a hundred
who voted twice: half of them electronically both times, half on paper as well. The figures of how many
voted are those of Hong Kong's primary of July 2020 as it was reported (some 590,000 by telephone, 20,000
on paper, 250 stations); who they voted for is made up. Making the sealed ballots is the collectors'
part: its time stands by itself. Uses nothing but Python's standard library and the program.
"""

import argparse
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
COLDCOUNT = ROOT / ".build/release/coldcount"
DISTRICTS = ("hk-island", "kowloon-west", "kowloon-east", "nt-west", "nt-east")
OPTIONS = 10
OPENS, CLOSES = "2020-07-11T09:00:00+08:00", "2020-07-12T21:00:00+08:00"
PASSPHRASE = "for this demo only"


class Primary:
    def __init__(self, folder, ballots, papers, stations):
        self.folder, self.ballots, self.papers, self.stations = folder, ballots, papers, stations
        self.random = random.Random(2020)
        self.times = []
        (folder / "passphrase.txt").write_text(PASSPHRASE + "\n")
        pepper = bytes(range(32))
        (folder / "pepper.hex").write_text(pepper.hex() + "\n")
        self.pepper_hash = hashlib.blake2b(b"coldcount/pepper/1\n" + pepper, digest_size=32).hexdigest()

    def run(self, *words, stage=None):
        """Runs a command; its time counts towards a stage."""
        start = time.monotonic()
        done = subprocess.run([COLDCOUNT, *map(str, words)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"coldcount {' '.join(map(str, words))}\n{done.stdout}{done.stderr}")
        if stage:
            if not self.times or self.times[-1][0] != stage:
                self.times.append([stage, 0.0])
            self.times[-1][1] += time.monotonic() - start
        return done.stdout

    def signer(self, name):
        return "--as", name, "--key", self.folder / "keys" / f"{name}.key"

    def public_key(self, name):
        self.run("key", "new", name, "--no-passphrase", "--to", self.folder / "keys")
        return (self.folder / "keys" / f"{name}.pub").read_text().splitlines()[1]

    def draft(self):
        def named(name, **more):
            return {"id": name, "name": {"en": name.replace("-", " ").title()}, **more}

        def person(name, role):
            return named(name, role=role, publicKey=self.public_key(name))

        def collector(name, roles, styles, **more):
            return named(name, publicKey=self.public_key(name), roles=roles, styles=styles, **more)

        places = [(f"s{n:03d}", DISTRICTS[n % len(DISTRICTS)]) for n in range(self.stations)]
        return {
            "format": "coldcount/election/1", "id": "primary-2020", "title": {"en": "A city's primary"},
            "date": "2020-07-12", "timeZone": "Asia/Hong_Kong", "languages": ["en"],
            "polls": {"opens": OPENS, "closes": CLOSES},
            "identity": {"fields": ["voter"], "pepper": self.pepper_hash},
            "areas": [named(d, electorate=900_000) for d in DISTRICTS],
            "contests": [
                {"id": d, "title": {"en": d.replace("-", " ").title()}, "area": d, "method": "plurality",
                 "seats": 6, "minChoices": 1, "maxChoices": 1,
                 "options": [named(f"candidate-{n}") for n in range(OPTIONS)]} for d in DISTRICTS
            ],
            "styles": [{"id": d, "area": d, "contests": [d]} for d in DISTRICTS],
            "channels": [named("paper", kind="paper"), named("telephone", kind="electronic")],
            "stations": [named(s, area=d, styles=[d], channel="paper") for s, d in places],
            "collectors": [collector(f"phone-{d}", ["ballots"], [d], channel="telephone") for d in DISTRICTS]
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
            "ceremony", self.folder / "draft.json", "--to", self.folder / "made", "--words",
            "--passphrase-file", self.folder / "passphrase.txt", stage="keys and definition").splitlines()
        self.definition = self.folder / "made/election.json"
        for officer in ("officer-a", "officer-b"):
            (self.folder / f"{officer}.txt").write_text(words[words.index(f"{officer}:") + 1] + "\n")
            self.run("sign", self.definition, *self.signer(officer))

    def seal_all(self):
        """The telephones' ballots, and the stations' registers of whom they handed a paper."""
        each, twice = self.ballots // len(DISTRICTS), self.ballots * 3 // 100 // len(DISTRICTS) // 2
        for number, district in enumerate(DISTRICTS):
            # The last people of a district are its first ones once more.
            people = each - twice
            rows, first = [], 1
            for option in range(OPTIONS):
                last = people * (option + 1) ** 2 // OPTIONS**2
                rows.append((first, last, OPENS, "2020-07-12T12:00:00+08:00", option))
                first = last + 1
            rows.append((1, twice, "2020-07-12T12:00:01+08:00", CLOSES, 1))
            table = f"voter,cast,{district}\n" + "".join(
                f"{number}V{a:07d}..{number}V{b:07d},{since}..{until},candidate-{o}\n" for a, b, since, until, o in rows)
            self.seal(f"phone-{district}", "ballots", table)
        share = self.papers // self.stations
        for station in range(self.stations):
            district, place = station % len(DISTRICTS), station // len(DISTRICTS)
            # Some of those at each desk had voted by telephone.
            known = min(share, self.ballots * 3 // 100 // 2 // self.stations)
            first = twice + place * known + 1
            own = each + place * share + 1
            ranges = [(first, first + known - 1), (own, own + share - known - 1)]
            rows = "".join(
                f"{district}V{a:07d}..{district}V{b:07d},{OPENS}..{CLOSES}\n" for a, b in ranges if b >= a)
            self.seal(f"desk-s{station:03d}", "register", "voter,cast\n" + rows)

    def seal(self, collector, kind, table):
        path = self.folder / "table.csv"
        path.write_text(table)
        self.run(
            "seal", path, "--election", self.definition, *self.signer(collector), "--pepper",
            self.folder / "pepper.hex", "--kind", kind, "--final", "--to", self.folder / "stick" / collector,
            stage="sealing (collectors)")

    def sheets(self):
        """One sheet and one account for each station."""
        share = self.papers // self.stations
        sheets, accounts = ["station,batch,contest,item,count"], ["station,issued,unused,spoilt,tendered,in-box,note"]
        for number in range(self.stations):
            station, district = f"s{number:03d}", DISTRICTS[number % len(DISTRICTS)]
            rejected, left = self.random.randrange(3), share
            items = [("papers", share), ("rejected:unmarked", rejected), ("rejected:overvoted", 0)]
            left -= rejected
            for option in range(OPTIONS):
                votes = left if option == OPTIONS - 1 else self.random.randrange(left // 3 + 1)
                items.append((f"candidate-{option}", votes))
                left -= votes
            sheets += [f"{station},b1,{district},{item},{count}" for item, count in items]
            accounts.append(f"{station},{share + 20},20,0,0,{share},")
        (self.folder / "sheets.csv").write_text("\n".join(sheets) + "\n")
        (self.folder / "accounts.csv").write_text("\n".join(accounts) + "\n")

    def count(self):
        workspace = ("--workspace", self.folder / "count")
        clerk, officer = self.signer("clerk-1"), self.signer("officer-a")
        self.run("init", self.folder / "count", "--election", self.definition, "--vault", self.folder / "vault", *clerk)
        self.run("import", self.folder / "stick", *workspace, *clerk, stage="import")
        for name in ("clerk-1", "clerk-2"):
            self.run("paper", "import", self.folder / "sheets.csv", *workspace, *self.signer(name), stage="paper")
            self.run("paper", "account", self.folder / "accounts.csv", *workspace, *self.signer(name), stage="paper")
        self.run(
            "reconcile", "--vault-key", self.folder / "made/vault.keeper.json", "--passphrase-file",
            self.folder / "passphrase.txt", *workspace, *self.signer("keeper"), stage="reconcile")
        shares = [word for o in ("officer-a", "officer-b") for word in ("--share", self.folder / f"{o}.txt")]
        result = json.loads(self.run("count", "--stage", "final", *shares, *workspace, *officer, "--json", stage="count"))
        self.sign(self.folder / "count/results/final/result.json", workspace)
        self.run("export", self.folder / "result", *workspace, *officer, stage="export")
        self.sign(self.folder / "result/B2SUMS", workspace)
        report = json.loads(self.run("verify", self.folder / "result", "--json", stage="verify"))
        self.run("disclose", self.folder / "result", "--to", self.folder / "public", stage="disclose")
        return result, report

    def sign(self, file, workspace):
        for officer in ("officer-a", "officer-b"):
            self.run("sign", file, *workspace, *self.signer(officer))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", help="a new folder, which stays")
    parser.add_argument("--ballots", type=int, default=600_000)
    parser.add_argument("--papers", type=int, default=21_000)
    parser.add_argument("--stations", type=int, default=250)
    options = parser.parse_args()
    folder = Path(options.folder or tempfile.mkdtemp(prefix="demo-2020-", dir=ROOT / ".build")).resolve()
    folder.mkdir(parents=True, exist_ok=not options.folder)
    try:
        primary = Primary(folder, options.ballots, options.papers, options.stations)
        primary.make()
        primary.seal_all()
        primary.sheets()
        result, report = primary.count()
    finally:
        if not options.folder:
            shutil.rmtree(folder)
    electronic = result["electronic"]
    struck = ", ".join(f"{count} {reason}" for reason, count in sorted(electronic["struck"].items()))
    print(f"{electronic['entries']} sealed ballots: {electronic['read']} counted, struck {struck}")
    papers = sum(account["papers"] for account in result["accounts"])
    print(f"{papers} papers at {len(result['accounts'])} stations; {len(report['checks'])} checks, {report['failed']} fail")
    for stage, seconds in primary.times:
        print(f"  {stage:<22}{seconds:8.1f} s")
    own = sum(seconds for stage, seconds in primary.times if stage not in ("keys and definition", "sealing (collectors)"))
    print(f"  {'from import on':<22}{own:8.1f} s")
    return 0 if report["holds"] else 1


if __name__ == "__main__":
    sys.exit(main())
