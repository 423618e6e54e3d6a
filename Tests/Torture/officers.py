"""The officers of an election with proofs, and what of theirs must never lie open.

Their keys are those of Tests/Vectors/verifiable/three; two deal, and both open. What they take
with them, their keys and the passphrase, lies in the folder `officers` of a room.
"""

import base64
import hashlib
import json
import re
import sys

from steps import ROOT, VECTORS

sys.path.append(str(ROOT / "Tests" / "Peers"))

import proofs

VECTOR = VECTORS / "verifiable" / "three"
SECRETS = json.loads((VECTOR / "secrets.json").read_text())
OFFICERS = ("o1", "o2")
MARKS = ("yes", "yes", "no", "", "yes no", "no") * 2
# SLIP-0039 words of a share that one alone opens.
WORDS = re.compile(rb"(?:[a-z]{4,8}[ \n]){32}[a-z]{4,8}")


def write(root):
    """Writes what the officers and the collector have before the ceremony."""
    folder = root / "officers"
    folder.mkdir()
    draft = json.loads((VECTOR / "ceremony" / "draft.json").read_text())
    draft["people"] = [person for person in draft["people"] if person["id"] in (*OFFICERS, "keeper")]
    draft["quorum"] = {"open": 2, "sign": 2}
    del draft["keys"]["ceremony"]
    (folder / "draft.json").write_bytes(proofs.canon(draft))
    for holder in draft["people"] + draft["collectors"]:
        (folder / f"{holder['id']}.key").write_text(key_file(holder))
    for name, secret in {**SECRETS["boxes"], "vault": SECRETS["vault"]}.items():
        (folder / f"{name}.secret").write_bytes(base64.b64encode(bytes.fromhex(secret)) + b"\n")
    (folder / "passphrase").write_text("only for this test\n")
    (folder / "ballots.csv").write_text("token,cast,mayor\n" + "".join(
        f"{number:064x},2026-11-20T10:00:00+08:00,{marks}\n" for number, marks in enumerate(MARKS)))


def key_file(holder):
    """The minisign file, without passphrase, of a key whose public half stands in the draft."""
    public = base64.b64decode(holder["publicKey"])
    number, secret = public[2:10], bytes.fromhex(SECRETS["seeds"][holder["id"]]) + public[10:]
    check = hashlib.blake2b(b"Ed" + number + secret, digest_size=32).digest()
    data = b"Ed" + bytes(2) + b"B2" + bytes(48) + number + secret + check
    return f"untrusted comment: only for tests\n{base64.b64encode(data).decode()}\n"


def holds(root, path):
    """Whether a signature, `FILE.PERSON.minisig` or `FILE.minisig` of a file named by its officer, is one."""
    file = path.with_suffix("")
    if not file.exists():
        file = file.with_suffix("")
    person = path.name.removesuffix(".minisig").removeprefix(file.name + ".")
    if person == file.name:
        person = file.name.split(".")[1]
    draft = json.loads((root / "officers" / "draft.json").read_text())
    key = next(one["publicKey"] for one in draft["people"] if one["id"] == person)
    return file.exists() and proofs.check_signature(key, file.read_bytes(), path.read_bytes())


def is_whole(root, path, digest):
    """Whether a file has this hash and a signature of its officer."""
    signature = path.with_name(path.name + ".minisig")
    return hashlib.blake2b(path.read_bytes(), digest_size=32).hexdigest() == digest \
        and signature.exists() and holds(root, signature)


def told(root, path, data):
    """What does not change where a file of the ceremony, a mix or an opening is made anew."""
    if path.suffix == ".minisig":
        return "a signature" if holds(root, path) else "no signature"
    # The words of a share are of different lengths.
    return data[-2:] == b"}\n" if path.name.startswith("share.") else len(data)


def secrets(root):
    """What must stand in no file in plain: the keys, and the shares that the deals of a room give."""
    found = [bytes.fromhex(secret) for kind in ("boxes", "seeds") for secret in SECRETS[kind].values()]
    ceremony = root / "desk" / "turns"
    deals = [ceremony / f"deal.{officer}.json" for officer in OFFICERS]
    signatures = [deal.with_name(deal.name + ".minisig") for deal in deals]
    if not all(signature.exists() and holds(root, signature) for signature in signatures):
        return found
    draft = json.loads((ceremony / "draft.json").read_text())
    for officer in OFFICERS:
        box = bytes.fromhex(SECRETS["boxes"][officer])
        public = base64.b64decode(next(one["box"] for one in draft["people"] if one["id"] == officer))
        found.append(proofs.take(draft, officer, (public, box), [deal.read_bytes() for deal in deals],
                                 [signature.read_bytes() for signature in signatures], None))
    return found


def lies_open(root, opened):
    """What lies there and must not: a secret in plain, or an officer's part of an opening without its line."""
    forms = [form for secret in secrets(root)
             for form in (secret, secret.hex().encode(), base64.b64encode(secret).rstrip(b"="))]
    for path in sorted(path for path in root.rglob("*") if path.is_file()):
        name = path.relative_to(root)
        if name.parts[0] == "officers":
            continue
        data = path.read_bytes()
        if WORDS.search(data) or any(form in data for form in forms):
            return f"{name} has a secret in plain"
        if path.name.startswith("open.") and path.name.split(".")[1] not in opened:
            return f"{name} is of an opening that the journal does not know"
    return None
