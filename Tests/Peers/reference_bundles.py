"""Bundles as FormatBundle § What is refused says: read from media, refused by code, or judged."""

import json
import os
import stat
from collections import Counter

from formats import (
    HASH,
    IDENTIFIER,
    SEAL_OVERHEAD,
    FormatError,
    Layout,
    hash_of,
    is_signature,
    parse_canonical,
    seconds,
)


class Refusal(Exception):
    """A bundle refused as a whole; its one argument is the code."""


class Bundle:
    def __init__(self, name, manifest, manifest_hash, ballots, identities):
        self.name, self.manifest, self.hash = name, manifest, manifest_hash
        self.ballots, self.identities = ballots, identities
        self.kind, self.channel, self.style = (manifest[k] for k in ("kind", "channel", "style"))
        self.collector, self.sequence = manifest["collector"], manifest["sequence"]


def read_regular(folder, name):
    path = folder / name
    try:
        mode = os.lstat(path).st_mode
    except FileNotFoundError:
        raise Refusal("missing-file") from None
    if not stat.S_ISREG(mode):
        raise Refusal("unsafe-file")
    return path.read_bytes()


def is_count(value, least=0):
    return type(value) is int and value >= least


def is_hash(value):
    return isinstance(value, str) and HASH.fullmatch(value) is not None


def is_identifier(value):
    return isinstance(value, str) and IDENTIFIER.fullmatch(value) is not None


def has_keys(value, *keys):
    return isinstance(value, dict) and set(value) == set(keys)


def check_manifest(manifest):
    keys = "format election collector sequence previous final kind channel style period identities"
    wanted = keys.split()
    if isinstance(manifest, dict) and manifest.get("kind") == "ballots":
        wanted.append("ballots")
    if not has_keys(manifest, *wanted) or manifest["format"] != "coldcount/bundle/1":
        raise FormatError("keys or format")
    right = (
        is_hash(manifest["election"])
        and is_identifier(manifest["collector"])
        and is_identifier(manifest["style"])
        and is_count(manifest["sequence"], 1)
        and (manifest["previous"] is None or is_hash(manifest["previous"]))
        and type(manifest["final"]) is bool
        and manifest["kind"] in ("ballots", "register", "roll", "withdrawal")
        and (is_identifier(manifest["channel"]) or manifest["channel"] is None)
        and (manifest["channel"] is None) == (manifest["kind"] in ("roll", "withdrawal"))
        and has_keys(manifest["period"], "from", "to")
        and has_keys(manifest["identities"], "count", "hash", "key")
        and is_count(manifest["identities"]["count"])
        and is_hash(manifest["identities"]["hash"])
        and is_hash(manifest["identities"]["key"])
    )
    if right and manifest["kind"] == "ballots":
        ballots = manifest["ballots"]
        right = (
            has_keys(ballots, "count", "size", "hash")
            and is_count(ballots["count"])
            and is_count(ballots["size"])
            and is_hash(ballots["hash"])
        )
    if not right:
        raise FormatError("manifest")
    for time in manifest["period"].values():
        seconds(time)


def identities_length(count, recipients):
    chunks = max(1, -(-count // 1365))
    return 80 * recipients + 24 + 48 * count + 17 * chunks


def check_sizes(manifest, files, layout, recipients):
    identities = manifest["identities"]
    if len(files["identities.sealed"]) != identities_length(identities["count"], recipients):
        raise Refusal("size-mismatch")
    if manifest["kind"] == "ballots":
        ballots = manifest["ballots"]
        if (
            ballots["size"] != layout.size + SEAL_OVERHEAD
            or ballots["count"] != identities["count"]
            or len(files["ballots.sealed"]) != ballots["count"] * ballots["size"]
        ):
            raise Refusal("size-mismatch")


def read_bundle(folder, election_file, accepted):
    """The bundle in `folder`, checked in the order of section 3; Refusal with its code."""
    election = json.loads(election_file)
    files = {
        name: read_regular(folder, name)
        for name in ("manifest.json", "manifest.json.minisig", "identities.sealed")
    }
    try:
        kind = json.loads(files["manifest.json"])["kind"]
    except (ValueError, KeyError, TypeError):
        kind = None
    if kind == "ballots":
        files["ballots.sealed"] = read_regular(folder, "ballots.sealed")
    try:
        manifest = parse_canonical(files["manifest.json"])
        check_manifest(manifest)
    except FormatError:
        raise Refusal("manifest") from None
    if manifest["election"] != hash_of(election_file):
        raise Refusal("election-mismatch")
    collector = {c["id"]: c for c in election["collectors"]}.get(manifest["collector"])
    if collector is None:
        raise Refusal("collector-unknown")
    signature = files["manifest.json.minisig"]
    if not is_signature(signature, files["manifest.json"], collector["publicKey"]):
        raise Refusal("signature")
    if (
        manifest["kind"] not in collector["roles"]
        or manifest["style"] not in collector["styles"]
        or (manifest["channel"] is not None and manifest["channel"] != collector["channel"])
    ):
        raise Refusal("collector-not-allowed")
    manifest_hash = hash_of(files["manifest.json"])
    for other in accepted:
        same = (other.collector, other.sequence) == (manifest["collector"], manifest["sequence"])
        if same and other.hash != manifest_hash:
            raise Refusal("sequence-conflict")
    layout = Layout(election)
    check_sizes(manifest, files, layout, len(election["keys"]["vault"]))
    sections = ["identities"] + ["ballots"] * (manifest["kind"] == "ballots")
    for section in sections:
        if hash_of(files[f"{section}.sealed"]) != manifest[section]["hash"]:
            raise Refusal("hash-mismatch")
    data, size = files.get("ballots.sealed", b""), layout.size + SEAL_OVERHEAD
    ballots = [data[at : at + size] for at in range(0, len(data), size)]
    if any(a >= b for a, b in zip(ballots, ballots[1:])):
        raise Refusal("ballot-order")
    return Bundle(folder.name, manifest, manifest_hash, ballots, files["identities.sealed"])


def read_media(folder, election_file):
    accepted = []
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        accepted.append(read_bundle(path, election_file, accepted))
    boxes = Counter(box for bundle in accepted for box in bundle.ballots)
    if boxes and max(boxes.values()) > 1:
        raise FormatError("duplicate-ballot")
    return accepted


def judge_refused(folder, election_file, media):
    codes = {}
    for path in sorted(p for p in folder.iterdir() if p.is_dir()):
        for accepted in ([], media):
            try:
                read_bundle(path, election_file, accepted)
            except Refusal as refusal:
                codes[path.name] = refusal.args[0]
                break
    return codes
