"""A small random election with proofs: its ceremony, bundles, mixes and openings, for compare_proofs.py.

Keys, elections and defects follow from the seed; what `coldcount seal` seals does not. Chosen at random: officers and
quorum, contests of 0 to 70 options, styles, collectors and who hands in which, voters, strikes, excluded ballots, ballots
that nobody can read, and whether it is a rehearsal."""

import json
import random
import subprocess
from collections import Counter

import bundle_writer
import proofs
import proofs_check
from formats import SigningKey
from nacl import bindings
from proofs import b64, canon, hash256

METHODS = ["plurality", "support-oppose", "instant-runoff"]


def named(text):
    return {"en": text}


def deal_keys(draft, boxes, keys):
    """The definition that comes of a draft, and each officer's share; with their box keys, both halves, and everybody's
    signing keys."""
    officers = [p["id"] for p in draft["people"] if p["role"] == "officer"]
    deals = [canon(proofs.make_deal(draft, officer)[1]) for officer in officers]
    signatures = [keys[o].sign(deal, "a test").encode() for o, deal in zip(officers, deals)]
    read = [json.loads(deal) for deal in deals]
    first = [[proofs.unb64(p, 32) for p in deal["points"]][0] for deal in read]
    dealt = draft["keys"] | {"count": b64(proofs.total(first)), "officers": [
        {k: deal[k] for k in ("officer", "points", "proof")} for deal in read]}
    final = canon(draft | {"keys": dealt})
    return final, [proofs.take(draft, o, boxes[o], deals, signatures, final) for o in officers]


