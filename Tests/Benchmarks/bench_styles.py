"""What lists cost that nobody is in: the same ballots in ten lists of an election with proofs that has ten
lists, and of one that has 60,000 (3,000 styles of 20 collectors)."""

import json
import statistics

from bench_election import COLDCOUNT, PASSPHRASE, Election, run

STYLES, COLLECTORS, FILLED = 3_000, 20, 10
BALLOTS = 2_000
# Processor time of a command in the wide election for each second of it in the narrow one.
RATIO = 1.10
OFFICERS = ("officer-a", "officer-b")
FROM, TO = "2017-03-10T12:00:00+08:00", "2017-03-19T22:00:00+08:00"


class StyledElection(Election):
    """An election with proofs of so many styles, all of which every collector takes."""

    def __init__(self, folder, styles, collectors):
        self.folder, self.styles, self.collectors = folder, styles, collectors
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text(PASSPHRASE + "\n")
        (folder / "draft.json").write_text(json.dumps(self.draft()))
        ceremony = folder / "ceremony"
        run(COLDCOUNT, "ceremony", "begin", folder / "draft.json", "--to", ceremony)
        for officer in OFFICERS:
            run(COLDCOUNT, "ceremony", "deal", ceremony, *self.signer(officer))
        for officer in OFFICERS:
            told, *_ = run(
                COLDCOUNT, "ceremony", "take", ceremony, *self.signer(officer), "--box",
                folder / f"made/box.{officer}.json", "--words", *self.secret)
            (folder / f"{officer}.txt").write_text(told.splitlines()[1] + "\n")
        self.definition = ceremony / "election.json"

    @property
    def secret(self):
        return "--passphrase-file", self.passphrase

    def sealing_key(self, kind, name):
        told, *_ = run(
            COLDCOUNT, "key", kind, name, "--election", "benchmark", "--to", self.folder / "made",
            *self.secret)
        return told.split()[0]

    def draft(self):
        draft = super().draft()
        styles = [dict(draft["styles"][0], id=f"style-{number}") for number in range(self.styles)]
        collectors = [
            dict(draft["collectors"][0], id=f"web-{number}", publicKey=self.public_key(f"web-{number}"),
                 styles=[style["id"] for style in styles]) for number in range(self.collectors)]
        for person in draft["people"]:
            if person["role"] == "officer":
                person["box"] = self.sealing_key("box", person["id"])
        return draft | {
            "format": "coldcount/election/2", "styles": styles, "stations": [], "collectors": collectors,
            "channels": draft["channels"][:1], "keys": {"vault": [self.sealing_key("vault", "keeper")]}}

    def seal(self):
        """As many ballots of each of the first styles, all of the first collector."""
        each = BALLOTS // FILLED
        for number in range(FILLED):
            table = self.folder / "ballots.csv"
            first = number * each + 1
            table.write_text(
                f"voter,cast,chief\nV{first:08d}..V{first + each - 1:08d},{FROM}..{TO},tsang:support\n")
            last = ("--final",) if number == FILLED - 1 else ()
            before = ("--previous", self.folder / f"stick/web-{number}/manifest.json") if number else ()
            run(COLDCOUNT, "seal", table, "--election", self.definition, *self.signer("web-0"), "--pepper",
                self.pepper, "--style", f"style-{number}", "--sequence", number + 1, *before, *last, "--to",
                self.folder / f"stick/web-{number + 1}")

    def fill(self):
        """Everything up to the count."""
        self.seal()
        self.workspace = "--workspace", self.folder / "count"
        officer = self.signer("officer-a")
        run(COLDCOUNT, "init", self.folder / "count", "--election", self.definition, "--vault",
            self.folder / "vault", *officer)
        run(COLDCOUNT, "import", self.folder / "stick", *self.workspace, *officer)
        run(COLDCOUNT, "reconcile", "--vault-key", self.folder / "made/vault.keeper.json", *self.secret,
            *self.workspace, *self.signer("keeper"))

    def count(self):
        hands = [word for officer in OFFICERS for word in (
            "--share", self.folder / f"{officer}.txt", "--officer-key", self.key(officer))]
        return run(COLDCOUNT, "count", "--stage", "electronic", *hands, *self.workspace,
                   *self.signer("officer-a"))

    def export(self):
        package = self.folder / "package"
        for officer in OFFICERS:
            run(COLDCOUNT, "sign", self.folder / "count/results/electronic/result.json", *self.workspace,
                *self.signer(officer))
        run(COLDCOUNT, "export", package, *self.workspace, *self.signer("officer-a"))
        for officer in OFFICERS:
            run(COLDCOUNT, "sign", package / "B2SUMS", *self.workspace, *self.signer(officer))

    def verify(self):
        return run(COLDCOUNT, "verify", self.folder / "package")


def rows(folder, pairs, say):
    """Count and verify in both, told as the ratio of processor time."""
    elections = []
    for styles, collectors in ((FILLED, 1), (STYLES, COLLECTORS)):
        say(f"{BALLOTS} ballots, {styles} styles of {collectors} collectors")
        place = folder / f"styles-{styles}"
        place.mkdir()
        elections.append(StyledElection(place, styles, collectors))
        elections[-1].fill()
    # A count that was made is another one when it is made again; it is measured once.
    counted = [[election.count()] for election in elections]
    for election in elections:
        election.export()
    verified = [[], []]
    for _ in range(pairs):
        for election, times in zip(elections, verified):
            times.append(election.verify())
    for stage, (narrow, wide) in (("count", counted), ("verify", verified)):
        seconds = [statistics.median(run[3] for run in runs) for runs in (wide, narrow)]
        ratio = seconds[0] / seconds[1]
        yield {
            "stage": f"proofs, {stage}, {STYLES * COLLECTORS} lists", "count": BALLOTS,
            "seconds": round(seconds[0], 3), "floorSeconds": round(seconds[1], 3), "ratio": round(ratio, 3),
            "target": RATIO, "met": ratio <= RATIO, "peakMiB": round(max(run[2] for run in wide), 1),
        }
