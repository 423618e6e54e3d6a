"""Bundles from FormatBundle § What is refused whose bytes a seed decides, for random_election.py.

An entry is {"token", "cast", "marks"}: `token` 64 hex digits, `cast` seconds since 1970, `marks`
contest -> its marks in the options' order. `vector` with hex stands for a whole mark vector as it is,
`sealed` for a whole sealed ballot; where there are proofs, `flipped` for a bit that is another in it. A
register's entries have no marks, a roll's no time.
"""

import json
import pathlib

import proofs
from formats import (
    NO_INDEX,
    Layout,
    canonical,
    decode64,
    hash_of,
    identity_context,
    record,
    seal,
    seal_identities,
)


def sealed_ballot(entry, layout, style, count_key, random):
    if "sealed" in entry:
        return bytes.fromhex(entry["sealed"])
    if "vector" in entry:
        return seal(bytes.fromhex(entry["vector"]), count_key, random)
    return seal(layout.vector(style, entry["marks"]), count_key, random)


def sealer(election_file, election, collector, style, random):
    """What seals the ballot of an entry, and how long a sealed ballot is."""
    if election["format"] == "coldcount/election/2":
        verifiable = proofs.Election(election_file)

        def seal_with_proof(entry):
            marks = [bytes(entry["marks"][contest]) for contest in verifiable.styles[style]["contests"]]
            sealed = bytearray(proofs.seal(verifiable, collector, style, marks))
            if "flipped" in entry:
                bit = entry["flipped"] % (8 * len(sealed))
                sealed[bit // 8] ^= 1 << bit % 8
            return bytes(sealed)

        return seal_with_proof, verifiable.ballot_size(style)
    layout, count_key = Layout(election), decode64(election["keys"]["count"], 32)
    return lambda entry: sealed_ballot(entry, layout, style, count_key, random), layout.size + 48


def make_bundle(
    election_file,
    collector,
    sequence,
    previous,
    final,
    kind,
    style,
    entries,
    channel,
    random,
):
    """The files of a bundle but its signature: name -> bytes. `previous` is a hash or None."""
    election = json.loads(election_file)
    vault_keys = [decode64(key, 32) for key in election["keys"]["vault"]]
    files = {}
    if kind == "ballots":
        sealing, size = sealer(election_file, election, collector, style, random)
        cast = sorted(
            (
                sealing(entry),
                bytes.fromhex(entry["token"]),
                entry["cast"],
            )
            for entry in entries
        )
        files["ballots.sealed"] = b"".join(sealed for sealed, _, _ in cast)
        records = [record(tok, index, time) for index, (_, tok, time) in enumerate(cast)]
    else:
        times = [0 if kind == "roll" else entry["cast"] for entry in entries]
        records = [
            record(bytes.fromhex(entry["token"]), NO_INDEX, time)
            for entry, time in zip(entries, times)
        ]
    context = identity_context(hash_of(election_file), collector, sequence)
    identities, commitment = seal_identities(sorted(records), vault_keys, context, random)
    files["identities.sealed"] = identities
    polls = election["polls"]
    manifest = {
        "format": "coldcount/bundle/1",
        "election": hash_of(election_file),
        "collector": collector,
        "sequence": sequence,
        "previous": previous,
        "final": final,
        "kind": kind,
        "channel": channel,
        "style": style,
        "period": {"from": polls["opens"], "to": polls["closes"]},
        "identities": {
            "count": len(records),
            "hash": hash_of(identities),
            "key": commitment,
        },
    }
    if kind == "ballots":
        manifest["ballots"] = {
            "count": len(records),
            "size": size,
            "hash": hash_of(files["ballots.sealed"]),
        }
    files["manifest.json"] = canonical(manifest)
    return files


def write_bundle(folder, files, key, comment):
    """Writes the files with the signature last: once it is there, the bundle is whole."""
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True)
    signature = key.sign(files["manifest.json"], comment).encode()
    for name, data in sorted(files.items()):
        (folder / name).write_bytes(data)
    (folder / "manifest.json.minisig").write_bytes(signature)
    return hash_of(files["manifest.json"])