class ProofElection:
    def __init__(self, seed, folder):
        self.random, self.folder = random.Random(f"proofs {seed}"), folder
        proofs.seed_everything(self.random.randbytes(32))
        self.keys, self.boxes = {}, {}
        self.is_rehearsal = self.random.random() < 0.25
        (folder / "manifests").mkdir(parents=True)
        (folder / "ballots").mkdir()
        (folder / "proof").mkdir()

    def key(self, holder):
        self.keys[holder] = SigningKey.make(self.random.randbytes)
        return self.keys[holder].public

    def sign(self, name, signer, beside=None):
        """Signs a file of the folder as it lies there."""
        target = self.folder / f"{name}.{beside}.minisig" if beside else self.folder / f"{name}.minisig"
        target.write_text(self.keys[signer].sign((self.folder / name).read_bytes(), "a test"))

    def person(self, holder, role):
        person = {"id": holder, "name": named(holder), "publicKey": self.key(holder), "role": role}
        if role == "officer":
            secret = self.random.randbytes(32)
            self.boxes[holder] = bindings.crypto_scalarmult_base(secret), secret
            person["box"] = b64(self.boxes[holder][0])
        return person

    def contest(self, number):
        method = self.random.choice(METHODS)
        count = self.random.choice([0, 1, 3, 30, 31, 70])
        contest = {"area": "city", "id": f"contest-{number}", "method": method, "title": named(f"contest {number}"),
                   "options": [{"id": f"o{i}", "name": named(f"Option {i}")} for i in range(count)]}
        if method == "plurality":
            contest |= {"seats": 1, "minChoices": 1, "maxChoices": 1}
        return contest

    def draft(self):
        pick = self.random
        n = pick.randint(2, 4)
        people = [self.person(f"officer-{i}", "officer") for i in range(n)] + [self.person("keeper", "custodian")]
        pick.shuffle(people)
        contests = [self.contest(i) for i in range(pick.randint(1, 3))]
        styles = [{"area": "city", "id": f"style-{i}",
                   "contests": pick.sample([c["id"] for c in contests], pick.randint(1, len(contests)))}
                  for i in range(pick.randint(1, 2))]
        collectors = [{"channel": "online", "id": f"web-{i}", "name": named(f"web {i}"), "publicKey": self.key(f"web-{i}"),
                       "roles": ["ballots"],
                       "styles": pick.sample([s["id"] for s in styles], pick.randint(1, len(styles)))}
                      for i in range(pick.randint(1, 2))]
        self.vault = pick.randbytes(32)
        return {
            "areas": [{"id": "city", "name": named("City")}], "channels": [{"id": "online", "kind": "electronic",
                                                                               "name": named("Online")}],
            "collectors": collectors, "contests": contests, "date": "2026-11-20", "format": "coldcount/election/2",
            "id": "random-proofs", "languages": ["en"], "people": people,
            "keys": {"ceremony": pick.randbytes(32).hex(), "vault": [b64(bindings.crypto_scalarmult_base(self.vault))]},
            "policy": {"embargo": None, "smallCell": 1, "withinChannel": "last"},
            "polls": {"closes": "2026-11-20T22:00:00+08:00", "opens": "2026-11-20T08:00:00+08:00"},
            "quorum": {"open": pick.randint(2, n), "sign": n // 2 + 1}, "rejections": [], "stations": [],
            "styles": styles, "timeZone": "Asia/Hong_Kong", "title": named("Random")}

    def hold_ceremony(self):
        final, self.shares = deal_keys(self.draft(), self.boxes, self.keys)
        (self.folder / "election.json").write_bytes(final)
        self.election = proofs.Election(final, self.is_rehearsal)
        for officer in self.election.officers:
            self.sign("election.json", officer, officer)

    def marks(self, contest):
        highest = proofs.HIGHEST.get(self.election.contests[contest]["method"], lambda n: 1)
        n = self.election.options(contest)
        return bytes(self.random.choice([0, 0, 1, highest(n), min(255, highest(n) + 1)]) for _ in range(n))

    def ballots(self, collector, style):
        """What the second implementation seals, some of it unreadable."""
        pick, e = self.random, self.election
        entries = [[self.marks(c) for c in e.styles[style]["contests"]] for _ in range(pick.randint(0, 5))]
        if self.is_rehearsal:
            sealed = [proofs.seal(e, collector, style, marks) for marks in entries]
        else:
            plan = [{"marks": list(b"".join(marks))} for marks in entries]
            data, _, size = bundle_writer.seal_with_proofs(e.raw, collector, style, plan)
            sealed = [data[i:i + size] for i in range(0, len(data), size)]
        for number in range(len(sealed)):
            if pick.random() < 0.2:
                ballot = bytearray(sealed[number])
                ballot[pick.randrange(len(ballot))] ^= 1 << pick.randrange(8)
                sealed[number] = bytes(ballot)
        return sealed

    def hand_in(self, collector, style, sequence, ballots):
        """A bundle; what is in its section of identities is not looked at here."""
        ballots = sorted(ballots)
        data = b"".join(ballots)
        manifest = canon({
            "format": "coldcount/bundle/1", "election": self.election.hash, "collector": collector, "style": style,
            "sequence": sequence, "previous": None, "final": False, "kind": "ballots", "channel": "online",
            "period": {"from": "2026-11-20T08:00:00+08:00", "to": "2026-11-20T22:00:00+08:00"},
            "ballots": {"count": len(ballots), "size": self.election.ballot_size(style), "hash": hash256(data)},
            "identities": {"count": len(ballots), "hash": hash256(b""), "key": hash256(b"")}})
        bundle = hash256(manifest)
        (self.folder / f"manifests/{bundle}.json").write_bytes(manifest)
        (self.folder / f"ballots/{bundle}.sealed").write_bytes(data)
        self.sign(f"manifests/{bundle}.json", collector)
        return bundle, ballots

    def seal_with(self, program, collector, style, folder):
        """The ballots of a bundle that the program seals; its tokens are of nobody."""
        key = folder / "key"
        key.write_text(self.keys[collector].file())
        contests = self.election.styles[style]["contests"]
        rows = ["token,cast," + ",".join(contests)]
        for number in range(self.random.randint(1, 4)):
            choices = [self.random.choice(["", *[o["id"] for o in self.election.contests[c]["options"]][:1]])
                       if self.election.contests[c]["method"] == "plurality" else "" for c in contests]
            rows.append(f"{hash256(bytes([number]))},2026-11-20T12:00:00+08:00,{','.join(choices)}")
        (folder / "ballots.csv").write_text("\n".join(rows) + "\n")
        subprocess.run(
            [program, "seal", folder / "ballots.csv", "--election", self.folder / "election.json", "--as", collector,
             "--key", key, "--style", style, "--to", folder / "sealed", "--quiet"], check=True, stdout=subprocess.PIPE)
        data, size = (folder / "sealed/ballots.sealed").read_bytes(), self.election.ballot_size(style)
        return [data[i:i + size] for i in range(0, len(data), size)]

    def decide(self, bundles):
        """Strikes and an amendment; what tracking.txt says of every ballot."""
        pick, e = self.random, self.election
        places = [(bundle, i) for _, _, bundle, own in bundles for i in range(len(own))]
        struck = {p for p in places if pick.random() < 0.15}
        excluded = [p for p in places if pick.random() < 0.1]
        amendments = []
        if excluded:
            changes = [{"kind": "exclude", "bundle": bundle, "index": i} for bundle, i in excluded]
            raw = canon({"format": "coldcount/amendment/1", "election": e.hash, "number": 1, "previous": None,
                         "changes": changes, "reason": "a test"})
            (self.folder / "amendment-001.json").write_bytes(raw)
            amendments.append(hash256(raw))
            for officer in e.officers[:e.sign]:
                self.sign("amendment-001.json", officer, officer)
        lines = sorted(f"{bundle},{i},superseded\n" for bundle, i in struck)
        strikes = ("bundle,index,reason\n" + "".join(lines)).encode()
        (self.folder / "strikes.csv").write_bytes(strikes)
        (self.folder / "reconciliation.json").write_bytes(canon({
            "format": "coldcount/reconciliation/1", "election": e.hash, "manifests": sorted(b for _, _, b, _ in bundles),
            "amendments": amendments, "strikes": hash256(strikes), "identities": [], "crossStyle": 0, "leftOut": 0,
            "restored": 0, "rollRepeated": 0, "eligibility": "none", "registers": [], "struck": [], "unresolved": []}))
        self.sign("reconciliation.json", "keeper", "keeper")
        tracking = []
        for _, _, bundle, own in bundles:
            for i, ballot in enumerate(own):
                fate = "excluded" if (bundle, i) in excluded else "struck" if (bundle, i) in struck else "counted"
                tracking.append(f"{hash256(ballot)} {fate}\n")
        (self.folder / "tracking.txt").write_text("".join(sorted(tracking)))

    def mix_and_open(self):
        e, pick = self.election, self.random
        lists, unreadable = proofs_check.read_lists(e, proofs_check.counted_ballots(e, proofs_check.Package(self.folder)))
        mixers, members = pick.sample(range(1, e.n + 1), e.k), sorted(pick.sample(range(1, e.n + 1), e.k))
        files, counts = {}, Counter()
        for (collector, style), n in unreadable.items():
            counts[style, "-", "online", collector, "unreadable"] = n
        for key in e.lists():
            context, entries, w = e.list_context(*key), lists.get(key, []), proofs.width(e.options(key[2]))
            for number, officer in enumerate(mixers, 1):
                name = f"mix-{number}.{e.officers[officer - 1]}.bin"
                entries, section = proofs.mix(e, context, number, officer, entries)
                files[name] = files.get(name, b"") + section
            parts = []
            for officer in members:
                name = f"open.{e.officers[officer - 1]}.bin"
                section = proofs.open_list(e, context, members, officer, self.shares[officer - 1], entries)
                files[name] = files.get(name, b"") + section
                parts.append([section[i:i + 32] for i in range(0, len(section) - 64, 32)])
            for points in proofs.messages(entries, parts, w):
                counts[key[1], key[2], "online", key[0], proofs.pattern(e, key[2], points)] += 1
        for name, data in files.items():
            (self.folder / "proof" / name).write_bytes(data)
            self.sign(f"proof/{name}", name.split(".")[1])
        (self.folder / "patterns.csv").write_bytes(proofs.patterns_csv(counts))

    def make(self, program, scratch):
        self.hold_ceremony()
        bundles = []
        for collector in self.election.d["collectors"]:
            for number, style in enumerate(collector["styles"]):
                ballots = self.ballots(collector["id"], style)
                # The program seals for the count, whose hash is that of the file.
                if not self.is_rehearsal:
                    own = scratch / f"{collector['id']}-{style}"
                    own.mkdir()
                    ballots += self.seal_with(program, collector["id"], style, own)
                bundles.append((collector["id"], style, *self.hand_in(collector["id"], style, number + 1, ballots)))
        self.decide(bundles)
        self.mix_and_open()
