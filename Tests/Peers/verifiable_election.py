"""A random election with proofs and everything that an audit looks at, for compare_audits.py.

What `audited_election.py` makes, and beside it contests of more than thirty options or none. The officers
deal the key out as the second implementation does (proofs.py), which also seals the ballots; some are
unreadable, and some hold marks that they may not.
"""

import json

import proofs
import shamir_mnemonic.shamir as shamir
from nacl import bindings

from audited_election import RANKED, AuditedElection
from formats import canonical, encode64
from random_election import name
from random_proofs import deal_keys

HIGHEST = {"support-oppose": 3}


class VerifiableElection(AuditedElection):
    def __init__(self, seed):
        super().__init__(seed)
        proofs.seed_everything(self.random.randbytes(32))

    def contest(self, number):
        contest = super().contest(number)
        method = contest["method"]
        if method in ("plurality", "support-oppose", *RANKED) and self.random.random() < 0.4:
            # Just below and above a multiple of thirty, and none where that may be.
            sizes = [29, 30, 31, 61] + [0, 0] * (method in ("support-oppose", "instant-runoff"))
            size = self.random.choice(sizes)
            contest["options"] = [{"id": f"o{n}", "name": name(f"Option o{n}")} for n in range(size)]
            if not size:
                contest.pop("minChoices", None)
                contest.pop("maxChoices", None)
        return contest

    def definition(self):
        draft = super().definition()
        officers, boxes = [p for p in draft["people"] if p["role"] == "officer"], {}
        for officer in officers:
            secret = self.random.randbytes(32)
            boxes[officer["id"]] = bindings.crypto_scalarmult_base(secret), secret
            officer["box"] = encode64(boxes[officer["id"]][0])
        draft["format"] = "coldcount/election/2"
        draft["keys"] = {"ceremony": self.random.randbytes(32).hex(), "vault": draft["keys"]["vault"]}
        file, shares = deal_keys(draft, boxes, self.keys)
        self.signers = [officer["id"] for officer in officers]
        self.shares = {
            officer: shamir.generate_mnemonics(1, [(1, 1)], share, iteration_exponent=0)[0][0]
            for officer, share in zip(self.signers, shares)}
        assert canonical(json.loads(file)) == file
        return json.loads(file)

    def marks(self, style):
        marks = {}
        for contest_id in self.layout.styles[style]:
            contest = self.layout.contests[contest_id]
            size, highest = len(contest["options"]), HIGHEST.get(contest["method"], 1)
            run = [self.random.choice([0, 0, 1, highest]) for _ in range(size)]
            if contest["method"] in RANKED:
                kept = self.random.randint(0, size)
                run = [rank * (rank <= kept) for rank in self.random.sample(range(1, size + 1), size)]
            if size and self.random.random() < 0.1:
                run[self.random.randrange(size)] = self.random.randint(0, 255)
            marks[contest_id] = run
        return marks

    def ballot(self, style):
        entry = {"marks": self.marks(style)}
        return entry | {"flipped": self.random.randrange(1 << 16)} if self.random.random() < 0.1 else entry
