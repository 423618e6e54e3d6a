"""The bytes of Coldcount's files, written from the formats' pages alone on PyNaCl.

Shared by the peers in this folder. Nothing here may be derived from the Swift code: its worth is
that a mistake made in both our reader and our writer still shows.
"""

import base64
import hashlib
import json
import os
import re
from datetime import datetime

from nacl import bindings

SEAL_OVERHEAD = 48
CHUNK_BYTES = 1365 * 48
CHUNK_OVERHEAD = 17
NO_INDEX = 2**64 - 1
SAFE_INTEGER = 2**53 - 1
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", re.ASCII)
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
HASH = re.compile(r"[0-9a-f]{64}")


class FormatError(Exception):
    """A file that is not what the formats' pages says it must be."""


def blake(data, size=32, key=b""):
    return hashlib.blake2b(data, digest_size=size, key=key).digest()


def hash_of(data):
    """What `b2sum -l 256` prints of these bytes."""
    return blake(data).hex()


# JSON


def canonical(value):
    text = json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return text.encode("utf-8") + b"\n"


def parse_canonical(data):
    """A JSON value whose canonical form is exactly `data`; FormatError otherwise."""

    def whole(text):
        number = int(text)
        if abs(number) > SAFE_INTEGER:
            raise FormatError("number out of range")
        return number

    def fraction(text):
        raise FormatError(f"not an integer: {text}")

    try:
        value = json.loads(
            data.decode("utf-8"),
            parse_int=whole,
            parse_float=fraction,
            parse_constant=fraction,
        )
    except (ValueError, RecursionError) as error:
        raise FormatError(str(error)) from error
    if canonical(value) != data:
        raise FormatError("not canonical")
    return value


def seconds(time):
    """Seconds since 1970 of a time as the formats write it."""
    if not isinstance(time, str) or not TIME.fullmatch(time):
        raise FormatError(f"not a time: {time!r}")
    return int(datetime.fromisoformat(time.replace("Z", "+00:00")).timestamp())


def csv_file(header, rows):
    """A CSV of ours: header, then the lines sorted by their bytes. No field needs quotes."""
    lines = sorted((",".join(str(field) for field in row) + "\n").encode() for row in rows)
    return (",".join(header) + "\n").encode() + b"".join(lines)


# Tokens and ballots


def normalise(fields):
    kept = []
    for field in fields:
        ascii_form = "".join(
            chr(ord(c) - 0xFEE0) if 0xFF01 <= ord(c) <= 0xFF5E else " " if c == "\u3000" else c
            for c in field
        )
        plain = re.sub(r"[ \-/().]", "", re.sub("[a-z]", lambda m: m[0].upper(), ascii_form))
        if not re.fullmatch("[A-Z0-9]*", plain):
            raise FormatError(f"identity: {field!r}")
        kept.append(plain)
    return "\x1f".join(kept).encode()


def token(fields, pepper):
    return blake(normalise(fields), key=pepper)


def pepper_hash(pepper):
    return hash_of(b"coldcount/pepper/1\n" + pepper)


class Layout:
    """Where each contest's marks lie in the ballots of each style (section 2)."""

    def __init__(self, election):
        self.contests = {contest["id"]: contest for contest in election["contests"]}
        self.styles = {style["id"]: style["contests"] for style in election["styles"]}
        self.number = {style: n for n, style in enumerate(self.styles)}
        longest = max(
            sum(len(self.contests[c]["options"]) for c in contests)
            for contests in self.styles.values()
        )
        self.size = (3 + longest + 15) // 16 * 16

    def vector(self, style, marks):
        """The vector of `marks`: contest -> its marks in the options' order."""
        body = bytes([1]) + self.number[style].to_bytes(2, "big")
        for contest_id in self.styles[style]:
            body += bytes(marks[contest_id])
        return body.ljust(self.size, b"\0")

    def read(self, style, vector):
        """contest -> its marks as bytes, or None where the ballot as a whole is unreadable."""
        if len(vector) != self.size or vector[0] != 1:
            return None
        if int.from_bytes(vector[1:3], "big") != self.number[style]:
            return None
        marks, position = {}, 3
        for contest_id in self.styles[style]:
            end = position + len(self.contests[contest_id]["options"])
            marks[contest_id] = vector[position:end]
            position = end
        return None if any(vector[position:]) else marks


# Sealed boxes and the identity stream


def seal(message, public, random=os.urandom):
    """crypto_box_seal with the ephemeral key from `random`, so that a seed gives the same bytes."""
    ephemeral, secret = bindings.crypto_box_seed_keypair(random(32))
    nonce = blake(ephemeral + public, 24)
    return ephemeral + bindings.crypto_box(message, nonce, public, secret)


def open_seal(box, secret):
    """What was sealed, or None."""
    public = bindings.crypto_scalarmult_base(secret)
    try:
        return bindings.crypto_box_seal_open(box, public, secret)
    except Exception:  # the binding raises several kinds for a box that does not open
        return None


def identity_context(election_hash, collector, sequence):
    text = f"coldcount/identities/1\n{election_hash}\n{collector}\n{sequence}\n"
    return blake(text.encode())


