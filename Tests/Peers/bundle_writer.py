#!/usr/bin/env python3
"""Writes a sealed bundle from the formats' pages alone: a second implementation, so that a mistake that
our own reader and writer share is still seen, and an example for collectors.

usage: bundle_writer.py ELECTION KEY OUT < PLAN

ELECTION is election.json; KEY the collector's minisign secret key without a passphrase (`minisign -G
-W`, `coldcount key new --no-passphrase`); OUT a folder that is not there yet. It needs Python 3.9 and
PyNaCl (`pip install PyNaCl`) and nothing else of Coldcount; for an election with proofs proofs.py beside it. PLAN is JSON:

    {"collector":"web","sequence":1,"previous":null,"final":true,"kind":"ballots","channel":"online",
     "style":"all","from":"2017-03-10T12:00:00+08:00","to":"2017-03-19T22:00:00+08:00",
     "entries":[{"token":"64 hexadecimal digits","cast":1489204800,"marks":[1,2,3]}]}

`previous` is the hash that was printed for the bundle before, `cast` the seconds since 1970, `marks`
the bytes of a ballot after its style, without padding, whatever the election's format is. Registers, rolls and withdrawals have entries
without marks, rolls without times; the last two have null for a channel. A token is the keyed hash of
who votes: `coldcount identity token`. Prints the manifest's hash. `coldcount bundle check OUT
--election ELECTION` then says whether an import would take it.
"""

import base64
import hashlib
import json
import os
import sys

from nacl import bindings
from nacl.public import PublicKey, SealedBox
from nacl.signing import SigningKey


def canonical(value):
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return text.encode() + b"\n"


def blake2b(data, size=32):
    return hashlib.blake2b(data, digest_size=size).digest()


def minisign(key_file, data, comment):
    """A signature file as `minisign -S` writes it, with an unencrypted secret key (-W)."""
    with open(key_file) as file:
        blob = base64.b64decode(file.read().splitlines()[1])
    assert blob[:2] == b"Ed" and blob[2:4] == b"\0\0", "an unencrypted key is needed"
    key_id, seed = blob[54:62], blob[62:94]
    key = SigningKey(seed)
    signature = key.sign(blake2b(data, 64)).signature
    overall = key.sign(signature + comment.encode()).signature
    return (
        "untrusted comment: signature from another implementation\n"
        + base64.b64encode(b"ED" + key_id + signature).decode()
        + "\ntrusted comment: " + comment + "\n"
        + base64.b64encode(overall).decode() + "\n"
    ).encode()


def ballot_size(election):
    options = {c["id"]: len(c["options"]) for c in election["contests"]}
    most = max(sum(options[c] for c in style["contests"]) for style in election["styles"])
    return (3 + most + 15) // 16 * 16


def seal_ballots(election, style, entries):
    """The file, and for each entry its index among the sorted ballots."""
    size = ballot_size(election)
    index = [s["id"] for s in election["styles"]].index(style)
    box = SealedBox(PublicKey(base64.b64decode(election["keys"]["count"])))
    sealed = []
    for entry in entries:
        vector = bytes([1]) + index.to_bytes(2, "big") + bytes(entry["marks"])
        sealed.append(box.encrypt(vector.ljust(size, b"\0")))
    return ranked(sealed) + (size + 48,)


def seal_with_proofs(raw, collector, style, entries):
    """The same for a ballot of an election with proofs: each contest's marks by themselves."""
    import proofs

    election, sealed = proofs.Election(raw), []
    for entry in entries:
        rest, marks = bytes(entry["marks"]), []
        for contest in election.styles[style]["contests"]:
            options = election.options(contest)
            marks.append(rest[:options])
            rest = rest[options:]
        sealed.append(proofs.seal(election, collector, style, marks))
    return ranked(sealed) + (election.ballot_size(style),)


def ranked(sealed):
    """Sealed ballots as a file, and for each its index in it."""
    order = sorted(range(len(sealed)), key=lambda number: sealed[number])
    ranks = {number: rank for rank, number in enumerate(order)}
    return b"".join(sealed[number] for number in order), ranks


def seal_identities(election, election_hash, plan, ranks):
    records = []
    for number, entry in enumerate(plan["entries"]):
        ballot = ranks[number] if plan["kind"] == "ballots" else 2**64 - 1
        cast = 0 if plan["kind"] == "roll" else entry["cast"]
        records.append(
            bytes.fromhex(entry["token"]) + ballot.to_bytes(8, "big") + cast.to_bytes(8, "big"))
    text = b"".join(sorted(records))
    key = os.urandom(32)
    data = b"".join(
        SealedBox(PublicKey(base64.b64decode(k))).encrypt(key)
        for k in election["keys"]["vault"])
    context = blake2b(
        f"coldcount/identities/1\n{election_hash}\n{plan['collector']}\n"
        f"{plan['sequence']}\n".encode())
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    data += bindings.crypto_secretstream_xchacha20poly1305_init_push(state, key)
    chunk = 1365 * 48
    starts = list(range(0, len(text), chunk)) or [0]
    for start in starts:
        final = start == starts[-1]
        data += bindings.crypto_secretstream_xchacha20poly1305_push(
            state, text[start : start + chunk], context,
            bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if final
            else bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE)
    return data, blake2b(b"coldcount/stream-key/1\n" + key).hex()


def main(election_file, key_file, out):
    with open(election_file, "rb") as file:
        raw = file.read()
    election, election_hash = json.loads(raw), blake2b(raw).hex()
    plan = json.load(sys.stdin)
    os.makedirs(out)
    manifest = {
        "format": "coldcount/bundle/1", "election": election_hash,
        "collector": plan["collector"], "sequence": plan["sequence"],
        "previous": plan["previous"], "final": plan["final"], "kind": plan["kind"],
        "channel": plan["channel"], "style": plan["style"],
        "period": {"from": plan["from"], "to": plan["to"]},
    }
    files, ranks = {}, {}
    if plan["kind"] == "ballots":
        if election["format"] == "coldcount/election/2":
            ballots, ranks, size = seal_with_proofs(raw, plan["collector"], plan["style"], plan["entries"])
        else:
            ballots, ranks, size = seal_ballots(election, plan["style"], plan["entries"])
        files["ballots.sealed"] = ballots
        manifest["ballots"] = {
            "count": len(plan["entries"]), "size": size, "hash": blake2b(ballots).hex()}
    identities, key_hash = seal_identities(election, election_hash, plan, ranks)
    files["identities.sealed"] = identities
    manifest["identities"] = {
        "count": len(plan["entries"]), "hash": blake2b(identities).hex(), "key": key_hash}
    files["manifest.json"] = canonical(manifest)
    comment = f"coldcount bundle {election['id']} {plan['collector']}"
    files["manifest.json.minisig"] = minisign(key_file, files["manifest.json"], comment)
    for name, data in files.items():
        with open(os.path.join(out, name), "wb") as file:
            file.write(data)
    print(blake2b(files["manifest.json"]).hex())


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__.split("\n\n")[1])
    main(*sys.argv[1:])
