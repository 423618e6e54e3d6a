"""The commands whose calls are made to fail: a whole count of the election of Tests/Vectors, and what
branches off from it."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "Tests" / "Vectors"
KEYS = VECTORS / "keys"
WEB_1 = "144ed31a03c76bcbcc98f3b4eebfd7e9658e9d44904c72e1309153a8f6c4a77c"
CODE = "0212286af0d71f60bdf1ac1ed6f7a255f655602ae78bcec50cc62883c86200d5"


class Step:
    """One command line; `tried` says whether its system calls are made to fail."""

    def __init__(self, name, *argv, tried=True, base=None, once=False, status=0, new=None,
                 branch="count", slow=False, every=1, older=None, keys=None, retry=None):
        self.name, self.argv, self.tried, self.base = name, argv, tried, base
        # Not to be done again where the journal has it all; what else would be a refusal.
        self.once = once
        self.status = status
        # A target that must be new: an argument with {new} in it gets another name each time.
        self.new = new
        # Another end of the same count, which steps of other branches do not go on from.
        self.branch = branch
        # So slow, or of so many files, that each call fails in one way, in one after the other.
        self.slow = slow
        # Of so many calls that one of so many is tried.
        self.every = every
        # The workspace is put back as it was after this step; the vault knows more.
        self.older = older
        # What is typed at its terminal, each after what the screen shows before; and how the same is
        # done by somebody whose terminal is gone.
        self.keys, self.retry = keys, retry


def signer(person):
    return ("--as", person, "--key", f"{KEYS}/{person}.key")


def shares():
    return tuple(a for o in ("a", "b") for a in ("--share", f"{KEYS}/shares/officer-{o}.txt"))


WORKSPACE = ("--workspace", "{root}/count")
KEYING = ("--workspace", "{root}/keying")
CENTRAL = ("--workspace", "{root}/central")
RESULT = "{root}/count/results/final/result.json"
OFFICER = (*WORKSPACE, *signer("officer-a"))
KEEPER = (*WORKSPACE, *signer("keeper"))
PACKAGE = "{root}/out/package"


def changes(*words):
    return tuple(part for change in words for part in ("--change", change))


def amended(number, base, branch, *words):
    """An amendment: drafted, signed by two, taken in."""
    file = f"{{root}}/desk/amendment-{number:03}.json"
    return [
        Step(f"{branch}-draft", "amend", *changes(*words), "--reason", "test", "--to",
             "{root}/desk", *WORKSPACE, once=True, base=base, branch=branch),
        Step(f"{branch}-sign-a", "sign", file, *OFFICER, branch=branch),
        Step(f"{branch}-sign-b", "sign", file, *WORKSPACE, *signer("officer-b"), tried=False,
             branch=branch),
        Step(f"{branch}-amend", "amend", file, *WORKSPACE, *signer("clerk-1"), branch=branch),
    ]


COUNT = [
    Step("init", "init", "{root}/count", "--election", f"{VECTORS}/election.json",
         "--vault", "{root}/vault", once=True),
    Step("import-most", "import", "{root}/stick-1", *WORKSPACE, *signer("clerk-1"), tried=False),
    Step("import", "import", "{root}/stick-2", *WORKSPACE, *signer("clerk-1")),
    Step("paper", "paper", "import", "{root}/sheets.csv", *WORKSPACE, *signer("clerk-1")),
    Step("paper-again", "paper", "import", "{root}/sheets.csv", *WORKSPACE, *signer("clerk-2"),
         tried=False),
    Step("account", "paper", "account", "{root}/accounts.csv", *WORKSPACE, *signer("clerk-1")),
    Step("account-again", "paper", "account", "{root}/accounts.csv", *WORKSPACE,
         *signer("clerk-2"), tried=False),
    *amended(1, None, "count", f"exclude {WEB_1} 47"),
    Step("reconcile", "reconcile", "--vault-key", "{root}/desk/vault.secret", *KEEPER),
    Step("count-partial", "count", "--stage", "partial", *shares(), *OFFICER),
    Step("lots", "lots", "council", "--draw", "c3=9", "--draw", "c4=8", "--draw", "c5=1",
         "--witness", "W", *OFFICER, once=True),
    Step("lots-2", "lots", "committee", "--draw", "d1=9", "--draw", "d2=8", "--draw", "d3=7",
         "--draw", "d7=1", "--witness", "W", *OFFICER, tried=False),
    Step("count-final", "count", "--stage", "final", *shares(), *OFFICER),
    Step("sign-a", "sign", RESULT, *OFFICER),
    Step("sign-b", "sign", RESULT, *WORKSPACE, *signer("officer-b"), tried=False),
    Step("export", "export", "{root}/out/{new}", *OFFICER, once=True, new="package",
         slow=True),
    Step("sign-sums-a", "sign", f"{PACKAGE}/B2SUMS", *OFFICER),
    Step("sign-sums-b", "sign", f"{PACKAGE}/B2SUMS", *WORKSPACE, *signer("officer-b"), tried=False),
    Step("verify", "verify", PACKAGE, slow=True),
    Step("sever", "vault", "sever", "--vault-key", "{root}/desk/vault.secret", "--new-key",
         "{root}/desk/{new}", "--passphrase-file", "{root}/desk/passphrase", *shares(),
         *KEEPER, once=True, new="voters.json"),
    Step("destroy", "vault", "destroy", *shares(), *KEEPER, once=True),
]

ASIDE = [
    Step("rejected", "vault", "rejected", "--vault-key", "{root}/desk/vault.secret", *KEEPER,
         base="reconcile", branch="rejected"),
    Step("result", "result", *OFFICER, base="sign-b", branch="result"),
    Step("disclose", "disclose", PACKAGE, "--to", "{root}/out/{new}", *OFFICER, once=True,
         new="pages", slow=True, base="sign-sums-b", branch="pages"),
    Step("disclose-marked", "disclose", PACKAGE, "--to", "{root}/out/{new}", "--for", "Desk",
         *OFFICER, once=True, new="marked", slow=True, branch="pages"),
    Step("trace", "trace", "{root}/out/marked/report.html", "--package", PACKAGE, *OFFICER,
         slow=True, branch="pages"),
]

BLIND = [
    Step("blind", "count", "--stage", "final", "--blind", *shares(), *OFFICER, base="lots-2",
         branch="blind"),
    Step("release", "release", *shares(), *OFFICER, once=True, branch="blind"),
]

PAPER = [
    Step("reopen-account", "paper", "reopen", "s1", "--account", "--reason", "test", *OFFICER,
         once=True, base="account-again", branch="paper"),
    Step("other-account", "paper", "account", "{root}/other-account.csv", *WORKSPACE,
         *signer("clerk-1"), tried=False, branch="paper"),
    Step("other-account-again", "paper", "account", "{root}/other-account.csv", *WORKSPACE,
         *signer("clerk-2"), tried=False, branch="paper"),
    Step("explain", "paper", "explain", "s1", "--reason", "test", *OFFICER, once=True,
         branch="paper"),
    Step("void", "paper", "void", "s1", "b2", "--reason", "test", *OFFICER, once=True,
         branch="paper"),
    Step("reopen", "paper", "reopen", "s1", "b1", "council", "--reason", "test", *OFFICER, once=True,
         branch="paper"),
    Step("enter", "paper", "enter", *WORKSPACE, *signer("clerk-1"), branch="paper", once=True,
         slow=True, keys=[("Sheet:", "s1 b1 cou\r"), ("Running sums", "11\r1\r0\r3\r3\r3\r1\r0\r0\ry"),
               ("just now: 1", "\x1b")],
         retry=("paper", "import", "{root}/council.csv", *WORKSPACE, *signer("clerk-1"))),
]

DESK = [
    Step("desk-init", "desk", "init", "{root}/keying", "--election", f"{VECTORS}/election.json",
         base="nothing", branch="desk", once=True),
    Step("desk-paper", "paper", "import", "{root}/sheets.csv", *KEYING, *signer("clerk-1"),
         branch="desk"),
    Step("desk-export", "desk", "export", "{root}/out/desks", *KEYING, *signer("clerk-1"),
         branch="desk"),
    Step("desk-count", "init", "{root}/count", "--election", f"{VECTORS}/election.json",
         "--vault", "{root}/vault", tried=False, once=True, branch="desk"),
    Step("import-desk", "import", "{root}/out/desks", *WORKSPACE, *signer("clerk-2"), branch="desk"),
]

HALL = [
    Step("export-inputs", "export", "{root}/out/halls", "--inputs", *OFFICER, base="account-again",
         branch="hall", slow=True),
    Step("hall-count", "init", "{root}/central", "--election", f"{VECTORS}/election.json",
         "--vault", "{root}/central-vault", tried=False, once=True, branch="hall"),
    Step("import-hall", "import", "{root}/out/halls", *CENTRAL, *signer("clerk-2"), branch="hall",
         slow=True),
]

# Every kind of change: what an officer may decide before a result is signed, and after.
EARLY = amended(
    2, "count-amend", "early", "status council c2 died-during", "revoke app 1", f"exclude {WEB_1}",
    f"restore {WEB_1}", f"exclude code {CODE}", f"restore code {CODE}", "missing web 4", "last app 1",
    "accept-chain web 3", "accept-cross-style 1", "accept-register s1 1")
LATE = amended(
    2, "sign-b", "late", "reopen-sheet s1 b1 council", "void-sheet s1 b2", "reopen-account s1",
    "void-account s1", "lots {lots} c3=1 c4=8 c5=9")

OTHERS = [
    Step("allow", "allow", "resume", "--reason", "test", *OFFICER, once=True, base="paper",
         branch="older", older="import"),
    Step("key", "key", "new", "someone", "--no-passphrase", "--to", "{root}/desk/{new}",
         base="nothing", branch="key", new="keys"),
    Step("ceremony", "ceremony", "{root}/draft.json", "--to", "{root}/desk/{new}",
         "--passphrase-file", "{root}/desk/passphrase", base="nothing", branch="ceremony",
         new="ceremony", slow=True),
    Step("seal", "seal", "{root}/ballots.csv", "--election", f"{VECTORS}/election.json", "--style",
         "all", *signer("web"), "--to", "{root}/desk/{new}", base="nothing", branch="seal",
         new="sealed"),
    Step("sign-definition", "sign", "{root}/definition/election.json", *signer("officer-a"),
         base="nothing", branch="definition"),
    Step("rehearse", "rehearse", "--election", f"{VECTORS}/election.json", *shares(), "--vault-key",
         "{root}/desk/vault.secret", "--to", "{root}/out/{new}", *signer("officer-a"), base="nothing",
         branch="rehearsal", new="rehearsal", slow=True,
         every=10),
]

TURNS = "{root}/desk/turns"
PASSPHRASE = ("--passphrase-file", "{root}/officers/passphrase")


def hand(person):
    """Somebody of the election with proofs (officers.py)."""
    return ("--as", person, "--key", f"{{root}}/officers/{person}.key")


def dealt(officer):
    return ("--share", f"{TURNS}/share.{officer}.json", *PASSPHRASE)


def together():
    """Two officers who mix and open in turn on one laptop."""
    return (*dealt("o1"), *dealt("o2"), *(word for officer in ("o1", "o2") for word in (
        "--officer-key", f"{{root}}/officers/{officer}.key")))


def take(officer, **options):
    return Step(f"take-{officer}", "ceremony", "take", TURNS, "--box",
                f"{{root}}/officers/{officer}.secret", *hand(officer), *PASSPHRASE, once=True,
                branch="turns", **options)


# An election with proofs: its ceremony, and its count by turns and in one.
CEREMONY = [
    Step("key-box", "key", "box", "someone", "--election", "vector-three", "--to",
         "{root}/desk/{new}", *PASSPHRASE, base="nothing", branch="box", new="boxes", slow=True),
    Step("ceremony-begin", "ceremony", "begin", "{root}/officers/draft.json", "--to",
         "{root}/desk/{new}", base="nothing", branch="turns", new="turns"),
    Step("deal-o1", "ceremony", "deal", TURNS, *hand("o1"), once=True, branch="turns"),
    Step("deal-o2", "ceremony", "deal", TURNS, *hand("o2"), once=True, branch="turns", tried=False),
    take("o1", slow=True),
    take("o2", slow=True),
]

ELECTRONIC = f"{WORKSPACE[1]}/results/electronic/result.json"
PROVEN = "{root}/out/proven"
PROOFS = [
    Step("proofs-seal", "seal", "{root}/officers/ballots.csv", "--election",
         f"{TURNS}/election.json", "--sequence", "1", "--final", *hand("web"), "--to",
         "{root}/desk/sealed/web-1", base="take-o2", branch="proofs", tried=False),
    Step("proofs-init", "init", "{root}/count", "--election", f"{TURNS}/election.json", "--vault",
         "{root}/vault", once=True, branch="proofs", tried=False),
    Step("proofs-import", "import", "{root}/desk/sealed", *WORKSPACE, *hand("o1"),
         branch="proofs", slow=True, every=2),
    Step("proofs-reconcile", "reconcile", "--vault-key", "{root}/officers/vault.secret", *WORKSPACE,
         *hand("keeper"), branch="proofs", tried=False),
    Step("mix-o1", "mix", "--stage", "electronic", *WORKSPACE, *hand("o1"), once=True,
         branch="proofs", slow=True, every=3),
    Step("mix-o2", "mix", "--stage", "electronic", *WORKSPACE, *hand("o2"), once=True,
         branch="proofs", slow=True, every=3),
    Step("open-o1", "open", *dealt("o1"), "--with", "o2", *WORKSPACE, *hand("o1"), once=True,
         branch="proofs", slow=True, every=3),
    Step("open-o2", "open", *dealt("o2"), *WORKSPACE, *hand("o2"), once=True, branch="proofs",
         slow=True, every=3),
    Step("proofs-sign-o1", "sign", ELECTRONIC, *WORKSPACE, *hand("o1"), branch="proofs",
         tried=False),
    Step("proofs-sign-o2", "sign", ELECTRONIC, *WORKSPACE, *hand("o2"), branch="proofs",
         tried=False),
    Step("proofs-export", "export", "{root}/out/{new}", "--stage", "electronic", *WORKSPACE,
         *hand("o1"), once=True, new="proven", branch="proofs", tried=False),
    Step("proofs-sums-o1", "sign", f"{PROVEN}/B2SUMS", *WORKSPACE, *hand("o1"), branch="proofs",
         tried=False),
    Step("proofs-sums-o2", "sign", f"{PROVEN}/B2SUMS", *WORKSPACE, *hand("o2"), branch="proofs",
         tried=False),
    Step("proofs-verify", "verify", PROVEN, branch="proofs", tried=False),
    Step("proofs-count", "count", "--stage", "electronic", *together(), *WORKSPACE, *hand("o1"),
         base="proofs-reconcile", branch="proofs-count", slow=True, every=5),
    Step("proofs-blind", "count", "--stage", "electronic", "--blind", *together(), *WORKSPACE,
         *hand("o1"), base="proofs-reconcile", branch="proofs-release", tried=False),
    Step("proofs-release", "release", *together(), *WORKSPACE, *hand("o1"), once=True,
         branch="proofs-release", slow=True, every=5),
]

# The second officer's turns on a laptop of their own: handed out, done there, taken in.
AWAY = "{root}/carried"
CARRIED = [
    Step("mix-to", "mix", "--stage", "electronic", "--to", f"{AWAY}/{{new}}", *WORKSPACE,
         base="mix-o1", new="mix", branch="carried", slow=True, every=3),
    Step("mix-there", "mix", f"{AWAY}/mix", *hand("o2"), once=True, branch="carried", slow=True,
         every=3),
    Step("mix-take", "mix", "--stage", "electronic", "--take", f"{AWAY}/mix", *WORKSPACE,
         *hand("o2"), once=True, branch="carried", slow=True, every=3),
    Step("open-here", "open", *dealt("o1"), "--with", "o2", *WORKSPACE, *hand("o1"), once=True,
         branch="carried", tried=False),
    Step("open-to", "open", "--to", f"{AWAY}/{{new}}", *WORKSPACE, new="open", branch="carried",
         slow=True, every=3),
    Step("open-there", "open", f"{AWAY}/open", "--head", "{head}", *dealt("o2"), *hand("o2"),
         once=True, branch="carried", slow=True, every=3),
    Step("open-take", "open", "--take", f"{AWAY}/open", *WORKSPACE, *hand("o2"), once=True,
         branch="carried", slow=True, every=3),
]

STEPS = COUNT + ASIDE + BLIND + PAPER + DESK + HALL + EARLY + LATE + OTHERS + CEREMONY + PROOFS + CARRIED
NAMES = [step.name for step in STEPS]