def key_commitment(stream_key):
    return hash_of(b"coldcount/stream-key/1\n" + stream_key)


def seal_identities(records, vault_keys, context, random=os.urandom):
    """identities.sealed and the commitment to its key."""
    stream_key, header = random(32), random(24)
    data = b"".join(records)
    out = b"".join(seal(stream_key, key, random) for key in vault_keys) + header
    # Pulling with a header of our own leaves the very state that pushing starts from.
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(state, header, stream_key)
    starts = range(0, max(len(data), 1), CHUNK_BYTES)
    for start in starts:
        last = start == starts[-1]
        tag = (
            bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
            if last
            else bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE
        )
        out += bindings.crypto_secretstream_xchacha20poly1305_push(
            state, data[start : start + CHUNK_BYTES], context, tag
        )
    return out, key_commitment(stream_key)


def open_identities(data, vault_keys, secret, context, commitment):
    """The list of records (token, index, time), checked for everything but what they cover."""
    public = bindings.crypto_scalarmult_base(secret)
    start = vault_keys.index(public) * 80
    stream_key = open_seal(data[start : start + 80], secret)
    if stream_key is None or key_commitment(stream_key) != commitment:
        raise FormatError("identities: key")
    position = 80 * len(vault_keys)
    state = bindings.crypto_secretstream_xchacha20poly1305_state()
    bindings.crypto_secretstream_xchacha20poly1305_init_pull(
        state, data[position : position + 24], stream_key
    )
    position += 24
    plain, final = b"", False
    while not final:
        chunk = data[position : position + CHUNK_BYTES + CHUNK_OVERHEAD]
        if len(chunk) < CHUNK_OVERHEAD:
            raise FormatError("identities: cut short")
        try:
            text, tag = bindings.crypto_secretstream_xchacha20poly1305_pull(state, chunk, context)
        except Exception as error:
            raise FormatError("identities: a chunk does not open") from error
        position += len(chunk)
        final = tag == bindings.crypto_secretstream_xchacha20poly1305_TAG_FINAL
        if not final and tag != bindings.crypto_secretstream_xchacha20poly1305_TAG_MESSAGE:
            raise FormatError("identities: tag")
        if not final and len(text) != CHUNK_BYTES:
            raise FormatError("identities: short chunk before the last")
        plain += text
    if position != len(data) or len(plain) % 48:
        raise FormatError("identities: length")
    records = [plain[at : at + 48] for at in range(0, len(plain), 48)]
    if any(a >= b for a, b in zip(records, records[1:])):
        raise FormatError("identities: order")
    return [
        (r[:32], int.from_bytes(r[32:40], "big"), int.from_bytes(r[40:], "big")) for r in records
    ]


def record(token_bytes, index, time):
    return token_bytes + index.to_bytes(8, "big") + time.to_bytes(8, "big")


# minisign


def decode64(text, length=None):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError as error:
        raise FormatError("base64") from error
    if base64.b64encode(data).decode() != text or length not in (None, len(data)):
        raise FormatError("base64")
    return data


def encode64(data):
    return base64.b64encode(data).decode()


class SigningKey:
    """A minisign key pair from or for an unencrypted secret key file (`minisign -W`)."""

    def __init__(self, key_id, secret):
        self.key_id, self.secret = key_id, secret

    @classmethod
    def make(cls, random=os.urandom):
        return cls(random(8), bindings.crypto_sign_seed_keypair(random(32))[1])

    @property
    def public(self):
        return encode64(b"Ed" + self.key_id + self.secret[32:])

    def file(self, comment="minisign secret key"):
        check = blake(b"Ed" + self.key_id + self.secret)
        body = b"Ed\0\0B2" + bytes(48) + self.key_id + self.secret + check
        return f"untrusted comment: {comment}\n{encode64(body)}\n"

    def sign(self, data, comment):
        """The .minisig file of `data`, prehashed (ED)."""
        signature = bindings.crypto_sign(blake(data, 64), self.secret)[:64]
        whole = bindings.crypto_sign(signature + comment.encode(), self.secret)[:64]
        return (
            "untrusted comment: signature from minisign secret key\n"
            f"{encode64(b'ED' + self.key_id + signature)}\n"
            f"trusted comment: {comment}\n{encode64(whole)}\n"
        )


def is_signature(text, data, public):
    """Whether `text` is a four-line ED signature of `data` by the RW… key `public`."""
    lines = text.split(b"\n")
    if len(lines) != 5 or lines[4] or not lines[0].startswith(b"untrusted comment: "):
        return False
    if not lines[2].startswith(b"trusted comment: "):
        return False
    try:
        key = decode64(public, 42)
        body = decode64(lines[1].decode("ascii", "replace"), 74)
        whole = decode64(lines[3].decode("ascii", "replace"), 64)
        if body[:2] != b"ED" or body[2:10] != key[2:10]:
            return False
        bindings.crypto_sign_open(body[10:] + blake(data, 64), key[10:])
        bindings.crypto_sign_open(whole + body[10:] + lines[2][17:], key[10:])
    except Exception:  # a signature that fails raises the binding's own error
        return False
    return True
