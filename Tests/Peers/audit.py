#!/usr/bin/env python3
"""A second audit of a Coldcount package: what `coldcount verify` checks, from the pages alone.

    audit.py FOLDER... [--definition HASH] [--binary HASH] [--bundles DIR]... [--json]

Reads nothing but the folders, and the bundles in each DIR, and needs Python 3.9 with PyNaCl; for an
election with proofs also proofs_check.py, proofs.py and proofs_group.py beside it, and libsodium. It says point by point what holds,
what does not and what could not be checked, with the numbers and names of `coldcount verify`. The
status is 0 where nothing fails, 1 where something does, 2 where it was asked wrongly. With --json
it prints one JSON document a folder, a line each; a single - reads the folders from standard input,
a line each, and answers each at once.

Its parts, in this order: canonical JSON and what a value must look like; keys and signatures; the
definition, sheets, accounts and amendments; the journal and what it comes to; counting; what is
still out; the result; the folder; the checks, one after the other; what is said of them.

It was written from the pages of Coldcount's manual (Auditing, Checks, Counting, Formats and those
that they name) and shares no code with the program.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import re
import stat
import sys
import unicodedata
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import Any, Callable, Container, Dict, FrozenSet, Iterable, List, Optional, Sequence, Set
from typing import Tuple

from nacl import bindings
from nacl.exceptions import CryptoError

LARGEST = 2**53 - 1
LARGEST_DEFINITION = 64 << 20
LARGEST_LINE = 1 << 20
DEEPEST = 16


class Fault(Exception):
    """Something that is not as its page says; the text says what and where."""


# Text, hashes and canonical JSON (page Formats)


def hash_of(data: bytes) -> str:
    """What `b2sum -l 256` prints of a file."""
    return hashlib.blake2b(data, digest_size=32).hexdigest()


def canonical(value: Any) -> bytes:
    """The one way in which a value is written, with its line feed."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return text.encode() + b"\n"


def read_json(data: bytes) -> Any:
    """The value of a file that is canonical; anything else is a fault."""

    def whole_number(text: str) -> int:
        if len(text) > 17 or abs(int(text)) > LARGEST:
            raise Fault("a number is out of its range")
        return int(text)

    def refused(text: str) -> Any:
        raise Fault(f"{text} is no whole number")

    try:
        deep = depth = 0
        quoted = False
        # Every bracket outside of text; a backslash takes the character after it along.
        for mark in re.findall(rb'\\.|["\[\]{}]', data):
            if mark == b'"':
                quoted = not quoted
            elif not quoted and mark in b"[{":
                depth += 1
                deep = max(deep, depth)
            elif not quoted and mark in b"]}":
                depth -= 1
        if deep > DEEPEST:
            raise Fault("it is nested too deep")
        value = json.loads(
            data.decode(), parse_int=whole_number, parse_float=refused, parse_constant=refused
        )
        if canonical(value) != data:
            raise Fault("it is not canonical JSON")
    except (ValueError, RecursionError) as error:
        raise Fault(f"it is not JSON: {error}") from None
    check_keys(value)
    return value


def check_keys(value: Any) -> None:
    """Keys of canonical JSON are ASCII."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if not key.isascii():
                raise Fault(f"the key {key!r} is not ASCII")
            check_keys(inner)
    elif isinstance(value, list):
        for inner in value:
            check_keys(inner)


# What a value must look like. A form is a function that raises a fault, a list with the form of its
# members, or the members of an object; those with a question mark may be left out.

Form = Any
ID = re.compile(r"[a-z0-9][a-z0-9._-]{0,63}")
HASH = re.compile(r"[0-9a-f]{64}")
TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(Z|[+-]\d\d:\d\d)", re.ASCII)
TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")


def check(value: Any, form: Form, path: str = "$", others: bool = False) -> None:
    """Raises a fault with the path of what is not as its form says.

    Objects have no members but those of the form, unless `others` may be there too.
    """
    if isinstance(form, dict):
        if not isinstance(value, dict):
            raise Fault(f"{path} is no object")
        known = {key.rstrip("?") for key in form}
        for key in value:
            if key not in known and not others:
                raise Fault(f"{path}.{key} is not known")
        for key, inner in form.items():
            name = key.rstrip("?")
            if name in value:
                check(value[name], inner, f"{path}.{name}", others)
            elif key == name:
                raise Fault(f"{path}.{name} is missing")
    elif isinstance(form, list):
        if not isinstance(value, list):
            raise Fault(f"{path} is no list")
        for number, inner in enumerate(value):
            check(inner, form[0], f"{path}[{number}]", others)
    else:
        form(value, path)


def fits(value: Any, form: Form) -> bool:
    try:
        check(value, form)
    except Fault:
        return False
    return True


def number(least: int = 0, most: int = LARGEST) -> Form:
    def form(value: Any, path: str) -> None:
        if type(value) is not int or not least <= value <= most:
            raise Fault(f"{path} is no number from {least} to {most}")

    return form


def matching(pattern: "re.Pattern[str]") -> Form:
    def form(value: Any, path: str) -> None:
        if not isinstance(value, str) or not pattern.fullmatch(value):
            raise Fault(f"{path} does not match {pattern.pattern}")

    return form


def one_of(*choices: Any) -> Form:
    def form(value: Any, path: str) -> None:
        if not any(type(value) is type(choice) and value == choice for choice in choices):
            raise Fault(f"{path} is none of {', '.join(map(str, choices))}")

    return form


def or_null(form: Form) -> Form:
    def inner(value: Any, path: str) -> None:
        if value is not None:
            check(value, form, path)

    return inner


def by_kind(member: str, forms: Dict[str, Form]) -> Form:
    """An object whose members follow from what it says of its kind."""

    def form(value: Any, path: str) -> None:
        kind = value.get(member) if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in forms:
            raise Fault(f"{path}.{member} is none of {', '.join(forms)}")
        check(value, forms[kind], path)

    return form


def table(key: Form, form: Form) -> Form:
    """An object with any names that match."""

    def inner(value: Any, path: str) -> None:
        if not isinstance(value, dict):
            raise Fault(f"{path} is no object")
        for name, member in value.items():
            key(name, f"{path}.{name}")
            check(member, form, f"{path}.{name}")

    return inner


def either(first: Form, second: Form) -> Form:
    def form(value: Any, path: str) -> None:
        check(value, first if not isinstance(value, dict) else second, path)

    return form


def text(value: Any, path: str) -> None:
    if not isinstance(value, str):
        raise Fault(f"{path} is no text")


def text_of(least: int, most: int) -> Form:
    """Text of so many bytes."""

    def form(value: Any, path: str) -> None:
        if not isinstance(value, str) or not least <= len(value.encode()) <= most:
            raise Fault(f"{path} is no text of {least} to {most} bytes")

    return form


def words(value: Any, path: str) -> None:
    if not isinstance(value, str) or not value:
        raise Fault(f"{path} is no text, or empty")


COUNT, IDENTIFIER, HASHED, MOMENT = number(), matching(ID), matching(HASH), matching(TIME)
SIGNED_NUMBER = number(-LARGEST)


def seconds(moment: str) -> int:
    """Seconds since 1970 of a time that matches; a fault where there is no such day or hour."""
    from datetime import datetime, timezone

    found = TIME.fullmatch(moment)
    if not found:
        raise Fault(f"{moment} is no time")
    zone = found.group(7).replace("Z", "+00:00")
    try:
        return int(datetime.fromisoformat(moment[:19] + zone).astimezone(timezone.utc).timestamp())
    except (ValueError, OverflowError):
        raise Fault(f"{moment} is no time") from None


# Keys and signatures (page Formats, Signatures)


def decode64(value: str, length: int) -> bytes:
    """Base64 of so many bytes, with padding and without bits that are left over."""
    try:
        data = base64.b64decode(value.encode("ascii"), validate=True)
    except ValueError:
        raise Fault("it is no base64") from None
    if len(data) != length or base64.b64encode(data).decode() != value:
        raise Fault("it is no base64 of its length")
    return data


@dataclass(frozen=True)
class PublicKey:
    """A public key of minisign: the id that it gives itself, and the point."""

    number: bytes
    point: bytes

    @staticmethod
    def read(value: str) -> "PublicKey":
        data = decode64(value, 42)
        if data[:2] != b"Ed":
            raise Fault("it is no key of minisign")
        if not bindings.crypto_core_ed25519_is_valid_point(data[10:]):
            raise Fault("it is no valid point of the curve")
        return PublicKey(data[2:10], data[10:])

    def signed(self, signature: bytes, message: bytes) -> bool:
        """Whether an Ed25519 signature of 64 bytes holds."""
        try:
            bindings.crypto_sign_open(signature + message, self.point)
        except (CryptoError, ValueError):
            return False
        return True

    def signed_file(self, signature_file: bytes, data: bytes) -> bool:
        """Whether a minisign file holds: four lines, prehashed, both signatures and the key id."""
        lines = signature_file.split(b"\n")
        if len(lines) != 5 or lines[4]:
            return False
        comment = b"trusted comment: "
        if not lines[0].startswith(b"untrusted comment: ") or not lines[2].startswith(comment):
            return False
        try:
            first = decode64(lines[1].decode("ascii"), 74)
            second = decode64(lines[3].decode("ascii"), 64)
        except (Fault, ValueError):
            return False
        prehash = hashlib.blake2b(data, digest_size=64).digest()
        return (
            first[:2] == b"ED"
            and first[2:10] == self.number
            and self.signed(first[10:], prehash)
            and self.signed(second, first[10:] + lines[2][len(comment) :])
        )


def check_sealing_key(value: Any, path: str) -> None:
    """An X25519 public key in base64, of no low order."""
    text(value, path)
    key = decode64(value, 32)
    try:
        # Whatever the scalar, a point of low order gives nought, which libsodium refuses.
        bindings.crypto_scalarmult(b"\x42" * 32, key)
    except (CryptoError, RuntimeError):
        raise Fault(f"{path} is a key of low order") from None


# The definition (page FormatElection)


# Characters that are not shown, but for those that join and vary others.
HIDDEN = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff]"
)
VARIATION = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Letters are joined in scripts from Arabic to Sinhala, and emoji.
JOINED = re.compile("[\u0600-\u0dff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
JOINER = re.compile("(.?)[\u200c\u200d]", re.DOTALL)
RADICAL = re.compile("[\u2e80-\u2fdf]")
LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
GREEK_OR_CYRILLIC = re.compile("[\u0370-\u052f]")


def is_disguised(name: str) -> bool:
    """Hidden characters, radicals, or letters of two scripts in one word (page FormatElection)."""
    if HIDDEN.search(name) or RADICAL.search(name) or VARIATION.match(name):
        return True
    if any(not JOINED.fullmatch(before) for before in JOINER.findall(name)):
        return True
    parts = "".join(c if c.isalpha() else " " for c in name).split()
    return any(LATIN.search(part) and GREEK_OR_CYRILLIC.search(part) for part in parts)


def check_name(value: Any, path: str) -> None:
    """A name by language: nothing that steers a terminal or the eye, and no formula."""
    table(matching(TAG), words)(value, path)
    if not value:
        raise Fault(f"{path} has no language")
    for tag, name in value.items():
        check_cell(name, f"{path}.{tag}")


def check_cell(value: Any, path: str) -> None:
    """A text that may stand in a table."""
    check_line(value, path)
    if value[0] in " =+-@\u3000＝＋－＠":
        raise Fault(f"{path} begins as a formula does")
    if is_disguised(value):
        raise Fault(f"{path} is not what it looks like")


def check_line(value: Any, path: str) -> None:
    """A text that steers neither a terminal nor the eye."""
    words(value, path)
    if re.search(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]", value):
        raise Fault(f"{path} has control characters or turns the direction of text")


STATUSES = ("died-before", "disqualified-before", "died-during", "disqualified-during")
OPTION = {
    "id": IDENTIFIER,
    "name": check_name,
    "status?": one_of(*STATUSES),
    "number?": COUNT,
    "group?": check_name,
}
ANY_CONTEST = {
    "id": IDENTIFIER,
    "title": check_name,
    "area": IDENTIFIER,
    "method": text,
    "options": [OPTION],
}
POSITIVE = number(1)
METHODS = {
    "plurality": {"seats": POSITIVE, "minChoices": POSITIVE, "maxChoices": POSITIVE},
    "support-oppose": {},
    "threshold": {"required": POSITIVE, "maxChoices": POSITIVE},
    "question": {"minYes?": COUNT, "minTurnout?": COUNT},
    "instant-runoff": {"minChoices?": POSITIVE, "maxChoices?": POSITIVE},
    "single-transferable": {
        "seats": POSITIVE,
        "minChoices?": POSITIVE,
        "maxChoices?": POSITIVE,
    },
    "largest-remainder": {"seats": POSITIVE},
}
RANKED = ("instant-runoff", "single-transferable")
KINDS = ("ballots", "register", "roll", "withdrawal")
DEFINITION: Dict[str, Form] = {
    "format": one_of("coldcount/election/1"),
    "id": IDENTIFIER,
    "title": check_name,
    "date": matching(re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)),
    "timeZone": matching(re.compile(r"[A-Za-z0-9/_+-]{1,64}")),
    "languages": [matching(TAG)],
    "polls": {"opens": MOMENT, "closes": MOMENT},
    "identity?": {"fields": [IDENTIFIER], "pepper": HASHED},
    "areas": [
        {
            "id": IDENTIFIER,
            "name": check_name,
            "electorate?": COUNT,
            "code?": check_cell,
            "parent?": IDENTIFIER,
        }
    ],
    "contests": [by_kind("method", {m: {**ANY_CONTEST, **f} for m, f in METHODS.items()})],
    "styles": [{"id": IDENTIFIER, "area": IDENTIFIER, "contests": [IDENTIFIER]}],
    "channels": [
        {"id": IDENTIFIER, "name": check_name, "kind": one_of("electronic", "paper")}
    ],
    "stations": [
        {
            "id": IDENTIFIER,
            "name": check_name,
            "area": IDENTIFIER,
            "styles": [IDENTIFIER],
            "channel": IDENTIFIER,
            "batches?": [IDENTIFIER],
        }
    ],
    "collectors": [
        {
            "id": IDENTIFIER,
            "name": check_name,
            "publicKey": text,
            "roles": [one_of(*KINDS)],
            "channel": or_null(IDENTIFIER),
            "styles": [IDENTIFIER],
            "station?": IDENTIFIER,
        }
    ],
    "people": [
        {
            "id": IDENTIFIER,
            "name": check_name,
            "role": one_of("officer", "operator", "custodian", "auditor"),
            "publicKey": text,
        }
    ],
    "quorum": {"open": number(2), "sign": number(1)},
    "keys": {
        "count": check_sealing_key,
        "vault": [check_sealing_key],
        "shares?": [{"officer": IDENTIFIER, "hash": HASHED}],
    },
    "rejections?": [{"id": IDENTIFIER, "name": check_name}],
    "policy": {
        "withinChannel": one_of("first", "last"),
        "smallCell": COUNT,
        "embargo": or_null(MOMENT),
        "withdrawal?": one_of(True, False),
    },
    "papers?": one_of("one", "each"),
    "contact?": check_line,
}
# Of an election with proofs: the keys that the officers dealt are checked by themselves.
PROOFS = "coldcount/election/2"
DEFINITION_WITH_PROOFS: Dict[str, Form] = {
    **DEFINITION,
    "format": one_of(PROOFS),
    "people": [
        {
            "id": IDENTIFIER,
            "name": check_name,
            "role": one_of("officer", "operator", "custodian", "auditor"),
            "publicKey": text,
            "box?": lambda value, path: None,
        }
    ],
    "quorum": {"open": number(0), "sign": number(1)},
    "keys": {
        "vault": [check_sealing_key],
        "ceremony?": lambda value, path: None,
        "count?": lambda value, path: None,
        "officers?": lambda value, path: None,
    },
}
DEFAULT_REJECTIONS = (
    "unmarked overvoted not-as-prescribed uncertain identifiable mutilated unendorsed tendered"
    " spoilt unused"
).split()


# What a row of a table that adds up others is called (page FormatSheet).
SUMS = {"total", "totals", "sum", "subtotal"}
# Letters of Cyrillic and Greek, and those of Latin that they look like (page FormatElection).
LOOK_ALIKES = dict(
    zip("аеорсухіјѕһԁԛԝӏАВЕКМНОРСТУХІЈЅԌԚԜӀ", "aeopcyxijshdqwlabekmhopctyxijsgqwl")
)
LOOK_ALIKES.update(zip("αιονρυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aiovpuxabezhikmnoptyx"))


def look(name: str) -> str:
    """What a name looks like: without case, spaces, hidden characters, in the letters of Latin."""
    plain = ""
    for character in name:
        if character.isspace() or unicodedata.category(character) == "Cf":
            continue
        if is_letter_form(character):
            character = unicodedata.normalize("NFKC", character)
        plain += "".join(LOOK_ALIKES.get(letter, letter) for letter in character).lower()
    return plain


def check_looks(names: List[str]) -> None:
    seen: Dict[str, str] = {}
    for name in names:
        if look(name) in seen:
            raise Fault(f"{name!r} looks like {seen[look(name)]!r}")
        seen[look(name)] = name


def is_letter_form(character: str) -> bool:
    """Full-width forms, mathematical letters and digits, and ligatures of Latin."""
    return "\uff01" <= character <= "\uff5e" or "\U0001d400" <= character <= "\U0001d7ff" or (
        "\ufb00" <= character <= "\ufb04"
    )


class Definition:
    """What is voted on, and whose keys hold; every list by its ids."""

    def __init__(self, data: bytes) -> None:
        if len(data) > LARGEST_DEFINITION:
            raise Fault("it is too large")
        self.json = read_json(data)
        self.has_proofs = isinstance(self.json, dict) and self.json.get("format") == PROOFS
        check(self.json, DEFINITION_WITH_PROOFS if self.has_proofs else DEFINITION)
        self.hash = hash_of(data)
        self.areas = self.by_id("areas")
        self.contests = self.by_id("contests")
        self.styles = self.by_id("styles")
        self.channels = self.by_id("channels")
        self.stations = self.by_id("stations")
        self.collectors = self.by_id("collectors")
        self.people = self.by_id("people")
        self.options = {
            name: unique(contest["options"], f"options of {name}")
            for name, contest in self.contests.items()
        }
        listed = "rejections" in self.json
        self.rejections = list(self.by_id("rejections") if listed else DEFAULT_REJECTIONS)
        self.officers = [p for p, v in self.people.items() if v["role"] == "officer"]
        self.custodians = [p for p, v in self.people.items() if v["role"] == "custodian"]
        self.quorum: Dict[str, int] = self.json["quorum"]
        self.each_paper = self.json.get("papers") == "each"
        self.in_channels: Dict[str, List[str]] = {}
        self.at_station: Dict[str, List[str]] = {}
        self.keys: Dict[str, PublicKey] = {}
        self.check_keys()
        self.check_names_exist()
        self.check_limits()
        self.check_methods()
        self.check_collectors()
        self.check_areas()
        self.check_each_once()
        self.check_looks()
        self.check_order()

    def by_id(self, name: str) -> Dict[str, Any]:
        return unique(self.json.get(name, []), name)

    def check_keys(self) -> None:
        """Public keys are unique over people and collectors, by the point of the curve."""
        points: Set[bytes] = set()
        for who in self.json["people"] + self.json["collectors"]:
            key = PublicKey.read(who["publicKey"])
            if key.point in points:
                raise Fault(f"the key of {who['id']} is somebody else's too")
            points.add(key.point)
            self.keys[who["id"] if who in self.json["people"] else "collector " + who["id"]] = key
        officers, sign, opening = len(self.officers), self.quorum["sign"], self.quorum["open"]
        if self.has_proofs:
            # How many open is a matter of the keys where they are dealt out.
            opening = officers
        if not officers < 2 * sign or sign > officers or opening > officers:
            raise Fault("$.quorum does not fit the officers")
        if len(self.json["keys"]["vault"]) != len(self.custodians):
            raise Fault("$.keys.vault is not one for each custodian")

    def check_methods(self) -> None:
        for name, contest in self.contests.items():
            options = len(contest["options"])
            if self.has_proofs and options == 0:
                continue
            least, most = contest.get("minChoices", 1), contest.get("maxChoices", options)
            if not least <= most <= options:
                raise Fault(f"the choices of {name} do not fit its options")
            if contest["method"] == "question":
                ids = set(self.options[name])
                if not {"yes", "no"} <= ids <= {"yes", "no", "abstain"}:
                    raise Fault(f"the options of {name} are not yes and no")

    def check_collectors(self) -> None:
        """Who sends what: registers are of a station, and ballots of a channel."""
        for name, collector in self.collectors.items():
            roles, channel = collector["roles"], collector["channel"]
            station = self.stations.get(collector.get("station", ""))
            if len(set(roles)) != len(roles):
                raise Fault(f"a role of {name} is there twice")
            if "register" in roles:
                if station is None or station["channel"] != channel:
                    raise Fault(f"the register of {name} is of a station and its channel")
            if "withdrawal" in roles and not self.json["policy"].get("withdrawal"):
                raise Fault(f"the policy does not allow the withdrawals of {name}")
            if channel is None and {"ballots", "register"} & set(roles):
                raise Fault(f"the ballots and registers of {name} have a channel")

    def check_limits(self) -> None:
        """As much as a definition may have, and words that have a meaning of their own."""
        limits = [("styles", 65_536), ("channels", 256), ("rejections", 256)]
        for list_name, most in limits:
            if len(self.json.get(list_name, [])) > most:
                raise Fault(f"there are more than {most} {list_name}")
        for list_name in ("areas", "contests", "styles", "channels", "languages"):
            if not self.json[list_name]:
                raise Fault(f"$.{list_name} is empty")
        if len(self.officers) > 16 or not 0 < len(self.custodians) <= 64:
            raise Fault("there are more than 16 officers, or not 1 to 64 custodians")
        for name, contest in self.contests.items():
            most = 255 if contest["method"] in RANKED else 10_020 if self.has_proofs else 10_000
            if len(contest["options"]) > most:
                raise Fault(f"{name} has more than {most} options")
            if set(self.options[name]) & (SUMS | {"papers"}):
                raise Fault(f"an option of {name} has an id with a meaning of its own")
        for name, style in self.styles.items():
            options = sum(len(self.options[contest]) for contest in style["contests"])
            if options > 65_533 and not self.has_proofs:
                raise Fault(f"{name} has more than 65533 options in all")
            if self.has_proofs and sum(self.points(style["contests"])) > 1 << 16:
                raise Fault(f"{name} has more than 65536 points")
        if self.has_proofs and sum(map(self.lists, self.collectors.values())) > 1 << 20:
            raise Fault("there are more than 2^20 lists")
        if "total" in self.channels or SUMS & (set(self.stations) | set(self.contests)):
            raise Fault("an id has a meaning of its own")

    def points(self, contests: List[str]) -> List[int]:
        """The points of each of these contests in a ballot of an election with proofs."""
        return [max(1, -(-len(self.options[contest]) // 30)) for contest in contests]

    def lists(self, collector: Dict[str, Any]) -> int:
        """The lists that a collector's ballots make in an election with proofs."""
        styles = collector["styles"] if "ballots" in collector["roles"] else []
        return sum(len(self.styles[style]["contests"]) for style in styles)

    def check_areas(self) -> None:
        """No area lies in itself, and at most sixteen lie in one another."""
        for name, area in self.areas.items():
            above = 0
            while "parent" in area:
                area = self.areas[area["parent"]]
                above += 1
                if above > 15:
                    raise Fault(f"{name} lies in itself, or in more than 15 areas")

    def check_each_once(self) -> None:
        """Nothing stands twice in a list."""
        lists = [(name, style["contests"]) for name, style in self.styles.items()]
        for name, place in [*self.stations.items(), *self.collectors.items()]:
            lists += [(name, place["styles"]), (name, place.get("batches", []))]
        for name, options in self.options.items():
            numbers = [option["number"] for option in options.values() if "number" in option]
            lists.append((name, numbers))
        keys = self.json["keys"]
        shares = keys.get("shares", [])
        lists += [
            ("languages", self.json["languages"]),
            ("identity", self.json.get("identity", {}).get("fields", [])),
            ("keys", keys["vault"] + ([] if self.has_proofs else [keys["count"]])),
            ("shares", [share["officer"] for share in shares]),
            ("shares", [share["hash"] for share in shares]),
        ]
        for where, values in lists:
            if len(set(values)) != len(values):
                raise Fault(f"{where} has something twice")
        if shares and len(shares) != len(self.officers):
            raise Fault("there is not a share for each officer")

    def check_looks(self) -> None:
        """Every name is there in every language, and none looks like another that it is not."""
        languages = self.json["languages"]
        named = [self.json["title"]] + [area["name"] for area in self.areas.values()]
        named += [contest["title"] for contest in self.contests.values()]
        alike = [[o["name"] for o in options.values()] for options in self.options.values()]
        for names in named + [name for names in alike for name in names]:
            if not set(languages) <= set(names):
                raise Fault("a name is missing in a language")
        # Two people may bear one name; one who writes it in other characters hides behind it.
        people = [p["name"] for p in self.people.values()]
        collectors = [c["name"] for c in self.collectors.values()]
        for language in languages:
            for names in alike:
                check_looks([name[language] for name in names])
            for names in (people, collectors):
                check_looks(sorted({name[language] for name in names if language in name}))

    def check_names_exist(self) -> None:
        def exist(names: Iterable[Optional[str]], known: Container[str], where: str) -> None:
            for name in names:
                if name is not None and name not in known:
                    raise Fault(f"{where} names {name}, which is not there")

        exist((a.get("parent") for a in self.areas.values()), self.areas, "areas")
        for name in self.areas:
            above = [name]
            while (parent := self.areas[above[-1]].get("parent")) is not None:
                if parent in above or len(above) > 16:
                    raise Fault(f"{name} lies in itself, or too deep")
                above.append(parent)
        exist((c["area"] for c in self.contests.values()), self.areas, "contests")
        for name, style in self.styles.items():
            exist([style["area"]], self.areas, name)
            exist(style["contests"], self.contests, name)
        for name, station in self.stations.items():
            exist([station["area"]], self.areas, name)
            exist(station["styles"], self.styles, name)
            exist([station["channel"]], self.channels, name)
            if self.channels[station["channel"]]["kind"] != "paper":
                raise Fault(f"the channel of {name} is not of paper")
        for name, collector in self.collectors.items():
            exist(collector["styles"], self.styles, name)
            exist([collector["channel"]], self.channels, name)
            exist([collector.get("station")], self.stations, name)
        shares = self.json["keys"].get("shares", [])
        exist((share["officer"] for share in shares), self.officers, "shares")

    def check_order(self) -> None:
        opens, closes = (seconds(self.json["polls"][name]) for name in ("opens", "closes"))
        if not 0 <= opens < closes:
            raise Fault("the polls close before they open, or open before 1970")

    # What follows from it

    def standing(self, contest: str, statuses: Dict[Tuple[str, str], str]) -> List[str]:
        """The options that were not taken out before the poll."""
        return [
            option
            for option in self.options[contest]
            if not self.status(contest, option, statuses).endswith("-before")
        ]

    def carried(self) -> Dict[str, List[str]]:
        """The channels in which anybody can vote on each contest."""
        if not self.in_channels:
            of_style: Dict[str, Set[str]] = {style: set() for style in self.styles}
            for place in [*self.collectors.values(), *self.stations.values()]:
                if "ballots" in place.get("roles", ["ballots"]):
                    for style in place["styles"]:
                        of_style[style].add(place["channel"])
            found: Dict[str, Set[str]] = {contest: set() for contest in self.contests}
            for name, style in self.styles.items():
                for contest in style["contests"]:
                    found[contest] |= of_style[name]
            for contest, names in found.items():
                self.in_channels[contest] = [name for name in self.channels if name in names]
        return self.in_channels

    def status(self, contest: str, option: str, statuses: Dict[Tuple[str, str], str]) -> str:
        """A status by amendment, else by the definition, else `standing`."""
        of_definition = self.options[contest][option].get("status", "standing")
        return statuses.get((contest, option), of_definition)


def unique(values: List[Dict[str, Any]], where: str) -> Dict[str, Any]:
    found = {value["id"]: value for value in values}
    if len(found) != len(values):
        raise Fault(f"an id of {where} is there twice")
    return found


# Sheets, accounts, amendments and manifests

PAPERS = number(0, 100_000_000)
SHEET = {
    "format": one_of("coldcount/sheet/1"),
    "election": HASHED,
    "station": IDENTIFIER,
    "batch": IDENTIFIER,
    "contest": IDENTIFIER,
    "papers": PAPERS,
    "counts": table(
        IDENTIFIER, either(PAPERS, {"support": PAPERS, "oppose": PAPERS, "abstain": PAPERS})
    ),
    "rejected": table(IDENTIFIER, PAPERS),
    "objections?": {"rejected": PAPERS, "accepted": PAPERS},
}
ACCOUNT = {
    "station": IDENTIFIER,
    "contest?": IDENTIFIER,
    "issued": PAPERS,
    "unused": PAPERS,
    "spoilt": PAPERS,
    "tendered": PAPERS,
    "in-box": PAPERS,
    "note": text_of(0, 2_000),
}
JUDGEMENTS = ("support", "oppose", "abstain")


def check_sheet(sheet: Any, definition: Definition, rulings: Rulings) -> None:
    """Whether a sheet holds in the election as amendments leave it (page FormatSheet)."""
    check(sheet, SHEET)
    station, contest = sheet["station"], sheet["contest"]
    if station not in definition.stations or contest not in contests_of(definition, station):
        raise Fault(f"{contest} is not voted on at {station}")
    rules = definition.contests[contest]
    if rules["method"] in RANKED:
        raise Fault("papers of a ranked contest are recorded one by one")
    if set(sheet["counts"]) != set(definition.options[contest]):
        raise Fault("its options are not those of the contest")
    if set(sheet["rejected"]) != set(definition.rejections):
        raise Fault("its categories are not those of the definition")
    papers = sheet["papers"]
    valid = papers - sum(sheet["rejected"].values())
    if valid < 0:
        raise Fault("more papers are rejected than there are")
    judged = rules["method"] == "support-oppose"
    for option, count in sheet["counts"].items():
        if isinstance(count, dict) != judged:
            raise Fault(f"the votes of {option} are of another method")
        if judged and sum(count.values()) > valid:
            raise Fault(f"{option} has more judgements than there are valid papers")
        if not judged and count > papers:
            raise Fault(f"{option} has more votes than there are papers")
    if not judged:
        # A vote for an option that was taken out before the poll is no choice.
        standing = definition.standing(contest, rulings.statuses)
        votes = sum(sheet["counts"][option] for option in standing)
        least, most = choices(rules)
        if not valid * least <= votes <= valid * most:
            raise Fault(f"{votes} votes are not of {valid} valid papers")


def choices(contest: Dict[str, Any]) -> Tuple[int, int]:
    """How many choices a valid ballot has at least and at most."""
    most = contest.get("maxChoices", len(contest["options"]))
    if contest["method"] in ("question", "largest-remainder"):
        most = 1
    return contest.get("minChoices", 1), most


def contests_of(definition: Definition, station: str) -> List[str]:
    """The contests that are voted on at a station, in the definition's order."""
    if station not in definition.at_station:
        styles = definition.stations[station]["styles"]
        voted = {contest for style in styles for contest in definition.styles[style]["contests"]}
        definition.at_station[station] = [c for c in definition.contests if c in voted]
    return definition.at_station[station]


def check_account(account: Any, definition: Definition) -> None:
    check(account, ACCOUNT)
    station, contest = account["station"], account.get("contest")
    if station not in definition.stations:
        raise Fault(f"there is no station {station}")
    if (contest is not None) != definition.each_paper:
        raise Fault("an account has a contest where every contest has a paper of its own")
    if contest is not None and contest not in definition.contests:
        raise Fault(f"there is no contest {contest}")


AMENDMENT = {
    "format": one_of("coldcount/amendment/1"),
    "election": HASHED,
    "number": number(1, 999),
    "previous": or_null(HASHED),
    "reason": text_of(1, 4_000),
    "changes": [
        by_kind(
            "kind",
            {
                kind: {"kind": text, **members}
                for kind, members in {
                    "status": {
                        "contest": IDENTIFIER,
                        "option": IDENTIFIER,
                        "status": one_of(*STATUSES, "standing"),
                    },
                    "revoke": {"collector": IDENTIFIER, "last": COUNT},
                    "exclude": {"bundle": HASHED, "index?": COUNT},
                    "restore": {"bundle": HASHED, "index?": COUNT},
                    "missing": {"collector": IDENTIFIER, "sequence": COUNT},
                    "last": {"collector": IDENTIFIER, "sequence": COUNT},
                    "accept-chain": {"collector": IDENTIFIER, "sequence": COUNT},
                    "accept-cross-style": {"count": COUNT},
                    "accept-register": {"station": IDENTIFIER, "count": COUNT},
                    "lots": {"line": POSITIVE, "draws": table(IDENTIFIER, COUNT)},
                    "reopen-sheet": {
                        "station": IDENTIFIER,
                        "batch": IDENTIFIER,
                        "contest?": IDENTIFIER,
                    },
                    "void-sheet": {
                        "station": IDENTIFIER,
                        "batch": IDENTIFIER,
                        "contest?": IDENTIFIER,
                    },
                    "reopen-account": {"station": IDENTIFIER, "contest?": IDENTIFIER},
                    "void-account": {"station": IDENTIFIER, "contest?": IDENTIFIER},
                }.items()
            },
        )
    ],
}
LARGEST_AMENDMENT = 1 << 19


def check_amendment(amendment: Any, definition: Definition) -> None:
    """Whether an amendment holds in the election as it was signed (page FormatAmendment)."""
    check(amendment, AMENDMENT)
    if amendment["election"] != definition.hash:
        raise Fault("it is of another election")
    if (amendment["number"] == 1) != (amendment["previous"] is None):
        raise Fault("the first amendment and no other has null for the one before")
    if not amendment["changes"]:
        raise Fault("it has no change")
    for change in amendment["changes"]:
        if change["kind"] == "status":
            if change["option"] not in definition.options.get(change["contest"], {}):
                raise Fault(f"there is no option {change['option']} of {change['contest']}")
        elif "collector" in change and change["collector"] not in definition.collectors:
            raise Fault(f"there is no collector {change['collector']}")
        elif "station" in change:
            check_subject(change, definition)


def check_subject(subject: Any, definition: Definition) -> None:
    """What is corrected of the paper is of the election."""
    if subject["station"] not in definition.stations:
        raise Fault(f"there is no station {subject['station']}")
    if subject.get("contest") is not None and subject["contest"] not in definition.contests:
        raise Fault(f"there is no contest {subject['contest']}")


# What a clerk keyed at a desk (page FormatDesk)
LARGEST_DESK = 1 << 19
DESK = {
    "format": one_of("coldcount/desk/1"),
    "election": HASHED,
    "clerk": IDENTIFIER,
    "desk?": IDENTIFIER,
    "sequence": POSITIVE,
    "previous": or_null(HASHED),
    "entries": [lambda value, path: None],
}


def check_desk(desk: Any) -> None:
    """Whether a desk's file has its form; what it holds is read in the election."""
    check(desk, DESK)
    if (desk["sequence"] == 1) != (desk["previous"] is None):
        raise Fault("the first file and no other has null for the one before")
    if not desk["entries"]:
        raise Fault("it has no entry")


MANIFEST = {
    "format": one_of("coldcount/bundle/1"),
    "election": HASHED,
    "collector": IDENTIFIER,
    "sequence": POSITIVE,
    "previous": or_null(HASHED),
    "final": one_of(True, False),
    "kind": text,
    "channel": or_null(IDENTIFIER),
    "style": IDENTIFIER,
    "period": {"from": MOMENT, "to": MOMENT},
    "ballots?": {"count": COUNT, "hash": HASHED, "size": COUNT},
    "identities": {"count": COUNT, "hash": HASHED, "key": HASHED},
}


# The journal (pages FormatJournal and Events)

STAGE = one_of("electronic", "partial", "final")
TIES = [{"contest": IDENTIFIER, "candidates": [IDENTIFIER], "seats": COUNT}]
OFFICERS = [IDENTIFIER]
CORRECTION = {
    "station": IDENTIFIER,
    "batch": or_null(IDENTIFIER),
    "contest": or_null(IDENTIFIER),
    "reason": words,
}


def anything(value: Any, path: str) -> None:
    """What is looked at where the line is: whether it holds depends on the election."""


EVENTS: Dict[str, Form] = {
    "init": {
        "definition": HASHED,
        "software": {"version": text, "hash": HASHED},
        "workspace?": IDENTIFIER,
    },
    "import": {
        "bundle": HASHED,
        "collector": IDENTIFIER,
        "sequence": POSITIVE,
        "kind": one_of(*KINDS),
        "style": IDENTIFIER,
        "channel": or_null(IDENTIFIER),
        "ballots": or_null(COUNT),
        "identities": COUNT,
        "final": one_of(True, False),
        "ignored": [text],
        "ignoredMore?": number(1, 1 << 32),
    },
    "refused": {"code": text, "folder": text, "problem": text},
    "paper": {"hash": HASHED, "sheet": anything},
    "account": table(anything, anything),
    "desk": {"desk": anything, "hash": HASHED, "signature": text},
    "hall": {"lines": [anything]},
    "explain": {
        "station": IDENTIFIER,
        "contest": or_null(IDENTIFIER),
        "unaccounted": SIGNED_NUMBER,
        "uncounted": SIGNED_NUMBER,
        "reason": words,
    },
    "reopen": CORRECTION,
    "void": CORRECTION,
    "amend": {"amendment": anything},
    "reconcile": {"reconciliation": HASHED, "strikes": HASHED},
    "lots": {
        "contest": IDENTIFIER,
        "seats": COUNT,
        "draws": table(IDENTIFIER, COUNT),
        "drawer": text,
        "witnesses": [text],
    },
    "vault": {
        "act": one_of("rejected", "find", "progress", "severed", "destroyed"),
        "officers": OFFICERS,
    },
    "count": {"stage": STAGE, "result": HASHED, "officers": OFFICERS, "ties": TIES},
    "blind": {"stage": STAGE, "sealed": HASHED, "officers": OFFICERS},
    "release": {
        "stage": STAGE,
        "result": HASHED,
        "sealed": HASHED,
        "officers": OFFICERS,
        "ties": TIES,
    },
    "mixed": {"number": POSITIVE, "officer": IDENTIFIER, "hash": HASHED},
    "opened": {"officer": IDENTIFIER, "members": [text], "hash": HASHED, "tracking": HASHED},
    "opening-abandoned": {"hashes": [HASHED], "members": [text]},
    "small-allowed": {"groups": POSITIVE, "smallest": POSITIVE, "tracking": HASHED},
    "ceremony-abandoned": {"dealer": IDENTIFIER, "officer": IDENTIFIER, "hash": or_null(HASHED)},
    "allow": by_kind(
        "act",
        {
            act: {"act": text, "reason": text, "result": result}
            for act, result in {
                "count": one_of(None),
                "release": one_of(None),
                "clock": one_of(None),
                "disclose": HASHED,
                "resume": HASHED,
            }.items()
        },
    ),
    "shown": {"result": HASHED},
    "sign": {"file": text, "hash": HASHED, "signer": IDENTIFIER},
    "export": {"b2sums": HASHED},
    "disclose": {
        "for": or_null(text),
        "result": HASHED,
        "marks": or_null(HASHED),
        "b2sums": HASHED,
        "decision": or_null(text),
    },
    "doctor": {"good": [text], "look": [text], "bad": [text], "not-checked": [text]},
    "warning": {
        "code": one_of("clock-back", "clock-early", "clock-late", "moved"),
        "line": POSITIVE,
        "detail": text,
    },
}
LINE = {
    "at": MOMENT,
    "by": matching(re.compile(r"-|[a-z0-9][a-z0-9._-]{0,63}")),
    "data": anything,
    "event": one_of(*EVENTS),
    "n": POSITIVE,
    "prev": HASHED,
    "sig?": text,
}
NOBODY = "-"
STAFF, OFFICER, CUSTODIAN = ("officer", "operator"), ("officer",), ("custodian",)
EVERYBODY = ("officer", "operator", "custodian", "auditor", NOBODY)
WRITERS: Dict[str, Tuple[str, ...]] = {
    **dict.fromkeys(["init", "refused", "shown", "disclose", "doctor"], EVERYBODY),
    **dict.fromkeys(["import", "paper", "account", "desk", "hall"], STAFF),
    **dict.fromkeys(["amend", "export"], STAFF),
    **dict.fromkeys(["explain", "reopen", "void", "count", "blind", "release"], OFFICER),
    **dict.fromkeys(["lots", "allow"], OFFICER),
    **dict.fromkeys(["mixed", "opened", "opening-abandoned", "small-allowed"], OFFICER),
    "ceremony-abandoned": OFFICER,
    **dict.fromkeys(["reconcile", "vault"], CUSTODIAN),
    "sign": ("officer", "custodian"),
    "warning": (NOBODY,),
}


@dataclass
class Line:
    """One line of the journal, read."""

    number: int
    at: str
    by: str
    event: str
    data: Any
    previous: str
    signature: Optional[bytes]
    signed: bytes
    hash: str
    # Of a line that takes a hall in, the hall's lines.
    inner: List["Line"] = field(default_factory=list)

    @staticmethod
    def read(data: bytes) -> "Line":
        if len(data) > LARGEST_LINE:
            raise Fault("it is too long")
        value = read_json(data + b"\n")
        check(value, LINE)
        check(value["data"], EVENTS[value["event"]], "$.data")
        if value["event"] == "paper":
            if hash_of(canonical(value["data"]["sheet"])) != value["data"]["hash"]:
                raise Fault("the sheet has another hash")
        if value["event"] == "desk":
            check_desk(value["data"]["desk"])
            if hash_of(canonical(value["data"]["desk"])) != value["data"]["hash"]:
                raise Fault("the desk's file has another hash")
        inner = []
        if value["event"] == "hall":
            inner = [Line.read(canonical(line)[:-1]) for line in value["data"]["lines"]]
            if not inner or any(line.event == "hall" for line in inner):
                raise Fault("it has no lines, or those of a hall that took one in")
        if ("sig" in value) == (value["by"] == NOBODY):
            raise Fault("there is a signature where a person acts, and nowhere else")
        signature = decode64(value["sig"], 64) if "sig" in value else None
        without = {key: member for key, member in value.items() if key != "sig"}
        return Line(
            value["n"],
            value["at"],
            value["by"],
            value["event"],
            value["data"],
            value["prev"],
            signature,
            b"coldcount/journal/1\n" + canonical(without),
            hash_of(data),
            inner,
        )


SheetKey = Tuple[str, str, str]
AccountKey = Tuple[str, Optional[str]]


@dataclass
class Counted:
    """A result that the journal names."""

    stage: str
    result: str
    line: int


@dataclass
class Keyed:
    """What one person keyed of a sheet or an account, in which line."""

    by: str
    value: Dict[str, Any]
    line: int
    # What has to be alike: of an account its figures without the note.
    figures: bytes
    # Whether it holds in the election as amendments leave it.
    holds: bool = True


# Sixteen people who all differ are enough: an officer reopens it.
MOST_WHO_DIFFER = 16


class Entries:
    """What people keyed of one sheet or account, and which of it counts (page FormatSheet)."""

    def __init__(self) -> None:
        self.keyed: Dict[str, Keyed] = {}
        # The first who keyed each figures, and of figures that two people keyed both.
        self.first: Dict[bytes, Keyed] = {}
        self.pairs: Dict[bytes, Tuple[Keyed, Keyed]] = {}
        self.standing = 0
        self.void = False
        # Who set it aside, where nobody keyed it since.
        self.reopened = ""

    @property
    def twins(self) -> Optional[Tuple[Keyed, Keyed]]:
        """Whom it is taken from, and who agreed; where two pairs contradict each other, nobody."""
        return next(iter(self.pairs.values())) if len(self.pairs) == 1 else None

    def agreed(self) -> Optional[Dict[str, Any]]:
        return self.twins[0].value if self.twins else None

    def add(self, entry: Keyed) -> bool:
        """Takes an entry and tells whether what counts, or is pending, is another then.

        What was taken out nobody keys; a person keys it again while alone. One more of what two
        people keyed alike changes nothing.
        """
        own = self.keyed.get(entry.by)
        if self.void or entry.figures in self.pairs:
            return False
        if own is not None and own.holds and (own.figures == entry.figures or self.standing > 1):
            return False
        if self.standing >= MOST_WHO_DIFFER and entry.figures not in self.first:
            return False
        was_agreed = self.twins is not None
        self.keyed.pop(entry.by, None)
        if own is not None and own.holds:
            self.first, self.pairs, self.standing = {}, {}, 0
        self.keyed[entry.by] = entry
        if entry.holds:
            self.count(entry)
        self.reopened = ""
        return not was_agreed or self.twins is None

    def count(self, entry: Keyed) -> None:
        self.standing += 1
        if entry.figures in self.first:
            self.pairs.setdefault(entry.figures, (self.first[entry.figures], entry))
        self.first.setdefault(entry.figures, entry)

    def settle(self, is_good: Callable[[Dict[str, Any]], bool]) -> None:
        """Leaves aside what does not hold in the election as amendments leave it."""
        self.first, self.pairs, self.standing = {}, {}, 0
        for entry in self.keyed.values():
            entry.holds = is_good(entry.value)
            if entry.holds:
                self.count(entry)

    def may_be(self, kind: str) -> bool:
        """Whether there is anything to reopen, or to take out."""
        return bool(self.keyed) or (self.void if kind == "reopen" else bool(self.reopened))

    def withdraw(self, kind: str, by: str) -> None:
        self.keyed, self.first, self.pairs, self.standing = {}, {}, {}, 0
        self.void, self.reopened = kind == "void", by if kind == "reopen" else ""

    def is_known(self) -> bool:
        return bool(self.keyed) or bool(self.reopened)


class Record:
    """What the journal comes to. A line that may not stand where it stands changes nothing."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self.rulings = Rulings([])
        self.imports: List[Dict[str, Any]] = []
        self.bundle_hashes: Set[str] = set()
        self.sequences: Set[Tuple[str, int]] = set()
        self.amendments: List[Dict[str, Any]] = []
        self.amendment_hashes: List[str] = []
        self.sheets: Dict[SheetKey, Entries] = {}
        self.batches: Dict[Tuple[str, str], Set[SheetKey]] = {}
        self.accounts: Dict[AccountKey, Entries] = {}
        # The desks' files with their signatures, and the hashes of each clerk's at each desk.
        self.desks: List[Dict[str, Any]] = []
        self.chains: Dict[Tuple[str, Optional[str]], List[str]] = {}
        # Of each hall, by the first line of its journal, the hashes of its lines; and which ends
        # with a line.
        self.halls: Dict[str, List[str]] = {}
        self.hall_heads: Dict[str, str] = {}
        self.explanations: Dict[AccountKey, Dict[str, Any]] = {}
        self.corrections: List[Dict[str, Any]] = []
        self.reconciliation: Optional[Tuple[str, str]] = None
        self.reconciliations: Dict[str, str] = {}
        self.is_reconciled = False
        # What each custodian came to last, since the last bundle or amendment.
        self.came_to: Dict[str, str] = {}
        # Which officers said yes to an act since it was used, and who had when it was used last.
        self.said_yes: Dict[str, Set[str]] = {}
        self.used_yes: Dict[str, Set[str]] = {}
        self.counts: List[Counted] = []
        self.ties: List[Dict[str, Any]] = []
        self.results: Dict[str, str] = {}
        # The blind count that was not opened: what was sealed, its line and its stage.
        self.blind: Optional[Tuple[str, int, str]] = None
        self.sealed: Set[str] = set()
        self.signers: Dict[str, Set[str]] = {}
        # Of each result the line of its count, where it has paper; and the last that is signed by
        # enough officers, or exported.
        self.with_paper: Dict[str, int] = {}
        self.last_signed = 0
        self.drawn: List[Tuple[int, Dict[str, Any]]] = []
        # What came in that a count reads: the line, what it is, and whether it is of paper alone.
        self.inputs: List[Tuple[int, str, bool]] = []
        self.last_other_input = 0
        self.is_severed = False
        # What was done with proofs, in order, each by whom; the openings since the last result, and
        # the mixes that are not counted yet.
        self.proofs: List[Tuple[str, str, Dict[str, Any]]] = []
        self.begun: List[Dict[str, Any]] = []
        self.mixes: List[Dict[str, Any]] = []
        # The ceremonies that came to nothing before, and whether anything was done since.
        self.ceremonies: List[Dict[str, Any]] = []
        self.has_begun = False

    def take(self, line: Line) -> None:
        """Takes a line in, or raises a fault with why it may not stand there."""
        if line.number == 1 and line.event != "init":
            raise Fault("the first line is not init")
        person = self.definition.people.get(line.by)
        if (NOBODY if person is None else person["role"]) not in WRITERS[line.event]:
            raise Fault(f"{line.event} is not for {line.by}")
        getattr(self, "take_" + line.event.replace("-", "_"))(line, line.data)
        if line.event not in ("init", "ceremony-abandoned", "doctor", "warning"):
            self.has_begun = True

    def check_quorum(self, officers: List[str]) -> None:
        """Opened by exactly the quorum, each officer once."""
        known = set(officers) & set(self.definition.officers)
        if not len(known) == len(officers) == self.definition.quorum["open"]:
            raise Fault("it was not opened by the quorum")

    def came_in(self, line: Line, what: str, paper: bool = False) -> None:
        self.inputs.append((line.number, what, paper))
        if what != "lots":
            self.last_other_input = line.number
            if not paper:
                self.mixes = []

    # What comes in

    def take_init(self, line: Line, data: Any) -> None:
        if line.number != 1:
            raise Fault("a workspace is made once")
        if data["definition"] != line.previous:
            raise Fault("it names another definition")

    def take_import(self, line: Line, data: Any) -> None:
        collector = self.definition.collectors.get(data["collector"])
        if (
            collector is None
            or data["kind"] not in collector["roles"]
            or data["style"] not in collector["styles"]
        ):
            raise Fault(f"{data['collector']} may not send it")
        if self.is_severed:
            raise Fault("the vault was severed before it")
        place = data["collector"], data["sequence"]
        if data["bundle"] in self.bundle_hashes or place in self.sequences:
            raise Fault("the bundle, or its number, is in already")
        self.imports.append(data)
        self.bundle_hashes.add(data["bundle"])
        self.sequences.add(place)
        self.is_reconciled, self.came_to = False, {}
        self.came_in(line, f"bundle {data['sequence']} of {data['collector']}")

    def take_refused(self, line: Line, data: Any) -> None:
        """Nothing depends on it."""

    def take_paper(self, line: Line, data: Any) -> None:
        check_sheet(data["sheet"], self.definition, self.rulings)
        self.key_sheet(line, line.by, data["sheet"])

    def key_sheet(self, line: Line, by: str, sheet: Dict[str, Any], holds: bool = True) -> None:
        key = sheet["station"], sheet["batch"], sheet["contest"]
        self.batches.setdefault(key[:2], set()).add(key)
        entries = self.sheets.setdefault(key, Entries())
        if entries.add(Keyed(by, sheet, line.number, canonical(sheet), holds)):
            self.came_in(line, f"sheet {'/'.join(key)}", paper=True)

    def take_account(self, line: Line, data: Any) -> None:
        check_account(data, self.definition)
        self.key_account(line, line.by, data)

    def key_account(self, line: Line, by: str, account: Dict[str, Any]) -> None:
        figures = canonical({name: account[name] for name in account if name != "note"})
        entries = self.accounts.setdefault((account["station"], account.get("contest")), Entries())
        if entries.add(Keyed(by, account, line.number, figures)):
            self.came_in(line, f"an account of {account['station']}", paper=True)

    def take_desk(self, line: Line, data: Any) -> None:
        desk = data["desk"]
        clerk = self.definition.people.get(desk["clerk"], {})
        if desk["election"] != self.definition.hash:
            raise Fault("it is of another election")
        if clerk.get("role") not in WRITERS["paper"]:
            raise Fault(f"{desk['clerk']} is no officer/operator")
        chain = self.chains.setdefault((desk["clerk"], desk.get("desk")), [])
        before = chain[-1] if chain else None
        if desk["sequence"] != len(chain) + 1 or desk["previous"] != before:
            raise Fault("the file does not follow from those that are in")
        entries = [self.check_desk_entry(entry) for entry in desk["entries"]]
        if len({key for key, _ in entries}) < len(entries):
            raise Fault("a sheet or an account is there twice")
        for entry, (_, holds) in zip(desk["entries"], entries):
            if "format" in entry:
                self.key_sheet(line, desk["clerk"], entry, holds)
            else:
                self.key_account(line, desk["clerk"], entry)
        chain.append(data["hash"])
        self.desks.append(data)

    def take_hall(self, line: Line, data: Any) -> None:
        lines = line.inner
        first = lines[0]
        if first.number == 1:
            if first.previous != self.definition.hash or first.event != "init":
                raise Fault("the hall's first line is not the making of a workspace")
            if first.hash in self.halls:
                raise Fault("the hall is in already")
            hall = first.hash
        else:
            hall = self.hall_heads.get(first.previous, "")
            if len(self.halls.get(hall, [])) != first.number - 1:
                raise Fault("it does not follow from what of the hall is in")
        for one, other in zip(lines, lines[1:]):
            if other.number != one.number + 1 or other.previous != one.hash:
                raise Fault("the hall's lines do not follow from one another")
        self.hall_heads.pop(first.previous, None)
        self.halls.setdefault(hall, []).extend(inner.hash for inner in lines)
        self.hall_heads[lines[-1].hash] = hall
        for inner in lines:
            # What does not hold here changes nothing.
            try:
                self.take_of_hall(line, inner)
            except Fault:
                pass

    def take_of_hall(self, line: Line, inner: Line) -> None:
        """Takes what a line of a hall did with its paper, as if it stood in this line."""
        if inner.event not in ("paper", "account", "desk", "explain", "reopen", "void"):
            return
        if self.definition.people.get(inner.by, {}).get("role") not in WRITERS[inner.event]:
            raise Fault(f"{inner.event} is not for {inner.by}")
        if inner.event in ("paper", "account"):
            entry = inner.data["sheet"] if inner.event == "paper" else inner.data
            _, holds = self.check_desk_entry(entry, of_election=False)
            if "format" in entry:
                self.key_sheet(line, inner.by, entry, holds)
            else:
                self.key_account(line, inner.by, entry)
        else:
            here = replace(inner, number=line.number)
            getattr(self, "take_" + inner.event.replace("-", "_"))(here, inner.data)

    def check_desk_entry(self, entry: Any, of_election: bool = True) -> Tuple[Any, bool]:
        """Which sheet or account it is, and whether it holds as amendments leave the election.

        It holds then or did as the election was signed.
        """
        if not isinstance(entry, dict) or "format" not in entry:
            check_account(entry, self.definition)
            return (entry["station"], entry.get("contest")), True
        holds = self.is_good_sheet(entry)
        if not holds:
            check_sheet(entry, self.definition, Rulings([]))
        if of_election and entry["election"] != self.definition.hash:
            raise Fault("a sheet is of another election")
        return (entry["station"], entry["batch"], entry["contest"]), holds

    def account(self, key: AccountKey) -> Optional[Dict[str, Any]]:
        return self.accounts[key].agreed() if key in self.accounts else None

    def take_explain(self, line: Line, data: Any) -> None:
        key = data["station"], data["contest"]
        if self.account(key) is None:
            raise Fault("the account is not keyed alike by two people")
        self.explanations[key] = {**data, "by": line.by}
        self.came_in(line, "an explanation", paper=True)

    def subjects(self, data: Any) -> List[Entries]:
        """What was keyed of what a correction names."""
        station, batch, contest = data["station"], data["batch"], data["contest"]
        if batch is None:
            found = [self.accounts.get((station, contest))]
        elif contest is None:
            found = [self.sheets[key] for key in self.batches.get((station, batch), set())]
        else:
            found = [self.sheets.get((station, batch, contest))]
        return [entries for entries in found if entries is not None]

    def correct(self, line: Line, data: Any) -> None:
        check_subject(data, self.definition)
        subjects = self.subjects(data)
        if not any(entries.may_be(line.event) for entries in subjects):
            raise Fault("nothing was keyed that can be set aside")
        since = [pair[1].line for entries in subjects for pair in entries.pairs.values()]
        if since and min(since) < self.last_signed:
            raise Fault("a signed result has it: an amendment sets it aside")
        self.withdraw(line, {**data, "kind": line.event, "by": line.by, "amendment": None})

    take_reopen = take_void = correct

    def withdraw(self, line: Line, correction: Dict[str, Any]) -> None:
        for entries in self.subjects(correction):
            if entries.may_be(correction["kind"]):
                author = correction["by"] or amendment_name(correction["amendment"])
                entries.withdraw(correction["kind"], author)
        if correction["batch"] is None:
            self.explanations.pop((correction["station"], correction["contest"]), None)
        self.corrections.append({**correction, "line": line.number})
        self.came_in(line, "a correction", paper=True)

    def take_amend(self, line: Line, data: Any) -> None:
        amendment = data["amendment"]
        check_amendment(amendment, self.definition)
        previous = self.amendment_hashes[-1] if self.amendments else None
        if amendment["number"] != len(self.amendments) + 1 or amendment["previous"] != previous:
            raise Fault("the amendment is out of order")
        self.amendments.append(amendment)
        self.amendment_hashes.append(hash_of(canonical(amendment)))
        for change in amendment["changes"]:
            self.rulings.add(change)
        self.is_reconciled, self.came_to = False, {}
        self.settle({c["contest"] for c in amendment["changes"] if c["kind"] == "status"})
        self.came_in(line, f"amendment {amendment['number']}")
        for change in amendment["changes"]:
            kind, _, what = change["kind"].partition("-")
            if what in ("sheet", "account"):
                subject = {"batch": None, "contest": None, **change, "reason": amendment["reason"]}
                subject.update(kind=kind, by=None, amendment=amendment["number"])
                self.withdraw(line, subject)

    def settle(self, contests: Set[str]) -> None:
        """Looks at the sheets of these contests again, whose options changed their status."""
        for key, entries in self.sheets.items() if contests else ():
            if key[2] in contests:
                entries.settle(self.is_good_sheet)

    def is_good_sheet(self, sheet: Dict[str, Any]) -> bool:
        try:
            check_sheet(sheet, self.definition, self.rulings)
        except Fault:
            return False
        return True

    def take_reconcile(self, line: Line, data: Any) -> None:
        if self.is_severed:
            raise Fault("the vault was severed before it")
        known = self.reconciliations.setdefault(data["reconciliation"], data["strikes"])
        if known != data["strikes"]:
            raise Fault("this reconciliation had other strikes before it")
        # Another custodian who comes to the same changes nothing.
        if self.reconciliation is None or self.reconciliation[0] != data["reconciliation"]:
            self.came_in(line, "another reconciliation")
        self.reconciliation = data["reconciliation"], data["strikes"]
        self.is_reconciled = True
        self.came_to[line.by] = data["reconciliation"]

    # Counting

    def check_count(self, line: Line) -> None:
        if not self.is_reconciled:
            raise Fault("nothing was reconciled since the last bundle or amendment")
        if len(set(self.came_to.values())) > 1:
            raise Fault("the custodians came to different reconciliations")
        self.check_closed(line)
        self.check_quorum(line.data["officers"])

    def check_closed(self, line: Line) -> None:
        closes = seconds(self.definition.json["polls"]["closes"])
        if seconds(line.at) < closes and not self.is_allowed("clock"):
            raise Fault("the poll was open by the clock, and officers did not say that it is wrong")

    def yes(self, act: str) -> Set[str]:
        """Who said yes to an act; what is counted again with lots alone is the same act."""
        is_same = self.ties and self.last_other_input <= self.counts[-1].line
        return self.said_yes.get(act, set()) | (self.used_yes.get(act, set()) if is_same else set())

    def is_allowed(self, act: str) -> bool:
        return len(self.yes(act)) >= self.definition.quorum["sign"]

    def use(self, *acts: str) -> None:
        for act in acts:
            self.used_yes[act] = self.yes(act)
            self.said_yes[act] = set()

    def check_new(self, result: str) -> None:
        """A result names the line before its own: no two counts give the same."""
        if result in self.results:
            raise Fault("this result was counted before it")

    def came_out(self, data: Any, line: int) -> None:
        self.begun, self.mixes = [], []
        self.counts.append(Counted(data["stage"], data["result"], line))
        self.results[data["result"]] = data["stage"]
        self.ties = data["ties"]
        if data["stage"] != "electronic":
            self.with_paper[data["result"]] = line
        self.note_signed(data["result"])

    def take_count(self, line: Line, data: Any) -> None:
        self.check_count(line)
        self.check_opened_by(data["officers"])
        self.check_new(data["result"])
        self.use("count", "clock")
        self.came_out(data, line.number)

    def take_blind(self, line: Line, data: Any) -> None:
        self.check_count(line)
        self.check_sealed(data["sealed"], data["officers"])
        self.use("clock")
        self.mixes = []
        self.sealed.add(data["sealed"])
        self.blind = data["sealed"], line.number, data["stage"]

    def take_release(self, line: Line, data: Any) -> None:
        if self.blind is None or self.blind[0] != data["sealed"]:
            raise Fault("it releases another blind count")
        # A final count that ends in a tie is a provisional one.
        may_be = {self.blind[2]}
        if self.blind[2] == "final" and data["ties"]:
            may_be.add("partial")
        if data["stage"] not in may_be:
            raise Fault("the blind count was of another stage")
        self.check_new(data["result"])
        self.check_quorum(data["officers"])
        self.check_opened_by(data["officers"])
        self.use("release")
        # What was sealed is of the moment of its count.
        self.came_out(data, self.blind[1])
        self.blind = None

    def lots(self) -> List[Dict[str, Any]]:
        """The rounds that were drawn, with the numbers as amendments correct them."""
        corrected = self.rulings.lots
        return [
            {**drawn, "draws": corrected.get(line, drawn["draws"])} for line, drawn in self.drawn
        ]

    def take_lots(self, line: Line, data: Any) -> None:
        if self.last_other_input > (self.counts[-1].line if self.counts else 0):
            raise Fault("something came in since the last count")
        ties = [tie for tie in self.ties if tie["contest"] == data["contest"]]
        if not ties:
            raise Fault(f"the last count leaves nothing to lots in {data['contest']}")
        recorded = [drawn for drawn in self.lots() if drawn["contest"] == data["contest"]]
        drawing = Drawing(ties[0]["candidates"], ties[0]["seats"]).settle(recorded)
        if not drawing.level or set(data["draws"]) != set(drawing.level):
            raise Fault("others have to draw")
        if any(not 1 <= ball <= 10 for ball in data["draws"].values()):
            raise Fault("the balls are 1 to 10")
        if data["seats"] != drawing.seats:
            raise Fault("it is not for the places that are left")
        if not any(data["witnesses"]):
            raise Fault("nobody witnessed it")
        self.drawn.append((line.number, data))
        self.came_in(line, "lots")

    # What follows a count

    def check_counted(self, result: str) -> None:
        if result not in self.results:
            raise Fault("no count gave this result")

    def take_allow(self, line: Line, data: Any) -> None:
        if data["act"] == "disclose":
            self.check_counted(data["result"])
        self.said_yes.setdefault(data["act"], set()).add(line.by)

    def take_shown(self, line: Line, data: Any) -> None:
        self.check_counted(data["result"])

    def take_sign(self, line: Line, data: Any) -> None:
        if data["signer"] != line.by:
            raise Fault(f"{line.by} is not {data['signer']}")
        if data["file"] == "reconciliation/reconciliation.json":
            if data["hash"] not in self.reconciliations:
                raise Fault("nothing was reconciled to this")
            if line.by not in self.definition.custodians:
                raise Fault("custodians sign reconciliations")
        elif data["file"].startswith("results/") and data["file"].endswith("/result.json"):
            self.check_counted(data["hash"])
            if line.by not in self.definition.officers:
                raise Fault("officers sign results")
            folders = self.results[data["hash"]], f"earlier/{data['hash']}"
            if data["file"] not in [f"results/{folder}/result.json" for folder in folders]:
                raise Fault("this result does not lie there")
        else:
            raise Fault("it is no file that people sign")
        self.signers.setdefault(data["hash"], set()).add(line.by)
        self.note_signed(data["hash"])

    def note_signed(self, result: str) -> None:
        """Once as many officers as must sign have, an amendment alone sets its paper aside."""
        officers = self.signers.get(result, set()) & set(self.definition.officers)
        if len(officers) >= self.definition.quorum["sign"]:
            self.last_signed = max(self.last_signed, self.with_paper.get(result, 0))

    def take_export(self, line: Line, data: Any) -> None:
        if not self.counts:
            raise Fault("nothing was counted before it")
        self.last_signed = max([self.last_signed, *self.with_paper.values()])

    def take_disclose(self, line: Line, data: Any) -> None:
        if data["for"] is not None and line.by not in self.definition.people:
            raise Fault("nobody signed it")

    def take_vault(self, line: Line, data: Any) -> None:
        act, officers = data["act"], data["officers"]
        if act != "destroyed" and self.is_severed:
            raise Fault("the vault was severed before it")
        if act in ("rejected", "find", "progress"):
            if officers:
                raise Fault("no officers are needed for it")
            return
        if act == "severed" and (not self.counts or self.counts[-1].stage != "final"):
            raise Fault("the latest count is not a final one")
        self.check_quorum(officers)
        self.is_severed = True

    take_doctor = take_warning = take_refused

    # What is done with proofs

    def take_proof(self, line: Line, data: Any) -> None:
        if not self.definition.has_proofs:
            raise Fault("this election has no proofs")
        if data.get("officer", line.by) != line.by:
            raise Fault(f"{line.by} is not {data['officer']}")
        self.proofs.append((line.event, line.by, data))

    take_small_allowed = take_proof

    def take_mixed(self, line: Line, data: Any) -> None:
        if not self.is_reconciled:
            raise Fault("nothing was reconciled since the last bundle or amendment")
        if data["number"] > 1:
            if data["number"] != len(self.mixes) + 1:
                raise Fault("it does not follow the mix before it")
            if line.by in (mix["officer"] for mix in self.mixes):
                raise Fault(f"{line.by} mixed before")
        self.take_proof(line, data)
        self.mixes = [*(self.mixes if data["number"] > 1 else []), data]

    def take_opened(self, line: Line, data: Any) -> None:
        if self.definition.has_proofs:
            if line.by not in data["members"]:
                raise Fault(f"{line.by} does not open")
            first = self.begun[0] if self.begun else data
            if (first["tracking"], set(first["members"])) != (
                data["tracking"],
                set(data["members"]),
            ):
                raise Fault("openings of others were begun and not abandoned")
            self.check_closed(line)
            self.check_quorum(data["members"])
        self.take_proof(line, data)
        self.begun.append(data)

    def take_opening_abandoned(self, line: Line, data: Any) -> None:
        if not data["hashes"] or sorted(data["hashes"]) != sorted(
            opened["hash"] for opened in self.begun
        ):
            raise Fault("other openings were begun")
        self.take_proof(line, data)
        self.begun = []

    def check_opened_by(self, officers: List[str]) -> None:
        """A result with proofs is of those who opened since the last one."""
        if self.definition.has_proofs:
            if {opened["officer"] for opened in self.begun} != set(officers):
                raise Fault("the openings before it are others")

    def check_sealed(self, sealed: str, officers: List[str]) -> None:
        """A blind count with proofs is of the last mix, by those who mixed; another of what is new."""
        if not self.definition.has_proofs:
            if sealed in self.sealed:
                raise Fault("this blind count was made before it")
            return
        mixed = sorted(mix["officer"] for mix in self.mixes)
        if not self.mixes or self.mixes[-1]["hash"] != sealed or mixed != sorted(officers):
            raise Fault("the mixes before it are others")

    def take_ceremony_abandoned(self, line: Line, data: Any) -> None:
        if not self.definition.has_proofs:
            raise Fault("this election has no proofs")
        if self.has_begun:
            raise Fault("a count has begun")
        if data["hash"] == self.definition.hash:
            raise Fault("it names this very definition")
        if data in self.ceremonies:
            raise Fault("it is recorded already")
        self.ceremonies.append(data)

    def overtaking(self, counted: Counted) -> List[str]:
        """What came in after a count that it would read, and later results that were signed."""
        later = self.counts[self.counts.index(counted) + 1 :]
        return [
            what
            for line, what, paper in self.inputs
            if line > counted.line and (counted.stage != "electronic" or not paper)
        ] + [f"a later result of stage {c.stage}" for c in later if self.is_other(c, counted)]

    def is_other(self, one: Counted, counted: Counted) -> bool:
        """Whether a count gave another result, which enough officers signed."""
        officers = self.signers.get(one.result, set()) & set(self.definition.officers)
        return one.result != counted.result and len(officers) >= self.definition.quorum["sign"]

    def signed_before(self, counted: Counted) -> List[Counted]:
        before = self.counts[: self.counts.index(counted)]
        return [one for one in before if self.is_other(one, counted)]

    def count_of(self, result: str) -> Optional[Counted]:
        """The count that gave a result."""
        return next((c for c in self.counts if c.result == result), None)


class Rulings:
    """What amendments come to, a later one before an earlier (page FormatAmendment)."""

    def __init__(self, amendments: List[Dict[str, Any]]) -> None:
        self.statuses: Dict[Tuple[str, str], str] = {}
        self.revoked: Dict[str, int] = {}
        self.bundles: Dict[str, bool] = {}
        self.ballots: Dict[str, Dict[int, bool]] = {}
        self.missing: Set[Tuple[str, int]] = set()
        self.last: Dict[str, int] = {}
        self.chains: Set[Tuple[str, int]] = set()
        self.cross_style = 0
        self.registers: Dict[str, int] = {}
        self.lots: Dict[int, Dict[str, int]] = {}
        for amendment in amendments:
            for change in amendment["changes"]:
                self.add(change)

    def add(self, change: Dict[str, Any]) -> None:
        kind = change["kind"]
        if kind == "status":
            self.statuses[change["contest"], change["option"]] = change["status"]
        elif kind == "revoke":
            self.revoked[change["collector"]] = change["last"]
        elif kind in ("exclude", "restore") and "index" in change:
            ballots = self.ballots.setdefault(change["bundle"], {})
            ballots[change["index"]] = kind == "restore"
        elif kind in ("exclude", "restore"):
            self.bundles[change["bundle"]] = kind == "restore"
        elif kind == "missing":
            self.missing.add((change["collector"], change["sequence"]))
        elif kind == "last":
            self.last[change["collector"]] = change["sequence"]
        elif kind == "accept-chain":
            self.chains.add((change["collector"], change["sequence"]))
        elif kind == "accept-cross-style":
            self.cross_style = change["count"]
        elif kind == "accept-register":
            self.registers[change["station"]] = change["count"]
        elif kind == "lots":
            self.lots[change["line"]] = change["draws"]

    def excludes(self, bundle: str, collector: str, sequence: int) -> bool:
        """Whether a bundle does not count: by itself, or since its collector's key was revoked."""
        if bundle in self.bundles:
            return not self.bundles[bundle]
        revoked = self.revoked.get(collector)
        return revoked is not None and sequence > revoked

    def left_out(self, bundle: str) -> int:
        """How many ballots of a bundle are left out one by one."""
        return sum(1 for counts in self.ballots.get(bundle, {}).values() if not counts)

    def restored(self, bundle: str) -> int:
        """How many ballots of a bundle count although they would be struck."""
        return sum(self.ballots.get(bundle, {}).values())

    def settles(self, item: Dict[str, Any]) -> bool:
        """Whether an amendment settles something that is out."""
        kind, collector = item["kind"], item.get("collector", "")
        if kind == "no-bundle":
            return 0 in (self.last.get(collector), self.revoked.get(collector))
        if kind == "missing-bundle":
            return (collector, item["sequence"]) in self.missing
        if kind in ("after-last-bundle", "broken-chain"):
            return (collector, item["sequence"]) in self.chains
        if kind == "cross-style":
            return item["count"] <= self.cross_style
        if kind == "register":
            return item["entries"] <= self.registers.get(item["station"], 0)
        return False


# Counting (pages FormatBundle, A ballot; FormatElection, Methods; Counting)

Votes = Any  # a number, or the three judgements of a contest of support and opposition
VERDICTS = ("valid", "blank", "overvoted", "undervoted", "malformed")


@dataclass
class Figures:
    """Ballots and votes of a contest, in one place or channel."""

    ballots: Dict[str, int]
    rejected: Dict[str, int]
    votes: Dict[str, List[int]]

    @staticmethod
    def none(definition: Definition, contest: str) -> "Figures":
        width = 3 if definition.contests[contest]["method"] == "support-oppose" else 1
        return Figures(
            dict.fromkeys(VERDICTS, 0),
            dict.fromkeys(definition.rejections, 0),
            {option: [0] * width for option in definition.options[contest]},
        )

    def add(self, other: "Figures") -> None:
        for name, count in other.ballots.items():
            self.ballots[name] += count
        for name, count in other.rejected.items():
            self.rejected[name] += count
        for option, votes in other.votes.items():
            self.votes[option] = [a + b for a, b in zip(self.votes[option], votes)]

    def all_ballots(self) -> int:
        return sum(self.ballots.values()) + sum(self.rejected.values())

    def ballots_json(self) -> Dict[str, Any]:
        return {**self.ballots, "rejected": self.rejected}

    def votes_json(self, option: str) -> Votes:
        votes = self.votes[option]
        if len(votes) == 1:
            return votes[0]
        support, oppose, abstain = votes
        return {"support": support, "oppose": oppose, "abstain": abstain, "net": support - oppose}


def judge(marks: bytes, contest: Dict[str, Any], standing: List[bool]) -> str:
    """What a run of marks is; a mark for an option that was taken out before is no choice."""
    ranked = contest["method"] in RANKED
    most_mark = 3 if contest["method"] == "support-oppose" else len(marks) if ranked else 1
    if any(mark > most_mark for mark in marks):
        return "malformed"
    chosen = [mark for mark, stands in zip(marks, standing) if mark and stands]
    least, most = choices(contest)
    if not chosen:
        return "blank"
    if len(chosen) > most:
        return "overvoted"
    if not ranked:
        return "undervoted" if len(chosen) < least else "valid"
    clear = len(preferences(marks, standing))
    if clear == 0 and chosen.count(min(chosen)) > 1:
        # A first preference for several is one for too many; a beginning at 2 is none.
        return "overvoted"
    return "undervoted" if clear < least else "valid"


def preferences(marks: bytes, standing: List[bool]) -> List[int]:
    """The options of a ranked ballot, the first first, as far as its ranks are clear.

    They end before a rank that is not there or that several share; a rank that only options have
    which were taken out before the poll is passed over.
    """
    by_rank: Dict[int, List[int]] = {}
    for option, mark in enumerate(marks):
        if mark:
            by_rank.setdefault(mark, []).append(option)
    found = []
    for rank in range(1, len(marks) + 1):
        options = by_rank.get(rank, [])
        stand = [option for option in options if standing[option]]
        if len(stand) == 1:
            found.append(stand[0])
        elif stand or not options:
            break
    return found


@dataclass
class Outcome:
    """What the rules decide of a contest; options by their ids."""

    kind: str
    winners: List[str] = field(default_factory=list)
    vacant: int = 0
    draw: Optional[Dict[str, Any]] = None
    lots: List[Dict[str, Any]] = field(default_factory=list)
    # The fewest papers without which the outcome could be another: a number, None where no number
    # could change it, or "unknown" where the method does not let it be said.
    margin: Any = None
    working: Dict[str, Any] = field(default_factory=dict)


@dataclass
class Drawing:
    """Lots between options that are level: who drew a place, and who has to draw again."""

    level: List[str]
    seats: int
    winners: List[str] = field(default_factory=list)
    rounds: List[Dict[str, Any]] = field(default_factory=list)

    def settle(self, recorded: List[Dict[str, Any]]) -> "Drawing":
        """Takes the recorded rounds that are of just these options and so many places."""
        for drawn in recorded:
            if not self.level:
                break
            draws = drawn["draws"]
            if drawn["seats"] != self.seats or set(draws) != set(self.level):
                continue
            self.rounds.append(drawn)
            last = sorted(draws.values(), reverse=True)[self.seats - 1]
            above = [option for option in self.level if draws[option] > last]
            equal = [option for option in self.level if draws[option] == last]
            self.winners += above
            self.seats -= len(above)
            if len(equal) <= self.seats:
                self.winners += equal
                self.level, self.seats = [], 0
            else:
                self.level = equal
        return self

    def left(self, prize: str) -> Optional[Dict[str, Any]]:
        """What is still to be drawn."""
        if not self.level:
            return None
        return {"candidates": self.level, "seats": self.seats, "for": prize}


def highest(
    seats: int, options: List[str], votes: Dict[str, int]
) -> Tuple[List[str], List[str]]:
    """Who certainly takes one of the seats, and who is level for the rest of them."""
    if len(options) <= seats:
        return options, []
    order = sorted((votes[option] for option in options), reverse=True)
    last = order[seats - 1]
    if order[seats] < last:
        return [option for option in options if votes[option] >= last], []
    above = [option for option in options if votes[option] > last]
    return above, [option for option in options if votes[option] == last]


@dataclass
class Contest:
    """A contest with all its votes, before anything is decided."""

    rules: Dict[str, Any]
    standing: List[str]
    votes: Dict[str, List[int]]
    turnout: int
    rankings: Dict[Tuple[str, ...], int]
    lots: List[Dict[str, Any]]

    @property
    def seats(self) -> int:
        return self.rules.get("seats", 1)

    def decide(self) -> Outcome:
        if is_uncontested(self.rules, self.standing):
            lists = self.rules["method"] == "largest-remainder"
            seats = [o for o in self.standing for _ in range(self.seats if lists else 1)]
            return Outcome("uncontested", seats, self.seats - len(seats))
        decide: Dict[str, Callable[[], Outcome]] = {
            "plurality": self.plurality,
            "support-oppose": self.net_support,
            "threshold": self.threshold,
            "question": self.question,
            "instant-runoff": lambda: Transfers(self, droop=False).run(),
            "single-transferable": lambda: Transfers(self, droop=True).run(),
            "largest-remainder": self.largest_remainder,
        }
        return decide[self.rules["method"]]()

    def chosen(self) -> Dict[str, int]:
        return {option: votes[0] for option, votes in self.votes.items()}

    def elect(
        self, seats: int, options: List[str], votes: Dict[str, int], kind: str
    ) -> Outcome:
        """The highest win; who is level at the last seat goes to lots."""
        winners, level = highest(seats, options, votes)
        if not level:
            return Outcome(kind, winners)
        drawing = Drawing(level, seats - len(winners)).settle(self.lots)
        draw = drawing.left("seat")
        return Outcome(
            kind if draw is None else "tie", winners + drawing.winners, 0, draw, drawing.rounds
        )

    def plurality(self) -> Outcome:
        votes = self.chosen()
        outcome = self.elect(self.seats, self.standing, votes, "elected")
        order = sorted((votes[option] for option in self.standing), reverse=True)
        outcome.margin = max(1, order[self.seats - 1] - order[self.seats])
        return outcome

    def net_support(self) -> Outcome:
        net = {option: votes[0] - votes[1] for option, votes in self.votes.items()}
        order = sorted((net[option] for option in self.standing), reverse=True)
        qualified = [option for option in self.standing if net[option] > 0]
        if not qualified:
            return Outcome("none", margin=1 - order[0] if order else None)
        outcome = self.elect(1, qualified, net, "recommended")
        ahead = [(order[0] - order[1] + 1) // 2] if len(order) > 1 else []
        outcome.margin = max(1, min([order[0], *ahead]))
        return outcome

    def threshold(self) -> Outcome:
        votes, required = self.chosen(), self.rules["required"]
        reached = [option for option in self.standing if votes[option] >= required]
        margins = [votes[option] - required + 1 for option in reached]
        return Outcome("passed" if reached else "none", reached, margin=min(margins, default=None))

    def question(self) -> Outcome:
        votes = {option: self.chosen()[option] for option in self.standing}
        yes, no = votes.get("yes", 0), votes.get("no", 0)
        least, turnout = self.rules.get("minYes"), self.rules.get("minTurnout")
        if yes > no and yes >= (least or 0) and self.turnout >= (turnout or 0):
            margins = [yes - no]
            margins += [] if least is None else [yes - least + 1]
            margins += [] if turnout is None else [self.turnout - turnout + 1]
            return Outcome("passed", ["yes"], margin=min(margins))
        more = no - yes + 1
        can_pass = yes <= no and yes >= max(1, least or 0) and self.turnout - more >= (turnout or 0)
        return Outcome("rejected", margin=more if can_pass else None)

    def largest_remainder(self) -> Outcome:
        """A seat for every whole Hare quota, the others by the largest remainders."""
        votes = self.chosen()
        total = sum(votes[option] for option in self.standing)
        if total == 0:
            return Outcome("none", vacant=self.seats)
        quotas = {option: votes[option] * self.seats // total for option in self.standing}
        remainders = {option: votes[option] * self.seats % total for option in self.standing}
        left = self.seats - sum(quotas.values())
        outcome = Outcome("elected")
        if left:
            outcome = self.elect(left, self.standing, remainders, "elected")
        awarded = {option: quotas[option] + (option in outcome.winners) for option in self.standing}
        outcome.winners = [o for o in self.standing for _ in range(awarded[o])]
        outcome.margin = "unknown"
        lists = [
            {
                "id": option,
                "quotas": quotas[option],
                "remainder": remainders[option],
                "seats": awarded[option],
            }
            for option in self.standing
        ]
        outcome.working = {"allocation": {"votes": total, "seats": self.seats, "lists": lists}}
        return outcome


def is_uncontested(rules: Dict[str, Any], standing: List[str]) -> bool:
    """No more standing options than seats, of lists no more than one: no vote is counted."""
    if rules["method"] in ("support-oppose", "threshold", "question"):
        return False
    return len(standing) <= (1 if rules["method"] == "largest-remainder" else rules.get("seats", 1))


@dataclass
class Pile:
    """Papers of one order of preferences: how many, at which of them they lie, at what value."""

    ranking: Tuple[str, ...]
    papers: int
    place: int
    value: int


class Transfers:
    """A count of ranked papers, stage by stage, after the rules of Scotland's local elections.

    Votes are counted in parts: a hundred thousand make one where surpluses are transferred. With
    the quota of a majority, which is anew at every stage, it is an instant runoff.
    """

    def __init__(self, contest: Contest, droop: bool) -> None:
        self.contest = contest
        self.seats = contest.seats
        self.droop = droop
        self.unit = 100_000 if droop else 1
        self.quota = (sum(contest.rankings.values()) // (self.seats + 1) + 1) * self.unit
        self.piles: Dict[str, List[Pile]] = {option: [] for option in contest.votes}
        self.votes = dict.fromkeys(contest.votes, 0)
        self.lost = 0
        self.continuing = set(contest.standing)
        self.elected: List[str] = []
        self.surpluses: List[str] = []
        self.stages: List[Dict[str, Any]] = []
        self.rounds: List[Dict[str, Any]] = []
        self.draw: Optional[Dict[str, Any]] = None
        for ranking, papers in contest.rankings.items():
            self.credit(Pile(ranking, papers, 0, self.unit))

    def credit(self, pile: Pile) -> None:
        """Puts papers with the next candidate who continues, or aside."""
        for place in range(pile.place, len(pile.ranking)):
            option = pile.ranking[place]
            if option in self.continuing:
                self.piles[option].append(Pile(pile.ranking, pile.papers, place, pile.value))
                self.votes[option] += pile.papers * pile.value
                return
        self.lost += pile.papers * pile.value

    def run(self) -> Outcome:
        self.close({"action": "first-preferences"})
        while len(self.elected) < self.seats and self.draw is None:
            if self.surpluses:
                option = self.next_surplus()
                if option is not None:
                    self.transfer_surplus(option)
                    self.close({"action": "surplus", "option": option})
            else:
                option = self.next_exclusion()
                if option is not None:
                    self.exclude(option)
                    self.close({"action": "exclusion", "option": option})
        rounds = {
            "unit": self.unit,
            "quota": self.quota if self.droop else None,
            "stages": self.stages,
        }
        return Outcome(
            "elected" if self.draw is None else "tie",
            self.elected,
            0,
            self.draw,
            self.rounds,
            self.margin(),
            {"rounds": rounds},
        )

    def close(self, stage: Dict[str, Any]) -> None:
        """Ends a stage: who has the quota is elected, and all where no more are left than seats."""
        if not self.droop:
            self.quota = sum(self.votes[option] for option in self.continuing) // 2 + 1
        order = [option for option in self.contest.votes if option in self.continuing]
        order.sort(key=lambda option: -self.votes[option])
        now = [option for option in order if self.votes[option] >= self.quota]
        if len(self.elected) + len(now) < self.seats:
            if len(order) <= self.seats - len(self.elected):
                now = order
        for option in now:
            self.continuing.remove(option)
            self.elected.append(option)
            if self.droop and self.votes[option] > self.quota:
                self.surpluses.append(option)
        if self.stages:
            before = self.stages[-1]["votes"]
            stage["transfers"] = {o: votes - before[o] for o, votes in self.votes.items()}
        stage.update(votes=dict(self.votes), nonTransferable=self.lost, elected=now)
        self.stages.append(stage)

    def next_surplus(self) -> Optional[str]:
        """The largest surplus comes first."""
        most = max(self.votes[option] for option in self.surpluses)
        option = self.separate([o for o in self.surpluses if self.votes[o] == most], True)
        if option is not None:
            self.surpluses.remove(option)
        return option

    def next_exclusion(self) -> Optional[str]:
        """Who has the fewest votes; of several without a single paper the first, without lots."""
        fewest = min(self.votes[option] for option in self.continuing)
        level = [o for o in self.continuing if self.votes[o] == fewest]
        open_seats = self.seats - len(self.elected)
        if len(level) > 1 and not any(self.piles[option] for option in level):
            if len(self.continuing) - len(level) >= open_seats:
                return next(option for option in self.contest.votes if option in level)
        return self.separate(level, False)

    def separate(self, level: List[str], most: bool) -> Optional[str]:
        """Who had the most, or fewest, at the latest stage at which they differed; else lots."""
        level = [option for option in self.contest.votes if option in level]
        for stage in reversed(self.stages):
            votes = [stage["votes"][option] for option in level]
            extreme = max(votes) if most else min(votes)
            level = [option for option in level if stage["votes"][option] == extreme]
        if len(level) == 1:
            return level[0]
        drawing = Drawing(level, 1 if most else len(level) - 1).settle(self.contest.lots)
        self.rounds += drawing.rounds
        self.draw = drawing.left("first" if most else "stay")
        if self.draw is not None:
            return None
        if most:
            return drawing.winners[0]
        return next(option for option in level if option not in drawing.winners)

    def transfer_surplus(self, option: str) -> None:
        """Every paper goes on at its value times the surplus, by the votes; the rest is lost."""
        total = self.votes[option]
        surplus = total - self.quota
        piles, self.piles[option] = self.piles[option], []
        transferred = 0
        for pile in piles:
            value = surplus * pile.value // total
            transferred += pile.papers * value
            self.credit(Pile(pile.ranking, pile.papers, pile.place + 1, value))
        self.lost += surplus - transferred
        self.votes[option] = self.quota

    def exclude(self, option: str) -> None:
        """Every paper goes on at the value at which it came."""
        self.continuing.remove(option)
        piles, self.piles[option] = self.piles[option], []
        self.votes[option] = 0
        for pile in piles:
            self.credit(Pile(pile.ranking, pile.papers, pile.place + 1, pile.value))

    def margin(self) -> Any:
        """Of an instant runoff the smallest difference that decided anything."""
        if self.droop:
            return "unknown"
        margins: List[int] = []
        left = set(self.contest.standing)
        for stage, following in zip(self.stages, self.stages[1:]):
            out = following["option"]
            left.remove(out)
            votes = stage["votes"]
            margins += [votes[option] - votes[out] for option in left if votes[option] > 0]
        if self.elected:
            votes = self.stages[-1]["votes"]
            total = sum(votes[option] for option in left)
            margins.append(2 * votes[self.elected[0]] - total)
        return max(1, min(margins)) if margins else None


# What is counted again (page Counting)

PatternKey = Tuple[str, str, str, str]


class Patterns:
    """patterns.csv: how often each run of marks of one contest came, by where it came from."""

    HEADER = b"style,contest,channel,collector,marks,count"

    def __init__(self, data: bytes, definition: Definition) -> None:
        self.definition = definition
        self.rows: Dict[PatternKey, Dict[str, int]] = {}
        self.count = 0
        lines = data.split(b"\n")
        if lines[0] != self.HEADER or lines[-1]:
            raise Fault("patterns.csv has another header, or is cut off")
        last = b""
        for at, line in enumerate(lines[1:-1], start=2):
            try:
                if len(line) > 1 << 15 or line <= last:
                    raise Fault("it is out of order, repeated or too long")
                self.take(line.decode("ascii").split(","))
            except (Fault, UnicodeDecodeError) as error:
                raise Fault(f"patterns.csv line {at}: {error}") from None
            last = line

    def take(self, fields: List[str]) -> None:
        if len(fields) != 6:
            raise Fault("it has not six fields")
        style, contest, channel, collector, marks, count = fields
        if not re.fullmatch(r"[1-9][0-9]{0,15}", count):
            raise Fault("the count is no number")
        known = self.definition
        if style not in known.styles or collector not in known.collectors:
            raise Fault("there is no such style or collector")
        source = known.collectors[collector]
        if channel is None or channel != source["channel"]:
            raise Fault("the channel is not the collector's")
        if contest == "-":
            if marks != "unreadable":
                raise Fault("what is of no contest is unreadable")
        else:
            self.check_marks(style, contest, marks)
        runs = self.rows.setdefault((style, contest, channel, collector), {})
        if marks in runs or int(count) > LARGEST:
            raise Fault("the run of marks is there twice, or too often")
        runs[marks] = int(count)
        self.count += 1

    def check_marks(self, style: str, contest: str, marks: str) -> None:
        """A run of marks that is possible; a malformed one is not spelled out."""
        if contest not in self.definition.styles[style]["contests"]:
            raise Fault("the style does not carry this contest")
        if marks == "malformed":
            return
        options = len(self.definition.options[contest])
        if not re.fullmatch(r"[0-9a-f]*", marks) or len(marks) != 2 * options:
            raise Fault("the marks are not one for each option")
        method = self.definition.contests[contest]["method"]
        most = 3 if method == "support-oppose" else options if method in RANKED else 1
        if any(mark > most for mark in bytes.fromhex(marks)):
            raise Fault("the marks cannot be")

    def total(self, style: str, contest: str, collector: str) -> int:
        channel = self.definition.collectors[collector]["channel"]
        return sum(self.rows.get((style, contest, channel, collector), {}).values())

    def unreadable(self) -> int:
        return sum(sum(r.values()) for key, r in self.rows.items() if key[1] == "-")


class Count:
    """One contest, counted again from patterns and sheets."""

    def __init__(self, contest: str, definition: Definition, rulings: Rulings) -> None:
        self.id = contest
        self.definition = definition
        self.rules = definition.contests[contest]
        self.standing = definition.standing(contest, rulings.statuses)
        self.statuses = rulings.statuses
        self.is_counted = not is_uncontested(self.rules, self.standing)
        self.options = list(definition.options[contest])
        self.stands = [option in set(self.standing) for option in self.options]
        self.channels = {
            name: Figures.none(definition, contest) for name in definition.carried()[contest]
        }
        self.places: Dict[Tuple[str, str, str], Figures] = {}
        self.rankings: Counter[Tuple[str, ...]] = Counter()

    def add(self, figures: Figures, channel: str, area: str, kind: str, place: str) -> None:
        """Adds what came from one place; it is of its area too."""
        none = Figures.none
        for key in [("area", area, channel), (kind, place, channel)]:
            self.places.setdefault(key, none(self.definition, self.id)).add(figures)
        self.channels.setdefault(channel, none(self.definition, self.id)).add(figures)

    def add_patterns(self, key: PatternKey, runs: Dict[str, int]) -> None:
        style, _, channel, collector = key
        if self.is_counted:
            area = self.definition.styles[style]["area"]
            self.add(self.figures(runs), channel, area, "collector", collector)

    def figures(self, runs: Dict[str, int]) -> Figures:
        figures = Figures.none(self.definition, self.id)
        for run, times in runs.items():
            # Of a contest without options there are no marks, which is blank.
            marks = b"" if run == "malformed" else bytes.fromhex(run)
            verdict = run if run == "malformed" else judge(marks, self.rules, self.stands)
            figures.ballots[verdict] += times
            if verdict != "valid":
                continue
            if self.rules["method"] in RANKED:
                ranking = tuple(self.options[o] for o in preferences(marks, self.stands))
                self.rankings[ranking] += times
                # Options show first preferences; the rounds show what became of them.
                if ranking:
                    figures.votes[ranking[0]][0] += times
                continue
            for option, mark, stands in zip(self.options, marks, self.stands):
                if mark and stands:
                    figures.votes[option][mark - 1] += times
        return figures

    def add_sheet(self, sheet: Dict[str, Any]) -> None:
        if not self.is_counted:
            return
        figures = Figures.none(self.definition, self.id)
        figures.ballots["valid"] = sheet["papers"] - sum(sheet["rejected"].values())
        figures.rejected.update(sheet["rejected"])
        for option in self.standing:
            count = sheet["counts"][option]
            figures.votes[option] = (
                [count[name] for name in JUDGEMENTS] if isinstance(count, dict) else [count]
            )
        station = self.definition.stations[sheet["station"]]
        self.add(figures, station["channel"], station["area"], "station", sheet["station"])

    def result(self, lots: List[Dict[str, Any]], unresolved: int) -> Dict[str, Any]:
        """The contest as result.json has it (page FormatResult)."""
        total = Figures.none(self.definition, self.id)
        for figures in self.channels.values():
            total.add(figures)
        outcome = Contest(
            self.rules,
            self.standing,
            total.votes,
            total.all_ballots(),
            dict(self.rankings),
            lots,
        ).decide()
        ballots = {name: figures.ballots_json() for name, figures in self.channels.items()}
        options = [
            {
                "id": option,
                "channels": {n: f.votes_json(option) for n, f in self.channels.items()},
                "total": total.votes_json(option),
            }
            for option in self.options
        ]
        return {
            "id": self.id,
            "electorate": self.definition.areas[self.rules["area"]].get("electorate"),
            "turnout": total.all_ballots(),
            "outcome": self.outcome_json(outcome),
            "ballots": {**ballots, "total": total.ballots_json()},
            "options": options,
            "places": [self.place_json(key) for key in sorted(self.places)],
            "unresolved": self.against(outcome.margin, unresolved),
            **outcome.working,
        }

    def place_json(self, key: Tuple[str, str, str]) -> Dict[str, Any]:
        kind, name, channel = key
        figures = self.places[key]
        votes = [{"id": o, "count": figures.votes_json(o)} for o in self.options]
        ballots = figures.ballots_json()
        return {kind: name, "channel": channel, "ballots": ballots, "options": votes}

    def outcome_json(self, outcome: Outcome) -> Dict[str, Any]:
        """Who died or was disqualified during the poll wins, and the seat stays empty."""
        order = {option: at for at, option in enumerate(self.options)}
        winners = sorted(outcome.winners, key=lambda option: order[option])
        failed = [
            option
            for option in winners
            if self.definition.status(self.id, option, self.statuses).endswith("-during")
        ]
        members = {
            "kind": outcome.kind,
            "elected": [option for option in winners if option not in failed],
            "vacant": outcome.vacant + len(failed),
            "failed": failed,
            "ties": [] if outcome.draw is None else [outcome.draw["candidates"]],
            "lots": outcome.lots,
        }
        return members if outcome.draw is None else {**members, "draw": outcome.draw}

    def against(self, margin: Any, papers: int) -> Dict[str, Any]:
        """Register entries that could not be taken out of their boxes, against the margin."""
        if margin == "unknown":
            return {"papers": papers, "margin": None, "couldChange": papers > 0}
        could = margin is not None and papers >= margin
        return {"papers": papers, "margin": margin, "couldChange": could}


# What is still out (pages FormatBundle, Paper and FormatResult)

Item = Dict[str, Any]
# The sentence of each thing that can be out, in the languages of signed files. Holes are members of
# the thing; `account` and `batch` are written with a stroke: s1/mayor, s1/b1.
SENTENCES: Dict[str, Tuple[str, str]] = {
    "no-bundle": ("no bundle of {collector} is in", "未有 {collector} 的票包"),
    "missing-bundle": (
        "bundle {sequence} of {collector} is missing",
        "欠缺 {collector} 的第 {sequence} 個票包",
    ),
    "no-last-bundle": ("the last bundle of {collector} is not in", "未有 {collector} 的最後票包"),
    "after-last-bundle": (
        "bundle {sequence} of {collector} comes after its last",
        "{collector} 的第 {sequence} 個票包在其最後票包之後",
    ),
    "broken-chain": (
        "bundle {sequence} of {collector} does not follow the one before it",
        "{collector} 的第 {sequence} 個票包與前一個不相連",
    ),
    "identities": (
        "the identities of bundle {bundle} do not hold (identities)",
        "票包 {bundle} 的身分資料不符",
    ),
    "unsigned-reconciliation": (
        "no custodian has signed the reconciliation",
        "保管人尚未簽署核對",
    ),
    "cross-style": (
        "{people} stand in two styles (cross-style)",
        "有 {count:,} 人同時列於兩種選票",
    ),
    "register": (
        "station {station} has {entries} register entries but issued {issued} papers",
        "票站 {station} 登記了 {entries} 人，但只發出 {issued} 張選票",
    ),
    "lots": (
        "lots are to be drawn in {contest} between {candidates}",
        "{contest} 須由 {candidates} 抽籤",
    ),
    "station": ("nothing of station {station} is in", "票站 {station} 未有任何資料"),
    "account": ("station {account} has no account", "票站 {account} 未有選票結算表"),
    "account-entry": ("account {why}", "選票結算表 {why}"),
    "sheet": ("sheet {why}", "點票表格 {why}"),
    "no-sheet": (
        "station {station} has no sheet of {contest}",
        "票站 {station} 未有 {contest} 的點票表格",
    ),
    "batch-lacks": (
        "batch {batch} has no sheet of {contests}",
        "批次 {batch} 未有 {contests} 的點票表格",
    ),
    "batch-mixed": (
        "batch {batch} has contests that are on no one paper: {contests}",
        "批次 {batch} 的選舉項目並不同在一種選票上：{contests}",
    ),
    "unequal-papers": (
        "batch {batch} has unequal numbers of papers: {papers}",
        "批次 {batch} 的選票數目不一：{papers}",
    ),
    "unexpected-batch": ("batch {batch} is none that is expected", "批次 {batch} 並非預定的批次"),
    "missing-batch": ("batch {batch} is expected and was not keyed", "批次 {batch} 應有而未輸入"),
    "issued": (
        "station {account} issued {issued} papers but accounts for {accountedFor}",
        "票站 {account} 發出 {issued} 張選票，但選票結算表交代了 {accountedFor} 張",
    ),
    "in-box": (
        "station {account} has {inBox} papers in the box but {papers} in its batches",
        "票站 {account} 票箱有 {inBox} 張選票，但各批共有 {papers} 張",
    ),
    # Why a sheet or an account waits, in its sentence.
    "once": ("{name} was keyed by {by} only", "{name} 只由 {by} 輸入"),
    "differs": (
        "{name} was keyed differently by {by}: {items}",
        "{name} 由 {by} 輸入不一致：{items}",
    ),
    "amended": ("{name} must be keyed again after an amendment", "{name} 因修訂須重新輸入"),
    "reopened": (
        "{name} was reopened by {by}: two people key it again",
        "{name} 已由 {by} 重開：須由兩人重新輸入",
    ),
}
LANGUAGES = ("en", "zh-Hant")


def out(kind: str, why: Tuple[str, ...] = ("", ""), **members: Any) -> Item:
    """A thing that is out, with its words."""
    holes = dict(members)
    station, batch, contest = (members.get(name) for name in ("station", "batch", "contest"))
    holes["account"] = station if contest is None else f"{station}/{contest}"
    holes["batch"] = f"{station}/{batch}"
    holes["people"] = plural(members.get("count", 0), "person", "people")
    for name in ("contests", "candidates"):
        holes[name] = ", ".join(members.get(name, []))
    if isinstance(members.get("papers"), dict):
        holes["papers"] = ", ".join(f"{c} {n}" for c, n in sorted(members["papers"].items()))
    words = {
        language: sentence.format(**{**holes, "why": reason})
        for language, sentence, reason in zip(LANGUAGES, SENTENCES[kind], why)
    }
    kept = {name: value for name, value in members.items() if value is not None}
    return {"kind": kind, **kept, "words": words}


def waiting(entries: Entries, of: str) -> Tuple[str, ...]:
    """Why a sheet or an account does not count yet, in each language."""
    standing = [entry for entry in entries.keyed.values() if entry.holds]
    by, items = ", ".join(entry.by for entry in standing), ""
    if entries.reopened:
        kind, by = "reopened", entries.reopened
    elif not standing:
        kind = "amended"
    elif len(standing) == 1:
        kind = "once"
    else:
        first = standing[0].value
        differing = {item for entry in standing[1:] for item in unlike_items(first, entry.value)}
        kind, items = "differs", ", ".join(sorted(differing))
    return tuple(sentence.format(name=of, by=by, items=items) for sentence in SENTENCES[kind])


def unlike_items(one: Dict[str, Any], other: Dict[str, Any]) -> Set[str]:
    """The items in which two entries differ, as a table names them."""
    names = {name for name in ("papers", "objections") if one.get(name) != other.get(name)}
    names |= {name for name in FIGURES if one.get(name) != other.get(name)}
    for prefix, table_of_it in (("", "counts"), ("rejected:", "rejected")):
        counts = one.get(table_of_it, {})
        names |= {prefix + name for name in counts if counts[name] != other[table_of_it].get(name)}
    return names


FIGURES = ("issued", "unused", "spoilt", "tendered", "in-box")


@dataclass
class Manifest:
    """A bundle's manifest of a package, with its hash."""

    hash: str
    json: Dict[str, Any]

    def is_excluded(self, rulings: Rulings) -> bool:
        return rulings.excludes(self.hash, self.json["collector"], self.json["sequence"])

    @property
    def ballots(self) -> int:
        return self.json["ballots"]["count"] if self.json["kind"] == "ballots" else 0


def chain_gaps(
    manifests: List[Manifest], definition: Definition, rulings: Rulings
) -> List[Item]:
    """What the collectors' bundles lack, and no amendment settles."""
    by_collector: Dict[str, List[Manifest]] = {}
    for manifest in manifests:
        by_collector.setdefault(manifest.json["collector"], []).append(manifest)
    gaps = []
    for collector in definition.collectors:
        gaps += collector_gaps(collector, by_collector.get(collector, []), rulings)
    return [gap for gap in gaps if not rulings.settles(gap)]


def collector_gaps(
    collector: str, manifests: List[Manifest], rulings: Rulings
) -> List[Item]:
    revoked = rulings.revoked.get(collector)
    chain = [m for m in manifests if revoked is None or m.json["sequence"] <= revoked]
    chain.sort(key=lambda manifest: manifest.json["sequence"])
    if not chain:
        return [out("no-bundle", collector=collector)]
    gaps: List[Item] = []

    def gap(kind: str, sequence: int) -> None:
        gaps.append(out(kind, collector=collector, sequence=sequence))

    before: Optional[Manifest] = None
    for manifest in chain:
        sequence = manifest.json["sequence"]
        expected = before.json["sequence"] + 1 if before else 1
        counts = not manifest.is_excluded(rulings)
        if sequence > expected:
            for missing in range(expected, min(sequence, expected + 100)):
                gap("missing-bundle", missing)
        elif counts and manifest.json["previous"] != (before.hash if before else None):
            gap("broken-chain", sequence)
        if counts and before is not None and before.json["final"]:
            gap("after-last-bundle", sequence)
        before = manifest
    if revoked is None and not any(manifest.json["final"] for manifest in chain):
        # An amendment settles it that names the highest.
        if rulings.last.get(collector) != chain[-1].json["sequence"]:
            gaps.append(out("no-last-bundle", collector=collector))
    return gaps


class PaperFindings:
    """What of the paper keeps a count from being final (page Paper, What is found)."""

    def __init__(self, definition: Definition, record: Record) -> None:
        self.definition = definition
        self.record = record
        self.on_sheets = [
            contest
            for contest, rules in definition.contests.items()
            if rules["method"] not in RANKED
            and not is_uncontested(rules, definition.standing(contest, record.rulings.statuses))
        ]
        counted = set(self.on_sheets)
        self.of_style = {
            name: [contest for contest in style["contests"] if contest in counted]
            for name, style in definition.styles.items()
        }
        self.styles_of: Dict[FrozenSet[str], Set[str]] = {}
        for name_of_style, contests in self.of_style.items():
            self.styles_of.setdefault(frozenset(contests), set()).add(name_of_style)
        self.sheets: Dict[str, List[SheetKey]] = {}
        self.accounts: Dict[str, List[AccountKey]] = {}
        for key, entries in sorted(record.sheets.items()):
            if entries.is_known():
                self.sheets.setdefault(key[0], []).append(key)
        for account in sorted(record.accounts, key=lambda key: (key[0], key[1] or "")):
            if record.accounts[account].is_known():
                self.accounts.setdefault(account[0], []).append(account)

    def all(self) -> List[Item]:
        return [found for station in self.definition.stations for found in self.of(station)]

    def of(self, station: str) -> List[Item]:
        """What is open of a station."""
        styles = self.definition.stations[station]["styles"]
        contests = list(dict.fromkeys(c for style in styles for c in self.of_style[style]))
        keys, accounts = self.sheets.get(station, []), self.accounts.get(station, [])
        if not keys and not accounts:
            return [out("station", station=station)] if contests else []
        sheets = self.of_sheets(station, keys, contests)
        wanted: List[AccountKey] = [(station, None)] if contests else []
        if self.definition.each_paper:
            wanted = [(station, contest) for contest in contests]
        missing, expected = set(wanted) - set(accounts), set(wanted)
        found = [out("account", station=k[0], contest=k[1]) for k in wanted if k in missing]
        agreed = [sheet for key in keys for sheet in [self.record.sheets[key].agreed()] if sheet]
        papers = papers_by_account(agreed, self.definition.each_paper)
        for account in accounts:
            counted = account in expected if self.definition.each_paper else bool(contests)
            in_batches = papers.get(account, 0) if counted else None
            found += self.of_account(account, in_batches, not sheets)
        return found + sheets

    def of_account(self, key: AccountKey, papers: Optional[int], is_keyed: bool) -> List[Item]:
        account = self.record.account(key)
        place = {"station": key[0], "contest": key[1]}
        if account is None:
            return [out("account-entry", waiting(self.record.accounts[key], name(key)), **place)]
        in_batches = account["in-box"] if papers is None else papers
        unaccounted, uncounted = differences(account, in_batches)
        explained = self.record.explanations.get(key)
        if explained and differs_as_explained(explained, unaccounted, uncounted):
            return []
        found = []
        if unaccounted != 0:
            issued = account["issued"]
            found.append(out("issued", **place, issued=issued, accountedFor=issued - unaccounted))
        # Papers that are missing while not everything is keyed are said to be that already.
        if papers is not None and (uncounted < 0 or (uncounted > 0 and is_keyed)):
            found.append(out("in-box", **place, inBox=account["in-box"], papers=papers))
        return found

    def of_sheets(self, station: str, keys: List[SheetKey], contests: List[str]) -> List[Item]:
        listed = self.definition.stations[station].get("batches")
        batches: Dict[str, List[SheetKey]] = {}
        for key in keys:
            batches.setdefault(key[1], []).append(key)
        found: List[Item] = []
        told, counted = {key[2] for key in keys}, set(contests)
        for batch, group in sorted(batches.items()):
            for key in group:
                entries = self.record.sheets[key]
                if entries.agreed() is None:
                    why = waiting(entries, "/".join(key))
                    found.append(out("sheet", why, station=station, batch=batch, contest=key[2]))
            if listed is not None and batch not in listed:
                found.append(out("unexpected-batch", station=station, batch=batch))
            keyed = [key[2] for key in group if key[2] in counted]
            if not self.definition.each_paper:
                open_things = self.of_batch(station, batch, keyed)
                found += open_things
                for item in open_things:
                    told.update(item["contests"] if item["kind"] == "batch-lacks" else [])
            elif len(keyed) > 1:
                found.append(out("batch-mixed", station=station, batch=batch, contests=keyed))
        missing = [batch for batch in listed or [] if batch not in batches]
        found += [out("missing-batch", station=station, batch=batch) for batch in missing]
        if not missing:
            found += self.without_sheets(station, [c for c in contests if c not in told])
        return found

    def without_sheets(self, station: str, contests: List[str]) -> List[Item]:
        """Contests without any sheet at a station that has papers in its box."""
        found = []
        for contest in contests:
            own = contest if self.definition.each_paper else None
            account = self.record.account((station, own))
            if account and account["in-box"] > 0:
                found.append(out("no-sheet", station=station, contest=contest))
        return found

    def of_batch(self, station: str, batch: str, keyed: List[str]) -> List[Item]:
        """A batch is of one style, and its contests have as many papers each."""
        place = {"station": station, "batch": batch}
        styles = self.definition.stations[station]["styles"]
        if keyed and self.styles_of.get(frozenset(keyed), set()).isdisjoint(styles):
            lacking = [
                [contest for contest in self.of_style[style] if contest not in keyed]
                for style in styles
                if set(keyed) <= set(self.of_style[style])
            ]
            if lacking:
                return [out("batch-lacks", **place, contests=min(lacking, key=len))]
            return [out("batch-mixed", **place, contests=keyed)]
        agreed = {c: self.record.sheets[station, batch, c].agreed() for c in keyed}
        papers = {contest: sheet["papers"] for contest, sheet in agreed.items() if sheet}
        if len(set(papers.values())) > 1:
            return [out("unequal-papers", **place, papers=papers)]
        return []


def name(key: AccountKey) -> str:
    return "/".join(part for part in key if part is not None)


def differences(account: Dict[str, Any], papers: int) -> Tuple[int, int]:
    """Papers that were issued and are nowhere, and papers in the box that are in no batch."""
    accounted = sum(account[place] for place in ("unused", "spoilt", "tendered", "in-box"))
    return account["issued"] - accounted, account["in-box"] - papers


def differs_as_explained(explanation: Dict[str, Any], unaccounted: int, uncounted: int) -> bool:
    return (explanation["unaccounted"], explanation["uncounted"]) == (unaccounted, uncounted)


def papers_by_account(sheets: List[Dict[str, Any]], each: bool) -> Dict[AccountKey, int]:
    """Papers in the batches of each account; of a batch the most that a contest has."""
    batches: Dict[Tuple[AccountKey, str], int] = {}
    for sheet in sheets:
        key = (sheet["station"], sheet["contest"] if each else None), sheet["batch"]
        batches[key] = max(batches.get(key, 0), sheet["papers"])
    papers: Counter[AccountKey] = Counter()
    for (account, _), count in batches.items():
        papers[account] += count
    return dict(papers)


def station_progress(
    definition: Definition,
    rulings: Rulings,
    accounts: List[Dict[str, Any]],
    sheets: List[Dict[str, Any]],
    waiting: Set[str],
) -> List[Dict[str, Any]]:
    """How far the paper of each station is counted (page FormatResult, stations)."""
    on_sheets = {
        contest
        for contest, rules in definition.contests.items()
        if rules["method"] not in RANKED
        and not is_uncontested(rules, definition.standing(contest, rulings.statuses))
    }
    progress = []
    by_station: Dict[str, List[Dict[str, Any]]] = {}
    for sheet in sheets:
        by_station.setdefault(sheet["station"], []).append(sheet)
    own_accounts: Dict[str, List[Dict[str, Any]]] = {}
    for account in accounts:
        own_accounts.setdefault(account["station"], []).append(account)
    for station in definition.stations:
        counted = {c for c in contests_of(definition, station) if c in on_sheets}
        found = by_station.get(station, [])
        papers = papers_by_account(found, definition.each_paper)
        own = [
            account
            for account in own_accounts.get(station, [])
            if (account["contest"] in counted if "contest" in account else bool(counted))
        ]
        to_come: Optional[int] = None
        is_known = len(own) == len(counted) if definition.each_paper else bool(own)
        if not counted:
            to_come = 0
        elif is_known:
            to_come = sum(
                max(0, a["in-box"] - papers.get((station, a.get("contest")), 0)) for a in own
            )
        is_empty = bool(own) and all(account["in-box"] == 0 for account in own)
        is_whole = is_empty or counted <= {sheet["contest"] for sheet in found}
        is_in = not to_come and is_whole and station not in waiting
        progress.append(
            {
                "station": station,
                "state": "in" if is_in else "out",
                "papers": sum(papers.values()),
                "toCome": to_come,
            }
        )
    return progress


# The result (page FormatResult)

LARGEST_COUNT = 1 << 40
BALLOT_COUNT = number(0, LARGEST_COUNT)
REASONS = (
    "not-on-roll",
    "outside-poll",
    "withdrawn",
    "superseded",
    "duplicate",
    "other-channel",
    "voted-on-paper",
)
SOFTWARE = {"version": text, "hash": HASHED}
INPUTS = {
    "manifests": [HASHED],
    "sheets": [HASHED],
    "amendments": [HASHED],
    "strikes": HASHED,
    "reconciliation": HASHED,
    "patterns?": HASHED,
    "tracking?": HASHED,
}
# For the public without the files of which a hash could tell too much.
PUBLIC_INPUTS = {name: form for name, form in INPUTS.items() if not name.endswith("?")}
ELECTRONIC = {
    "entries": BALLOT_COUNT,
    "excluded": BALLOT_COUNT,
    "read": BALLOT_COUNT,
    "unreadable": BALLOT_COUNT,
    "struck": table(one_of(*REASONS), BALLOT_COUNT),
}
# What becomes of sealed ballots; the public may be told of several together.
SEALED_FATES = ("read", "excluded", "unreadable", *REASONS)


def several_fates(value: Any, path: str) -> None:
    fates = [SEALED_FATES.index(name) if name in SEALED_FATES else -1 for name in value.split("+")]
    if len(fates) < 2 or fates != sorted(set(fates)) or -1 in fates:
        raise Fault(f"{path} is not what became of ballots, in its order")


PUBLIC_ELECTRONIC = {
    "entries": BALLOT_COUNT,
    **{f"{name}?": BALLOT_COUNT for name in SEALED_FATES[:3]},
    "struck": table(one_of(*REASONS), BALLOT_COUNT),
    "together?": table(several_fates, BALLOT_COUNT),
}
HEAD = {
    "format": one_of("coldcount/result/1"),
    "election": HASHED,
    "stage": STAGE,
    "journal": HASHED,
    "inputs": INPUTS,
    "software": SOFTWARE,
    "eligibility": one_of("roll", "not-checked"),
    "electronic": ELECTRONIC,
    "replaces": or_null(HASHED),
}
# What a result needs to be one at all; the rest may be wrong and is then said.
LEAST = {
    **HEAD,
    "inputs": {"strikes": HASHED, "reconciliation": HASHED},
    "electronic": {name: BALLOT_COUNT for name in ("entries", "excluded", "read", "unreadable")},
}
del LEAST["replaces"]
PLACE_KINDS = ("area", "collector", "station")
# A number of a row that is shown to the public.
FIGURE = number(0, (1 << 36) - 1)
SHOWN = number(0, (1 << 44) - 256)
DRAWN = {
    "contest": IDENTIFIER,
    "seats": POSITIVE,
    "draws": table(IDENTIFIER, number(1, 10)),
    "drawer": text,
    "witnesses": [text],
}
OUTCOME = {
    "kind": one_of("elected", "uncontested", "recommended", "passed", "rejected", "none", "tie"),
    "elected": [text],
    "vacant": COUNT,
    "failed": [text],
    "ties": anything,
    "lots": [DRAWN],
    "draw?": {"candidates": [text], "seats": COUNT, "for": one_of("seat", "stay", "first")},
}
PUBLIC = {"result": HASHED, "smallCell": COUNT}
AGAINST = {"papers": COUNT, "margin": or_null(COUNT), "couldChange": one_of(True, False)}
EXPLAINED = or_null({"by": IDENTIFIER, "reason": text})
RESULT_ACCOUNT = {
    **ACCOUNT,
    "papers": COUNT,
    "unaccounted": SIGNED_NUMBER,
    "uncounted": SIGNED_NUMBER,
    "explanation": EXPLAINED,
}
RESULT_CORRECTION = {
    "kind": one_of("reopen", "void"),
    "station": IDENTIFIER,
    "batch": or_null(IDENTIFIER),
    "contest": or_null(IDENTIFIER),
    "reason": text,
    "line": POSITIVE,
    "by": or_null(IDENTIFIER),
    "amendment": or_null(POSITIVE),
}
PROGRESS: Dict[str, Form] = {
    "station": IDENTIFIER,
    "state": one_of("in", "out"),
    "papers": COUNT,
    "toCome": or_null(COUNT),
}
FROM_STATION = {"station": IDENTIFIER}
BATCH = {"station": IDENTIFIER, "batch": IDENTIFIER}
OF_ACCOUNT = {"station": IDENTIFIER, "contest?": IDENTIFIER}
NEXT_BUNDLE = {"collector": IDENTIFIER, "sequence": COUNT}
# What can be out, by its kind; in a result for the public without the last members.
OUTSTANDING: Dict[str, Tuple[Dict[str, Form], Dict[str, Form]]] = {
    "no-bundle": ({"collector": IDENTIFIER}, {}),
    "missing-bundle": (NEXT_BUNDLE, {}),
    "no-last-bundle": ({"collector": IDENTIFIER}, {}),
    "after-last-bundle": (NEXT_BUNDLE, {}),
    "broken-chain": (NEXT_BUNDLE, {}),
    "identities": ({"bundle": HASHED}, {}),
    "cross-style": ({"count": COUNT}, {}),
    "unsigned-reconciliation": ({}, {}),
    "register": (FROM_STATION, {"entries": COUNT, "issued": COUNT}),
    "lots": ({"contest": IDENTIFIER, "candidates": [text]}, {}),
    "station": (FROM_STATION, {}),
    "account": (OF_ACCOUNT, {}),
    "account-entry": (OF_ACCOUNT, {}),
    "sheet": ({**BATCH, "contest": IDENTIFIER}, {}),
    "no-sheet": ({**FROM_STATION, "contest": IDENTIFIER}, {}),
    "batch-lacks": ({**BATCH, "contests": [text]}, {}),
    "batch-mixed": ({**BATCH, "contests": [text]}, {}),
    "unequal-papers": (BATCH, {"papers": table(IDENTIFIER, COUNT)}),
    "unexpected-batch": (BATCH, {}),
    "missing-batch": (BATCH, {}),
    "issued": (OF_ACCOUNT, {"issued": COUNT, "accountedFor": COUNT}),
    "in-box": (OF_ACCOUNT, {"inBox": COUNT, "papers": COUNT}),
}
GAPS = ("no-bundle", "missing-bundle", "no-last-bundle", "after-last-bundle", "broken-chain")


def outstanding_form(public: bool) -> Form:
    common = {"kind": text, "words": table(matching(TAG), text)}
    return by_kind(
        "kind",
        {
            kind: {**common, **members, **({} if public else numbers)}
            for kind, (members, numbers) in OUTSTANDING.items()
        },
    )


class Result:
    """A result, whole or for the public, as far as it can be read; what is wrong is listed."""

    def __init__(self, data: bytes, definition: Optional[Definition], is_public: bool) -> None:
        self.json = read_json(data)
        if not isinstance(self.json, dict):
            raise Fault("it is no object")
        self.definition = definition
        self.is_public = is_public
        self.faults: List[str] = []
        least = {**LEAST, "electronic": {"entries": BALLOT_COUNT}} if self.is_public else LEAST
        check(self.json, least, others=True)
        if self.is_public:
            check(self.json.get("public"), PUBLIC, "$.public", others=True)
        self.stage: str = self.json["stage"]
        replaces = self.json.get("replaces")
        self.replaces: Optional[str] = replaces if fits(replaces, HASHED) else None
        self.read_inputs()
        self.check_lists()
        if definition is not None:
            self.check_contests(definition)

    def read_inputs(self) -> None:
        """The inputs and the buckets, as far as they can be read."""
        inputs = self.json["inputs"]
        self.inputs: Dict[str, Any] = {name: inputs[name] for name in ("strikes", "reconciliation")}
        for name in ("manifests", "sheets", "amendments", "proof"):
            listed = inputs.get(name)
            hashes = [h for h in listed if fits(h, HASHED)] if isinstance(listed, list) else []
            # Proofs of nothing are all the same empty file.
            if len(set(hashes)) != len(hashes) and name != "proof":
                self.faults.append(f"$.inputs.{name} has a hash twice")
            self.inputs[name] = hashes
        for name in ("patterns", "tracking"):
            self.inputs[name] = inputs.get(name) if fits(inputs.get(name), HASHED) else None
        struck = self.json["electronic"].get("struck")
        known = struck if isinstance(struck, dict) else {}
        self.electronic: Dict[str, Any] = {
            **self.json["electronic"],
            "struck": {r: known[r] for r in REASONS if fits(known.get(r), BALLOT_COUNT)},
        }
        self.read_fates()

    def read_fates(self) -> None:
        """The numbers of sealed ballots by their fates, one or several each."""
        ballots = self.electronic
        together = ballots.get("together", {})
        numbers = {name: ballots.get(name) for name in SEALED_FATES[:3]}
        numbers.update(ballots["struck"])
        if isinstance(together, dict):
            numbers.update({n: c for n, c in together.items() if fits(n, several_fates)})
        self.fates = {n: c for n, c in numbers.items() if fits(c, BALLOT_COUNT)}
        told = [fate for name in self.fates for fate in name.split("+")]
        if self.is_public and len(set(told)) != len(told):
            self.faults.append("$.electronic.together has a number twice")
        if self.is_public and not set(SEALED_FATES[:3]) <= set(told):
            self.faults.append("$.electronic lacks what became of ballots")

    def note(self, check_it: Callable[[], None]) -> bool:
        """Notes a fault; tells whether there was none."""
        try:
            check_it()
        except Fault as fault:
            self.faults.append(str(fault))
            return False
        return True

    def unresolved(self) -> Dict[str, int]:
        """Register entries that lost, by station, as far as they can be read."""
        form = {"station": IDENTIFIER, "count": BALLOT_COUNT}
        return {item["station"]: item["count"] for item in self.readable("unresolved", form)}

    def readable(self, name: str, form: Form) -> List[Any]:
        """The items of a list that have a form."""
        items = self.json.get(name)
        return [i for i in items if fits(i, form)] if isinstance(items, list) else []

    def check_lists(self) -> None:
        nothing: Dict[str, Form] = {
            "unresolved": none_at_all,
            "accounts": none_at_all,
            "corrections": none_at_all,
            "stations": [{name: PROGRESS[name] for name in ("station", "state")}],
        }
        whole: Dict[str, Form] = {
            "unresolved": [{"station": IDENTIFIER, "count": BALLOT_COUNT}],
            "accounts": [RESULT_ACCOUNT],
            "corrections": [RESULT_CORRECTION],
            "stations": [PROGRESS],
        }
        lists = nothing if self.is_public else whole
        inputs = PUBLIC_INPUTS if self.is_public else INPUTS
        if not self.is_public and self.definition is not None and self.definition.has_proofs:
            inputs = {**INPUTS, "proof?": ascending_hashes}
        form: Dict[str, Form] = {**HEAD, **lists, "inputs": inputs, "contests": anything}
        form["outstanding"] = [outstanding_form(self.is_public)]
        if self.is_public:
            form["public"] = PUBLIC
            form["electronic"] = PUBLIC_ELECTRONIC
        if self.note(lambda: check(self.json, form)) and self.definition is not None:
            self.note(lambda: self.check_stations(self.definition))

    def check_stations(self, definition: Optional[Definition]) -> None:
        """What is said of stations is of stations that there are, once, and follows."""
        assert definition is not None
        unresolved = [item["station"] for item in self.json["unresolved"]]
        stations = [item["station"] for item in self.json["stations"]]
        corrected = [item["station"] for item in self.json["corrections"]]
        if not set(unresolved + stations + corrected) <= set(definition.stations):
            raise Fault("it names a station that is not there")
        if unresolved != sorted(set(unresolved)) or len(set(stations)) != len(stations):
            raise Fault("a station is there twice, or out of order")
        keys = [(a["station"], a.get("contest")) for a in self.json["accounts"]]
        if len(set(keys)) != len(keys):
            raise Fault("an account is there twice")
        for account in self.json["accounts"]:
            figures = {key: account[key] for key in account if key.rstrip("?") in ACCOUNT_MEMBERS}
            check_account(figures, definition)
            found = differences(account, account["papers"])
            if found != (account["unaccounted"], account["uncounted"]):
                raise Fault(f"the differences of {account['station']} are not what it comes to")
        for correction in self.json["corrections"]:
            check_subject(correction, definition)
            if (correction["by"] is None) == (correction["amendment"] is None):
                raise Fault("a correction is an officer's, or else an amendment's")

    def check_contests(self, definition: Definition) -> None:
        contests = self.json.get("contests")
        if not isinstance(contests, list) or len(contests) != len(definition.contests):
            raise Fault("$.contests are not the contests of the election")
        for at, (contest, expected) in enumerate(zip(contests, definition.contests)):
            path = f"$.contests[{at}]"
            reader = ContestReader(definition, expected, self.is_public)
            reader.check_essentials(contest, path)
            self.note(lambda: check(contest, reader.form(), path))
            for fault in reader.faults(contest):
                self.faults.append(f"{path}: {fault}")


ACCOUNT_MEMBERS = {member.rstrip("?") for member in ACCOUNT}


def ascending_hashes(value: Any, path: str) -> None:
    check(value, [HASHED], path)
    if not value or value != sorted(value):
        raise Fault(f"{path} are not hashes in ascending order")


def none_at_all(value: Any, path: str) -> None:
    if value != []:
        raise Fault(f"{path}: the public is not told of single stations")


class ContestReader:
    """Reads a contest of a result: its form, and the numbers that follow from others."""

    def __init__(self, definition: Definition, contest: str, public: bool) -> None:
        self.definition = definition
        self.contest = contest
        self.rules = definition.contests[contest]
        self.options = list(definition.options[contest])
        self.is_public = public
        judged = self.rules["method"] == "support-oppose"
        judgements = {**{member: COUNT for member in JUDGEMENTS}, "net": SIGNED_NUMBER}
        self.votes: Form = judgements if judged else COUNT
        self.ballots = self.ballots_of(COUNT)
        # What a row has, and in one of a channel or place how many at most.
        self.all_votes = self.votes_of(COUNT)
        most = SHOWN if public else FIGURE
        self.shown_votes, self.shown_ballots = self.votes_of(most), self.ballots_of(most)

    def votes_of(self, count: Form) -> Form:
        judged = self.rules["method"] == "support-oppose"
        return dict.fromkeys(JUDGEMENTS, count) if judged else count

    def ballots_of(self, count: Form) -> Form:
        rejected = dict.fromkeys(self.definition.rejections, count)
        return {**dict.fromkeys(VERDICTS, count), "rejected": rejected}

    def check_essentials(self, contest: Any, path: str) -> None:
        """Without its outcome, its figures and what could change it nobody reads a contest on."""
        ballots = contest.get("ballots") if isinstance(contest, dict) else None
        names = set(ballots if isinstance(ballots, dict) else ()) - {"total"}
        if not self.is_public:
            names &= set(self.definition.channels)
        shown = dict.fromkeys(names, self.shown_votes)
        least: Dict[str, Form] = {
            "outcome": {"kind": OUTCOME["kind"], "vacant": COUNT},
            "ballots": {**dict.fromkeys(names, self.shown_ballots), "total": self.ballots},
            "options": anything,
            "unresolved": {"papers": COUNT, "couldChange": AGAINST["couldChange"]},
        }
        check(contest, least, path, others=True)
        options = contest["options"]
        if not isinstance(options, list) or len(options) < len(self.options):
            raise Fault(f"{path}.options are not those of the contest")
        for option in options[: len(self.options)]:
            check(option, {"total": self.all_votes, "channels": shown}, path, others=True)

    def form(self) -> Form:
        """All that a contest has."""
        votes = self.shown_votes
        if isinstance(votes, dict):
            votes = {**votes, "net": SIGNED_NUMBER}
        place_votes = [{"id": text, "count": votes}]
        members: Dict[str, Form] = {
            "id": one_of(self.contest),
            "outcome": OUTCOME,
            "ballots": table(text, self.ballots),
            "options": [self.option()],
            "places": [self.place_form(place_votes)],
            "electorate": or_null(COUNT),
            "turnout": COUNT,
            "unresolved": AGAINST,
        }
        allocation = allocation_of(one_of(*self.options))
        return {**members, "rounds?": self.rounds_form(), "allocation?": allocation}

    def option(self) -> Form:
        return {"id": text, "total": self.votes, "channels": table(text, self.votes)}

    def rounds_form(self) -> Form:
        votes = {option: COUNT for option in self.options}
        changes = {option: SIGNED_NUMBER for option in self.options}
        stage = {
            "action": one_of("first-preferences", "surplus", "exclusion"),
            "option?": one_of(*self.options),
            "votes": votes,
            "transfers?": changes,
            "nonTransferable": COUNT,
            "elected": [one_of(*self.options)],
        }
        return {"unit": POSITIVE, "quota": or_null(COUNT), "stages": [stage]}

    def place_form(self, votes: Form) -> Form:
        """One area, station or collector; for the public also several, but no collector."""

        def form(value: Any, path: str) -> None:
            members = value if isinstance(value, dict) else {}
            kinds = ("area", "station") if self.is_public else PLACE_KINDS
            expected: Dict[str, Form] = {"ballots": self.shown_ballots, "options": votes}
            for names in (kinds, ("channel",)):
                keys = [n for n in names if n in members]
                lists = [n + "s" for n in names if self.is_public and n + "s" in members]
                if len(keys) + len(lists) != 1:
                    raise Fault(f"{path} is of no one place and channel")
                expected.update({key: IDENTIFIER for key in keys})
                expected.update({key: [IDENTIFIER] for key in lists})
            check(value, expected, path)

        return form

    def readable(self, contest: Any) -> Any:
        """A contest without what is no place; that it is there is said with the result."""
        form = self.place_form([{"id": text, "count": self.votes}])
        places = contest.get("places")
        listed = map(self.known_place, places) if isinstance(places, list) else []
        kept = [place for place in listed if fits(place, form)]
        ballots = {name: self.known_ballots(said) for name, said in contest["ballots"].items()}
        # What only repeats other members, and the names of rows, are said with the result too.
        for place in kept:
            place["options"] = self.named(place["options"])
        return {
            **contest,
            "ballots": ballots,
            "options": self.named(contest["options"]),
            "places": kept,
            "turnout": all_ballots(ballots["total"]),
        }

    def named(self, options: List[Dict[str, Any]]) -> List[Dict[str, Any]]:
        """The options by their places, with the net that follows from their judgements."""
        return [{**self.net(option), "id": name} for option, name in zip(options, self.options)]

    def net(self, votes: Any) -> Any:
        """The same with the net of every three judgements in it."""
        if not isinstance(votes, dict):
            return votes
        found = {name: self.net(of_it) for name, of_it in votes.items()}
        if fits({name: votes.get(name) for name in JUDGEMENTS}, dict.fromkeys(JUDGEMENTS, COUNT)):
            found["net"] = votes["support"] - votes["oppose"]
        return found

    def known_place(self, place: Any) -> Any:
        if not isinstance(place, dict) or "ballots" not in place:
            return place
        return {**place, "ballots": self.known_ballots(place["ballots"])}

    def known_ballots(self, ballots: Any) -> Any:
        """Ballots without categories of rejection that the definition does not have."""
        rejected = ballots.get("rejected") if isinstance(ballots, dict) else None
        if not isinstance(rejected, dict):
            return ballots
        known = self.definition.rejections
        return {**ballots, "rejected": {c: n for c, n in rejected.items() if c in known}}

    def shown_places(self, contest: Any) -> List[Dict[str, Any]]:
        """The places of a contest for the public, as far as their figures can be read."""
        form = {"ballots": self.shown_ballots, "options": anything}
        least = [{"count": self.shown_votes}]
        places = contest.get("places")
        kept = []
        for place in places if isinstance(places, list) else []:
            try:
                check(place, form, others=True)
                options = place["options"][: len(self.options)]
                check(options, least, others=True)
            except (Fault, TypeError):
                continue
            if len(options) == len(self.options):
                kept.append({**place, "options": options})
        return kept

    def faults(self, contest: Any) -> List[str]:
        """What does not follow from what else the contest says."""
        faults = self.faults_of_votes(contest)
        if not fits(contest, self.form()):
            return faults
        channels = set(contest["ballots"]) - {"total"}
        if not channels <= self.channels(contest):
            faults.append("a channel is not of the election")
        for option in contest["options"]:
            if set(option["channels"]) != channels:
                faults.append(f"the channels of {option['id']} are not those of the ballots")
        if contest["turnout"] != all_ballots(contest["ballots"]["total"]):
            faults.append("the turnout is not the ballots of the total")
        if "rounds" in contest and "allocation" in contest:
            faults.append("it has rounds and an allocation")
        faults += self.faults_of_outcome(contest["outcome"])
        stages = contest.get("rounds", {}).get("stages", [])
        for before, stage in zip(stages, stages[1:]):
            changes = {o: stage["votes"][o] - before["votes"][o] for o in self.options}
            if stage.get("transfers") != changes:
                faults.append("the transfers are not what the votes changed by")
        return faults + self.faults_of_places(contest["places"])

    def faults_of_outcome(self, outcome: Any) -> List[str]:
        """Who is named is an option, and the ties are the candidates of the draw."""
        candidates = outcome["draw"]["candidates"] if "draw" in outcome else []
        faults = []
        if not set(outcome["elected"] + outcome["failed"] + candidates) <= set(self.options):
            faults.append("the outcome names an option that is not there")
        if outcome["ties"] != ([candidates] if "draw" in outcome else []):
            faults.append("the ties are not the candidates of the draw")
        return faults

    def faults_of_votes(self, contest: Any) -> List[str]:
        """Options are the contest's, in its order, and their net follows."""
        faults = []
        if not all(isinstance(option, dict) for option in contest["options"]):
            return ["an option is none"]
        if [option.get("id") for option in contest["options"]] != self.options:
            faults.append("the options are not those of the contest")
        for option in contest["options"][: len(self.options)]:
            for votes in [option["total"], *option["channels"].values()]:
                if not fits(votes, self.votes):
                    continue
                if isinstance(votes, dict) and votes["net"] != votes["support"] - votes["oppose"]:
                    faults.append(f"the net of {option.get('id')} is not support less opposition")
        return faults

    def channels(self, contest: Any) -> Set[str]:
        """The names that channels may have; of several in the definition's order with a plus."""
        known = list(self.definition.channels)
        if not self.is_public:
            return set(known)
        names = set()
        for channel in contest["ballots"]:
            ids = channel.split("+")
            at = [known.index(part) for part in ids if part in known]
            if len(at) == len(ids) and at == sorted(set(at)):
                names.add(channel)
        return names

    def faults_of_places(self, places: Any) -> List[str]:
        """Places that there are, each once, and in a whole result sorted."""
        faults: List[str] = []
        keys = []
        for place in places:
            kind = next(kind for kind in PLACE_KINDS if kind in place or kind + "s" in place)
            key = kind, self.ids(place, kind, faults), self.ids(place, "channel", faults)
            keys.append(key)
            if [option["id"] for option in place["options"]] != self.options:
                faults.append("the options of a place are not those of the contest")
            for option in place["options"]:
                votes = option["count"]
                if isinstance(votes, dict) and votes["net"] != votes["support"] - votes["oppose"]:
                    faults.append("the net of a place is not support less opposition")
        if len(set(keys)) != len(keys):
            faults.append("a place is there twice")
        if not self.is_public and keys != sorted(keys):
            faults.append("the places are out of order")
        return faults

    def ids(self, place: Any, kind: str, faults: List[str]) -> Tuple[str, ...]:
        """The one id of a place, or its list of several."""
        known = getattr(self.definition, kind + "s")
        found = place.get(kind + "s", [place.get(kind)])
        if not set(found) <= set(known) or len(set(found)) != len(found):
            faults.append(f"a place names a {kind} that is not there, or one twice")
        if kind + "s" in place and len(found) < 2:
            faults.append(f"a list of {kind}s has only one")
        return tuple(found)


def allocation_of(option: Form) -> Form:
    """How seats went to lists, which are options of the contest."""
    lists = [{"id": option, "quotas": COUNT, "remainder": COUNT, "seats": COUNT}]
    return {"votes": COUNT, "seats": COUNT, "lists": lists}


def all_ballots(ballots: Dict[str, Any]) -> int:
    return sum(ballots[verdict] for verdict in VERDICTS) + sum(ballots["rejected"].values())


# The folder (page FormatPackage)

MOST_FILES = 100_000
LARGEST_FILE = 1 << 28
LARGEST_SIGNATURE = 10_240
LARGEST_MANIFEST = 1 << 20
SAFE_PART = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9._-]*")


# What desktops and systems leave wherever people look, by its name without spaces and capitals.
LITTER = re.compile(
    r"\.ds_store|\.directory|\.fseventsd|\.spotlight-v100|\.temporaryitems|\.trashes"
    r"|\$recycle\.bin|desktop\.ini|ehthumbs\.db|systemvolumeinformation|thumbs\.db"
    r"|\._.*|\.trash-.*",
    re.DOTALL,
)
MOST_FOLDERS = 1_000


def check_not_above(path: str) -> None:
    """Refuses a folder that is no package where packages lie in it."""
    if os.path.lexists(os.path.join(path, "B2SUMS")):
        return
    names = sorted(os.listdir(path), key=os.fsencode)[:MOST_FOLDERS]
    found = [name for name in names if is_package(os.path.join(path, name))]
    if found:
        raise OSError(
            f"{path!r} is no package, it holds {', '.join(map(repr, found))};"
            f" name the package: {os.path.join(path, found[0])!r}"
        )


def is_package(path: str) -> bool:
    """Whether a folder, and no link to one, has a list; one that cannot be looked into has none."""
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode) and stat.S_ISREG(
            os.lstat(os.path.join(path, "B2SUMS")).st_mode
        )
    except OSError:
        return False


class Folder:
    """The files of a package, each read once; nothing but regular files is opened."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.names: List[str] = []
        self.problems: List[str] = []
        # What a desktop or a system left there for itself; it is not looked into.
        self.litter: List[str] = []
        self.kept: Dict[str, Optional[bytes]] = {}
        check_not_above(path)
        self.list("", 0)
        self.names.sort(key=os.fsencode)
        self.encoded = [os.fsencode(file) for file in self.names]
        self.present = set(self.names)

    def list(self, below: str, depth: int) -> None:
        for entry in os.scandir(os.path.join(self.path, below)):
            file = below + entry.name
            if LITTER.fullmatch(entry.name.lower().replace(" ", "")):
                self.litter.append(file)
                continue
            mode = entry.stat(follow_symlinks=False).st_mode
            if stat.S_ISREG(mode):
                self.names.append(file)
                if len(self.names) > MOST_FILES:
                    raise OSError(f"more than {MOST_FILES} files in {self.path}")
            elif stat.S_ISDIR(mode) and depth < 2:
                self.list(file + "/", depth + 1)
            else:
                self.problems.append(f"{file!r} is a link, a device or too deep a folder")

    def read(self, file: str, limit: int = LARGEST_FILE) -> Optional[bytes]:
        """A whole file; nothing where it is not there, or larger."""
        if file not in self.kept:
            self.kept[file] = None
            if file in self.present:
                flags = os.O_RDONLY | os.O_NOFOLLOW | os.O_CLOEXEC
                with open(os.open(os.path.join(self.path, file), flags), "rb") as handle:
                    self.kept[file] = handle.read()
        data = self.kept[file]
        return data if data is not None and len(data) <= limit else None

    def signers(self, file: str) -> List[str]:
        """Whose signatures lie beside a file, by their names."""
        start = file + "."
        first = bisect_left(self.encoded, os.fsencode(start))
        found = []
        for at in range(first, len(self.names)):
            other = self.names[at]
            if not other.startswith(start):
                break
            person = other[len(start) : -len(".minisig")]
            if other.endswith(".minisig") and person and "/" not in person:
                found.append(person)
        return found


# The checks, in their order (page Checks)

TITLES = {
    "files": "Only listed, regular files lie in the folder",
    "sums": "Every file has the hash that B2SUMS lists",
    "definition": "The definition holds in itself",
    "published": "The definition is the published one",
    "definition-signed": "The officers signed the definition",
    "package-signed": "The officers signed B2SUMS",
    "result": "The result is one of this election",
    "result-signed": "The officers signed the result",
    "journal": "The journal's chain is unbroken",
    "journal-signed": "Whoever acted signed their lines",
    "record": "The journal records this very result",
    "amendments": "The officers signed every amendment",
    "earlier": "Earlier signed results are in the record",
    "manifests": "Every bundle is signed by its collector",
    "chain": "No bundle is missing",
    "desks": "Every file of a desk is signed by its clerk",
    "sheets": "Every sheet was keyed alike by two people",
    "accounts": "The stations' accounts are those keyed",
    "reconciliation": "The reconciliation is of these bundles",
    "reconciliation-signed": "A custodian signed the reconciliation",
    "strikes": "The strikes are those reconciled",
    "ballots": "Every ballot is in exactly one bucket",
    "stage": "What is still out is as the result says",
    "current": "Nothing came in after the count",
    "tally": "Counting again gives the same result",
    "places": "Small places are shown together with others",
    "tracking": "The tracking list fits the bundles",
    "software": "The program is the published one",
    "reports": "The reports are what the result gives",
    "outcomes": "Outcomes follow from the totals",
    "proofs": "The patterns are what the sealed ballots hold",
    "openings": "No opening told few ballots apart",
}
# Of an election with proofs alone, the last ones.
OF_PROOFS = ("proofs", "openings")
# Of a package for the public: what it leaves out that a check needs, and its checks after `result`;
# those that came later are the last, so that the others keep their numbers.
LEFT_OUT = {
    "journal": "journal.jsonl",
    "journal-signed": "journal.jsonl",
    "record": "journal.jsonl",
    "earlier": "earlier/, journal.jsonl",
    "manifests": "manifests/",
    "chain": "manifests/",
    "sheets": "sheets/, journal.jsonl",
    "accounts": "sheets/, journal.jsonl",
    "reconciliation": "reconciliation.json, manifests/",
    "reconciliation-signed": "reconciliation.json",
    "strikes": "strikes.csv, manifests/",
    "stage": "journal.jsonl, reconciliation.json, manifests/",
    "tally": "patterns.csv, sheets/, journal.jsonl",
    "current": "journal.jsonl",
    "desks": "desks/, journal.jsonl",
    "proofs": "ballots/, proof/",
    "openings": "ballots/, openings/, journal.jsonl",
}
PUBLIC_CHECKS = (
    ["result-signed", "amendments", "ballots", "places", "tracking"]
    + [check_id for check_id in LEFT_OUT if check_id not in ("current", "desks", *OF_PROOFS)]
    + ["software", "reports", "current", "outcomes", "desks"]
)
# Every file that a package may have (page FormatPackage); what reports/ holds is its own affair.
NUMBER = r"((?!000)\d{3}|[1-9]\d{3,15})"
HEX, PERSON = "[0-9a-f]{64}", r"\.[a-z0-9][a-z0-9._-]{0,63}\.minisig"
MEMBER = re.compile(
    rf"reports/.*|proof/.*|ballots/{HEX}\.sealed|openings/{HEX}\.txt"
    r"|journal\.jsonl|strikes\.csv|patterns\.csv|tracking\.txt"
    rf"|sheets/{HEX}\.json|manifests/{HEX}\.json(\.minisig)?"
    r"|(election\.json|reconciliation\.json|result\.json|B2SUMS"
    rf"|(earlier|desks)/{HEX}\.json|amendment-{NUMBER}\.json)({PERSON})?",
    re.ASCII | re.DOTALL,
)
# Every file that one for the public may have, and of what lists them those that make it none.
PUBLIC_MEMBER = re.compile(
    r"result\.json|tracking\.txt|reports/(PROVISIONAL-)?result\.txt"
    rf"|B2SUMS({PERSON})?|(election|amendment-{NUMBER})\.json({PERSON})?",
    re.ASCII,
)
AUDITORS_FILES = ("journal.jsonl", "strikes.csv", "reconciliation.json", "patterns.csv")
AUDITORS_BEGINNINGS = ("result.json.", "reconciliation.json.", "manifests/")
AUDITORS_BEGINNINGS += ("desks/", "sheets/", "earlier/", "proof/", "ballots/", "openings/")


def is_for_auditors(file: str) -> bool:
    """Whether only the auditors' package has such a file."""
    return file in AUDITORS_FILES or file.startswith(AUDITORS_BEGINNINGS)


MOST_FAILURES = 200
MOST_NAMED = 12


class NotMade(Exception):
    """Why a check could not be made."""


@dataclass
class Finding:
    """What a check found."""

    id: str
    failures: List[str] = field(default_factory=list)
    compared: str = ""
    reason: Optional[str] = None
    is_cut_off: bool = False

    def fail(self, problem: str) -> None:
        if len(self.failures) < MOST_FAILURES:
            self.failures.append(problem)
        elif len(self.failures) == MOST_FAILURES:
            self.failures.append("and more of the same")

    @property
    def verdict(self) -> str:
        if self.failures:
            return "fails"
        return "holds" if self.reason is None else "not-made"


@dataclass
class Comparison:
    """How many of the bundles with ballots the tracking list was compared with, and with which not."""

    total: int
    left: List[str] = field(default_factory=list)
    foreign: List[str] = field(default_factory=list)

    @property
    def compared(self) -> int:
        return self.total - len(self.left)


def delivered_bundles(paths: Sequence[str]) -> Dict[str, List[str]]:
    """The folders of bundles in these folders and one level below, by the hash of the manifest."""
    found: Dict[str, List[str]] = {}
    for path in paths:
        for folder in [path, *(os.path.join(path, name) for name in sorted(os.listdir(path)))]:
            data = read_regular(os.path.join(folder, "manifest.json"), LARGEST_MANIFEST)
            if data is not None:
                found.setdefault(hash_of(data), []).append(folder)
    return found


def read_regular(path: str, limit: int) -> Optional[bytes]:
    """A file that is not larger and no link; nothing where there is none, or it cannot be read."""
    try:
        handle = os.fdopen(os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK), "rb")
        with handle:
            if not stat.S_ISREG(os.fstat(handle.fileno()).st_mode):
                return None
            data = handle.read(limit + 1)
    except OSError:
        return None
    return data if len(data) <= limit else None


def sealed_codes(folder: str, manifest: Manifest, size: int) -> Optional[List[str]]:
    """The tracking codes of a bundle; nothing where its ballots are not those that were signed."""
    length = manifest.ballots * size
    data = read_regular(os.path.join(folder, "ballots.sealed"), length)
    if data is None or len(data) != length or hash_of(data) != manifest.json["ballots"]["hash"]:
        return None
    return [hash_of(data[at : at + size]) for at in range(0, length, size)]


class Audit:
    """All checks of one folder, and what earlier ones read; nothing where it does not hold."""

    def __init__(
        self,
        path: str,
        definition: Optional[str],
        binary: Optional[str],
        bundles: Sequence[str] = (),
    ) -> None:
        self.folder = Folder(path)
        self.delivered = delivered_bundles(bundles) if bundles else None
        self.comparison: Optional[Comparison] = None
        listed = self.listed(Finding("ignored"))
        # What the officers signed decides it, not what a file says of itself.
        self.is_public = bool(listed) and not any(is_for_auditors(file) for file, _ in listed)
        self.published = definition
        self.binary = binary
        self.findings: List[Finding] = []
        self.definition_file: Optional[bytes] = None
        self.definition: Optional[Definition] = None
        self.result_file: Optional[bytes] = None
        self.result: Optional[Result] = None
        self.lines: Optional[List[Line]] = None
        self.unread: List[int] = []
        self.record: Optional[Record] = None
        self.last_record: Optional[Record] = None
        self.rulings: Optional[Rulings] = None
        self.manifests: Optional[List[Manifest]] = None
        self.gaps: List[Dict[str, Any]] = []
        self.sheets: Optional[List[Dict[str, Any]]] = None
        self.reconciliation: Optional[Dict[str, Any]] = None
        self.strikes: Optional[Dict[str, Counter[str]]] = None
        self.struck: Dict[str, Set[int]] = {}
        self.is_proved: Optional[bool] = None
        # What openings told of few ballots, as enough officers allowed.
        self.allowed_groups: List[Dict[str, Any]] = []
        self.run()

    def run(self) -> None:
        names = list(TITLES)
        for check_id in names[: names.index("result") + 1]:
            self.make(check_id)
        has_proofs = self.definition is not None and self.definition.has_proofs
        left = () if has_proofs else OF_PROOFS
        if not self.is_public:
            for check_id in names[names.index("result") + 1 :]:
                if check_id not in ("places", "outcomes", *left):
                    self.make(check_id)
            return
        for check_id in [*PUBLIC_CHECKS, *(OF_PROOFS if has_proofs else ())]:
            if check_id in LEFT_OUT:
                reason = f"it needs {LEFT_OUT[check_id]} of the auditors' package"
                self.findings.append(Finding(check_id, reason=reason))
            else:
                self.make(check_id)

    def make(self, check_id: str) -> None:
        finding = Finding(check_id)
        try:
            getattr(self, "check_" + check_id.replace("-", "_"))(finding)
        except NotMade as reason:
            finding.reason = str(reason)
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            # No file may end the audit; what it holds that was not thought of does not hold.
            finding.fail(f"the check could not be ended: {error!r}")
            finding.is_cut_off = True
        self.findings.append(finding)

    # What a check needs of those before it

    def need_definition(self, reason: str) -> Definition:
        if self.definition is None:
            raise NotMade(reason)
        return self.definition

    def need_both(self) -> Tuple[Definition, Result]:
        if self.definition is None or self.result is None:
            raise NotMade("the definition or the result cannot be read")
        return self.definition, self.result

    def whole(self, reason: str) -> Result:
        if self.result is None:
            raise NotMade(reason)
        return self.result

    # The folder and who signed it

    def listed(self, finding: Finding) -> List[Tuple[str, str]]:
        """The names and hashes of B2SUMS; what is wrong with it is noted."""
        data = self.folder.read("B2SUMS")
        if data is None:
            finding.fail("B2SUMS is missing or cannot be read")
            return []
        lines = data.split(b"\n")
        found: List[Tuple[str, str]] = []
        for at, line in enumerate(lines[:-1], start=1):
            file = line[66:].decode("utf-8", "replace")
            parts = file.split("/")
            safe = len(parts) <= 3 and file != "-" and all(map(SAFE_PART.fullmatch, parts))
            digits = line[:64].decode("utf-8", "replace")
            if not HASH.fullmatch(digits) or line[64:66] != b"  " or not safe:
                finding.fail(f"B2SUMS line {at} is not a hash and a plain name")
                continue
            if found and found[-1][0] >= file:
                finding.fail(f"B2SUMS line {at} is out of order or repeated")
            found.append((file, digits))
        if lines[-1]:
            finding.fail("B2SUMS is cut off")
        return found

    def check_files(self, finding: Finding) -> None:
        for problem in self.folder.problems:
            finding.fail(problem)
        if self.folder.litter:
            # All in one: one for each file of the package may be there.
            named = ", ".join(map(repr, sorted(self.folder.litter)[:12]))
            more = len(self.folder.litter) - 12
            named += f" and {more} more" if more > 0 else ""
            finding.fail(f"left by a desktop or a system and signed by nobody; remove {named}")
        known = {file for file, _ in self.listed(Finding("ignored"))} | {"B2SUMS"}
        known |= {f"B2SUMS.{person}.minisig" for person in self.folder.signers("B2SUMS")}
        folded: Set[str] = set()
        for file in self.folder.names:
            if file not in known:
                finding.fail(f"{file!r} is not listed in B2SUMS")
            elif not MEMBER.fullmatch(file):
                finding.fail(f"{file!r} is no file that a package has")
            if self.is_public and not PUBLIC_MEMBER.fullmatch(file):
                finding.fail(f"{file!r} does not belong in a package for the public")
            if file.lower() in folded:
                finding.fail(f"{file!r} differs from another name by case only")
            folded.add(file.lower())
        finding.compared = plural(len(self.folder.names), "file")

    def check_sums(self, finding: Finding) -> None:
        listed = self.listed(finding)
        for file, expected in listed:
            data = self.folder.read(file)
            if data is None:
                finding.fail(f"{file} is missing")
            elif hash_of(data) != expected:
                finding.fail(f"{file} is not what B2SUMS lists")
        names = {file for file, _ in listed}
        needed = ["election.json", "result.json", "tracking.txt"]
        if not self.is_public:
            needed += ["journal.jsonl", "reconciliation.json", "strikes.csv"]
        if self.folder.read("B2SUMS") is not None:
            for file in needed:
                if file not in names:
                    finding.fail(f"{file} is not listed")
        finding.compared = f"{len(listed)} hashes"

    def signers(self, file: str, role: str, finding: Finding) -> List[str]:
        """Whose signatures on a file hold; every signature that lies there must."""
        definition = self.need_definition("the definition, which names the keys, does not hold")
        data = self.folder.read(file)
        if data is None:
            finding.fail(f"{file} is missing or cannot be read")
            return []
        valid = []
        for person in self.folder.signers(file):
            if definition.people.get(person, {}).get("role") != role:
                finding.fail(f"{file} has a signature of {person}, who is no {role}")
                continue
            signature = self.folder.read(f"{file}.{person}.minisig", LARGEST_SIGNATURE)
            if signature is None or not definition.keys[person].signed_file(signature, data):
                finding.fail(f"the signature of {person} on {file} does not hold")
                continue
            valid.append(person)
        return valid

    def check_quorum_signed(self, file: str, finding: Finding) -> None:
        valid = self.signers(file, "officer", finding)
        if self.folder.read(file) is None or self.definition is None:
            return
        needed = self.definition.quorum["sign"]
        if self.definition.has_proofs and file == "election.json":
            # Every officer says that the share fits.
            needed = len(self.definition.officers)
        finding.compared = f"{len(valid)} of {needed} needed: {', '.join(valid)}"
        if len(valid) < needed:
            finding.fail(f"{file} is signed by {len(valid)} officers, {needed} are needed")

    def check_definition(self, finding: Finding) -> None:
        data = self.folder.read("election.json", LARGEST_DEFINITION)
        if data is None:
            finding.fail("election.json is missing or cannot be read")
            return
        self.definition_file = data
        try:
            definition = Definition(data)
            if definition.has_proofs:
                check_dealt_keys(data)
        except Fault as fault:
            finding.fail(str(fault))
            return
        self.definition = definition
        contests, officers = len(self.definition.contests), len(self.definition.officers)
        finding.compared = f"{plural(contests, 'contest')}, {plural(officers, 'officer')}"

    def check_published(self, finding: Finding) -> None:
        if self.definition_file is None:
            raise NotMade("there is no definition")
        found = hash_of(self.definition_file)
        if self.published is None:
            raise NotMade(
                f"no published hash was given (--definition HASH); the file's own is {found}"
            )
        finding.compared = found
        if found != self.published:
            finding.fail(f"election.json has the hash {found}, published is {self.published}")

    def check_definition_signed(self, finding: Finding) -> None:
        self.check_quorum_signed("election.json", finding)

    def check_package_signed(self, finding: Finding) -> None:
        self.check_quorum_signed("B2SUMS", finding)

    # The result and the journal

    def check_result(self, finding: Finding) -> None:
        data = self.folder.read("result.json")
        if data is None:
            finding.fail("result.json is missing or cannot be read")
            return
        self.result_file = data
        try:
            self.result = Result(data, self.definition, self.is_public)
        except Fault as fault:
            finding.fail(str(fault))
            return
        for problem in self.result.faults:
            finding.fail(problem)
        election = self.result.json["election"]
        if self.definition_file is not None and election != hash_of(self.definition_file):
            finding.fail(f"the result is of the election {election}")
        readers = "the public" if self.is_public else "auditors"
        finding.compared = f"stage {self.result.stage}, for {readers}"

    def check_result_signed(self, finding: Finding) -> None:
        if self.is_public:
            if self.result is None:
                raise NotMade("the result cannot be read")
            raise NotMade(
                f"the officers signed the whole result, {self.result.json['public']['result']};"
                " this one is covered by their signatures on B2SUMS"
            )
        self.check_quorum_signed("result.json", finding)
        ignored = Finding("ignored")
        package = self.signers("B2SUMS", "officer", ignored)
        result = self.signers("result.json", "officer", ignored)
        needed = self.need_definition("").quorum["sign"]
        # Where a file or its signatures are missing that has been said.
        there = {"B2SUMS", "result.json"} <= self.folder.present
        if there and len(package) >= needed and package != result:
            finding.fail("other officers signed B2SUMS than the result")

    def check_journal(self, finding: Finding) -> None:
        if self.definition_file is None:
            raise NotMade("the chain begins at the definition, which is not there")
        data = self.folder.read("journal.jsonl")
        if data is None:
            finding.fail("journal.jsonl is missing or cannot be read")
            return
        self.lines = []
        previous = hash_of(self.definition_file)
        parts = data.split(b"\n")
        for at, part in enumerate(parts[:-1], start=1):
            if len(finding.failures) > MOST_FAILURES:
                break
            try:
                line = Line.read(part)
            except Fault as fault:
                self.unread.append(at)
                finding.fail(f"line {at}: {fault}")
            else:
                self.lines.append(line)
                if line.number != at:
                    finding.fail(f"line {at}: its number is {line.number}")
                if line.previous != previous:
                    finding.fail(f"line {at}: does not follow from the line before")
            previous = hash_of(part)
        if parts[-1]:
            finding.fail(f"line {len(parts)} is cut off")
        elif len(parts) == 1:
            finding.fail("the journal is empty")
        finding.compared = plural(len(self.lines), "line")

    def check_journal_signed(self, finding: Finding) -> None:
        if self.lines is None or self.definition is None:
            raise NotMade("the journal or the definition cannot be read")
        for at in self.unread:
            finding.fail(f"line {at} cannot be read")
        for line in self.lines:
            for problem in filter(None, map(self.unsigned, [line, *line.inner])):
                finding.fail(f"line {line.number}: {problem}")
        signed = sum(1 for line in self.lines if line.by != NOBODY)
        finding.compared = f"{signed} lines signed, {len(self.lines) - signed} by nobody"

    def unsigned(self, line: Line) -> Optional[str]:
        """Why a line is not that of whom it names, or carries a file that is not its clerk's."""
        definition = self.need_definition("the definition cannot be read")
        if line.by == NOBODY:
            return None
        if line.by not in definition.people:
            return f"by the unknown {line.by}"
        if not definition.keys[line.by].signed(line.signature or b"", line.signed):
            return f"not signed by {line.by} as it claims"
        if line.event == "desk":
            desk, signature = line.data["desk"], line.data["signature"].encode()
            if not self.signed_by_clerk(desk["clerk"], signature, canonical(desk)):
                return f"a file not signed by {desk['clerk']}"
        return None

    def signed_by_clerk(self, clerk: str, signature: bytes, data: bytes) -> bool:
        definition = self.need_definition("the definition cannot be read")
        if clerk not in definition.people or len(signature) > LARGEST_SIGNATURE:
            return False
        return definition.keys[clerk].signed_file(signature, data)

    def check_record(self, finding: Finding) -> None:
        lines, definition, result = self.lines, self.definition, self.result
        if lines is None or definition is None or result is None or self.result_file is None:
            raise NotMade("the journal, the definition or the result cannot be read")
        head = result.json["journal"]
        ends = [at for at, line in enumerate(lines) if line.hash == head]
        if not ends:
            finding.fail("the head that the result names is the hash of no line")
            return
        self.record = self.replay(lines[: ends[0] + 1], Finding("ignored"))
        self.last_record = self.replay(lines, finding)
        counted = self.line_of_count(lines, hash_of(self.result_file), head)
        if counted is None:
            finding.fail("no line records that this result was counted")
        else:
            self.check_embargo(lines, counted, finding, counted.event)
            self.check_said(counted, result, finding)
        for line in lines if definition.has_proofs else []:
            if line.event == "opened":
                self.check_embargo(lines, line, finding, "count", "release")
        if self.record.bundle_hashes != set(result.inputs["manifests"]):
            finding.fail("other bundles were imported than the result names")
        named = result.inputs["reconciliation"], result.inputs["strikes"]
        if self.record.reconciliation != named:
            finding.fail("the last reconciliation before the count is another one")
        first = lines[0]
        counting = {name: result.json["software"][name] for name in ("version", "hash")}
        if first.event != "init" or first.data["software"] != counting:
            finding.fail("another program made the workspace than counted")
        finding.compared = f"line {ends[0] + 1} of {len(lines)}"

    def replay(self, lines: List[Line], finding: Finding) -> Record:
        definition = self.need_definition("the definition cannot be read")
        record = Record(definition)
        for line in lines:
            try:
                record.take(line)
            except Fault as fault:
                finding.fail(f"line {line.number}: {fault}")
        return record

    def line_of_count(self, lines: List[Line], result: str, head: str) -> Optional[Line]:
        """The line of the count after the head that the result names, or of its release."""
        sealed: Set[str] = set()
        for line in lines:
            if line.event == "count" and line.data["result"] == result and line.previous == head:
                return line
            if line.event == "blind" and line.previous == head:
                sealed.add(line.data["sealed"])
            if line.event == "release" and line.data["result"] == result:
                if line.data["sealed"] in sealed:
                    return line
        return None

    def check_said(self, counted: Line, result: Result, finding: Finding, of: str = "") -> None:
        """The line of a count has the stage of its result, and the contests it leaves to lots."""
        definition = self.need_definition("the definition cannot be read")
        ties = []
        for contest, of_it in zip(definition.contests, result.json["contests"]):
            draw = of_it["outcome"].get("draw")
            if fits(draw, OUTCOME["draw?"]):
                tie = {"candidates": draw["candidates"], "seats": draw["seats"]}
                ties.append({"contest": contest, **tie})
        if counted.data["stage"] != result.stage:
            finding.fail(f"{of}line {counted.number} counts the stage {counted.data['stage']}")
        if counted.data["ties"] != ties:
            finding.fail(f"{of}line {counted.number} leaves other contests to lots")

    def check_embargo(
        self, lines: List[Line], counted: Line, finding: Finding, *acts: str
    ) -> None:
        """Before the embargo ends as many officers as sign must have said yes to one of these acts;
        a yes is used up."""
        definition = self.need_definition("the definition cannot be read")
        embargo = definition.json["policy"]["embargo"]
        if embargo is None or seconds(counted.at) >= seconds(embargo):
            return
        before = self.replay(lines[: lines.index(counted)], Finding("ignored"))
        if not any(map(before.is_allowed, acts)):
            finding.fail(f"line {counted.number} makes the result known before {embargo}")

    # What officers decided

    def check_amendments(self, finding: Finding) -> None:
        definition, result = self.need_both()
        hashes = result.inputs["amendments"]
        wanted = {amendment_name(at) for at in range(1, len(hashes) + 1)}
        for file in self.folder.names:
            if file.startswith("amendment-") and file.endswith(".json") and file not in wanted:
                finding.fail(f"{file} is not named by the result")
        found = []
        for at, expected in enumerate(hashes):
            file = amendment_name(at + 1)
            data = self.folder.read(file, LARGEST_AMENDMENT)
            if data is None or hash_of(data) != expected:
                finding.fail(f"{file} is missing or has another hash")
                continue
            try:
                amendment = read_json(data)
                check_amendment(amendment, definition)
                found.append(amendment)
                previous = hashes[at - 1] if at else None
                if amendment["number"] != at + 1 or amendment["previous"] != previous:
                    finding.fail(f"{file} does not follow the one before it")
            except Fault as fault:
                finding.fail(f"{file}: {fault}")
            self.check_quorum_signed(file, finding)
        if self.record is not None and self.record.amendment_hashes != hashes:
            finding.fail("the journal has other amendments than the result names")
        self.rulings = Rulings(found)
        finding.compared = plural(len(found), "amendment") if found else "none"

    def check_earlier(self, finding: Finding) -> None:
        definition, result = self.need_both()
        names = [f for f in self.folder.names if f.startswith("earlier/") and f.endswith(".json")]
        for file in names:
            data = self.folder.read(file)
            expected = file[len("earlier/") : -len(".json")]
            if data is None or hash_of(data) != expected:
                finding.fail(f"{file} is not the file that its name says")
                continue
            try:
                earlier = Result(data, definition, False)
                for problem in earlier.faults:
                    finding.fail(f"{file}: {problem}")
                self.check_counted(file, expected, earlier, finding)
            except Fault as fault:
                finding.fail(f"{file}: {fault}")
            valid = self.signers(file, "officer", finding)
            if len(valid) < definition.quorum["sign"]:
                finding.fail(f"{file} is signed by {len(valid)} officers")
        replaces = result.replaces
        if replaces is not None and f"earlier/{replaces}.json" not in names:
            finding.fail(f"the result replaces {replaces}, which is not there")
        elif replaces is None and names:
            finding.fail("signed results lie there, but the result says that it replaces none")
        self.check_left_out(replaces, set(names), finding)
        finding.compared = "none"
        if replaces is not None:
            finding.compared = f"{plural(len(names), 'result')}, replaces {replaces}"

    def check_counted(self, file: str, named: str, earlier: Result, finding: Finding) -> None:
        """An earlier result was counted in the record, where and as it says itself."""
        if self.record is None or self.lines is None:
            return
        counted = self.line_of_count(self.lines, named, earlier.json["journal"])
        if counted is None or named not in self.record.results:
            finding.fail(f"no line records that {file} was counted")
        else:
            self.check_said(counted, earlier, finding, f"{file}: ")

    def check_left_out(self, replaces: Optional[str], names: Set[str], finding: Finding) -> None:
        """Every result that was signed before lies there; none but the last is replaced."""
        record = self.last_record
        counted = record and record.count_of(hash_of(self.result_file or b""))
        if record is None or self.record is None or counted is None:
            return
        for earlier in record.signed_before(counted):
            if f"earlier/{earlier.result}.json" not in names:
                finding.fail(f"{earlier.result}, which officers signed, is not there")
        replaced = record.count_of(replaces) if replaces is not None else None
        # As the officers had signed when it was counted.
        before = record.counts[: record.counts.index(counted)]
        signed = [one for one in before if self.record.is_other(one, counted)]
        if replaced is not None and signed:
            if record.counts.index(replaced) < record.counts.index(signed[-1]):
                finding.fail(f"it replaces {replaces}, and officers signed another after that")

    # What went into the result

    def hashes_in(self, below: str) -> List[str]:
        start = below + "/"
        return [
            file[len(start) : -len(".json")]
            for file in self.folder.names
            if file.startswith(start) and file.endswith(".json")
        ]

    def check_manifests(self, finding: Finding) -> None:
        definition, result = self.need_both()
        named = result.inputs["manifests"]
        for lying in sorted(set(self.hashes_in("manifests")) - set(named)):
            finding.fail(f"manifests/{lying}.json is not named by the result")
        self.manifests = []
        lines = self.record.imports if self.record is not None else []
        imported = {line["bundle"]: line for line in lines}
        for expected in named:
            file = f"manifests/{expected}.json"
            data = self.folder.read(file, LARGEST_LINE)
            if data is None:
                finding.fail(f"{file} is missing or cannot be read")
                continue
            if hash_of(data) != expected:
                finding.fail(f"{file} has another hash")
            try:
                manifest = Manifest(expected, read_manifest(data))
                self.manifests.append(manifest)
                for problem in manifest_problems(manifest, definition):
                    finding.fail(f"{file}: {problem}")
                if expected in imported:
                    for name in differs_from_line(manifest, imported[expected]):
                        finding.fail(f"{file}: the journal imports it with another {name}")
                self.check_collector_signed(file, data, manifest, finding)
            except Fault as fault:
                finding.fail(f"{file}: {fault}")
        sealed = {f"ballots/{m.hash}.sealed" for m in self.manifests if m.json["kind"] == "ballots"}
        for file in self.folder.names:
            if file.startswith("ballots/") and not (definition.has_proofs and file in sealed):
                finding.fail(f"{file!r} is of no bundle of ballots")
        ballots = sum(manifest.ballots for manifest in self.manifests)
        finding.compared = f"{len(self.manifests)} manifests, {ballots:,} sealed ballots"

    def check_collector_signed(
        self, file: str, data: bytes, manifest: Manifest, finding: Finding
    ) -> None:
        definition = self.need_definition("the definition cannot be read")
        collector = manifest.json["collector"]
        if collector not in definition.collectors:
            return
        signature = self.folder.read(f"{file}.minisig", LARGEST_SIGNATURE)
        key = definition.keys["collector " + collector]
        if signature is None or not key.signed_file(signature, data):
            finding.fail(f"{file}: not signed by {collector}")

    def check_chain(self, finding: Finding) -> None:
        if self.manifests is None or self.definition is None or self.result is None:
            raise NotMade("the manifests cannot be read")
        rulings = self.rulings or Rulings([])
        self.gaps = chain_gaps(self.manifests, self.definition, rulings)
        finding.compared = plural(len(self.definition.collectors), "collector")
        if self.gaps and self.result.stage != "final":
            # Before the final stage bundles may be missing; then nothing is claimed of them.
            said = "; ".join(gap["words"]["en"] for gap in self.gaps)
            raise NotMade(f"stage {self.result.stage}, still out: {said}")
        for gap in self.gaps:
            finding.fail(gap["words"]["en"])

    def check_desks(self, finding: Finding) -> None:
        """The files are those of all lines, each with its clerk's signature as the line has it."""
        if self.last_record is None:
            raise NotMade("the journal, which says what desks sent, cannot be followed")
        named = set()
        for line in self.last_record.desks:
            desk, file = line["desk"], f"desks/{line['hash']}.json"
            named.add(file)
            data = self.folder.read(file, LARGEST_DESK)
            if data is None or data != canonical(desk):
                finding.fail(f"{file} is missing or not what the journal has")
                continue
            signature = self.folder.read(f"{file}.{desk['clerk']}.minisig", LARGEST_SIGNATURE)
            if (
                self.folder.signers(file) != [desk["clerk"]]
                or signature != line["signature"].encode()
                or not self.signed_by_clerk(desk["clerk"], signature, data)
            ):
                finding.fail(f"{file} is not signed by {desk['clerk']} as the journal has it")
        for file in self.folder.names:
            if file.startswith("desks/") and file.endswith(".json") and file not in named:
                finding.fail(f"{file!r} is not in the journal")
        finding.compared = plural(len(named), "file") if named else "none"

    def check_sheets(self, finding: Finding) -> None:
        definition, result = self.need_both()
        named = result.inputs["sheets"]
        for lying in sorted(set(self.hashes_in("sheets")) - set(named)):
            finding.fail(f"sheets/{lying}.json is not named by the result")
        self.sheets = []
        keys: Set[SheetKey] = set()
        for expected in named:
            file = f"sheets/{expected}.json"
            data = self.folder.read(file, LARGEST_LINE)
            try:
                if data is None or hash_of(data) != expected:
                    raise Fault("it is missing or has another hash")
                sheet = read_json(data)
                check_sheet(sheet, definition, self.rulings or Rulings([]))
                self.sheets.append(sheet)
                if sheet["election"] != definition.hash:
                    raise Fault("it is of another election")
                key = sheet["station"], sheet["batch"], sheet["contest"]
                if key in keys:
                    raise Fault("this sheet is there twice")
                keys.add(key)
            except Fault as fault:
                finding.fail(f"{file}: {fault}")
        papers = sum(sheet["papers"] for sheet in self.sheets)
        finding.compared = f"{plural(len(self.sheets), 'sheet')}, {plural(papers, 'paper')}"
        self.check_keyed(result, keys, finding)

    def check_keyed(self, result: Result, counted: Set[SheetKey], finding: Finding) -> None:
        """Two people keyed every sheet that counts, and none that two keyed alike was left out."""
        if self.record is None:
            raise NotMade("the journal, which says who keyed what, cannot be followed")
        named = set(result.inputs["sheets"])
        agreed = {}
        for key, entries in self.record.sheets.items():
            sheet = entries.agreed()
            if sheet is not None:
                agreed[hash_of(canonical(sheet))] = key
        for missing in sorted(named - set(agreed)):
            finding.fail(f"sheets/{missing}.json was not keyed alike by two people")
        if result.stage == "electronic":
            if named:
                finding.fail("stage electronic counts no paper, and the result names sheets")
            return
        for lacking, key in agreed.items():
            # One that an amendment made wrong counts no more, and stands in the journal.
            if lacking not in named and key not in counted:
                finding.fail(f"two people keyed the sheet {lacking}, but it is not in the result")

    def check_accounts(self, finding: Finding) -> None:
        reason = "the journal, the sheets or the result cannot be read"
        result = self.whole(reason)
        if self.definition is None or self.record is None or self.sheets is None:
            raise NotMade(reason)
        record = self.record
        keys = sorted(record.accounts, key=lambda key: (key[0], key[1] or ""))
        agreed = [(key, account) for key in keys for account in [record.account(key)] if account]
        is_paper = result.stage != "electronic"
        papers = papers_by_account(self.sheets, self.definition.each_paper)
        expected = []
        for key, account in agreed if is_paper else []:
            unaccounted, uncounted = differences(account, papers.get(key, 0))
            explained = record.explanations.get(key)
            if explained and not differs_as_explained(explained, unaccounted, uncounted):
                explained = None
            expected.append(
                {
                    **account,
                    "papers": papers.get(key, 0),
                    "explanation": explained and {n: explained[n] for n in ("by", "reason")},
                }
            )
        corrections = result.readable("corrections", RESULT_CORRECTION)
        if corrections != (record.corrections if is_paper else []):
            finding.fail("what was reopened or taken out is not what the result says")
        # What an account lacks was held against its own figures with the result.
        said = [
            {name: account[name] for name in account if name not in ("unaccounted", "uncounted")}
            for account in result.readable("accounts", RESULT_ACCOUNT)
        ]
        if said != expected:
            finding.fail("the result's accounts are not those that were keyed")
        stations = plural(len(self.definition.stations), "station")
        finding.compared = f"{len(expected)} of {stations}"

    # Strikes and ballots

    def check_reconciliation(self, finding: Finding) -> None:
        data = self.folder.read("reconciliation.json")
        if data is None:
            finding.fail("reconciliation.json is missing or cannot be read")
            return
        try:
            found = read_json(data)
            check(found, RECONCILIATION)
        except Fault as fault:
            finding.fail(str(fault))
            return
        self.reconciliation = found
        result = self.result
        if result is None or self.definition_file is None:
            return
        for holds_it, problem in [
            (hash_of(data) == result.inputs["reconciliation"], "the result names another one"),
            (found["election"] == hash_of(self.definition_file), "it is of another election"),
            (
                sorted(found["manifests"]) == sorted(result.inputs["manifests"]),
                "it read other bundles than the result names",
            ),
            (
                found["amendments"] == result.inputs["amendments"],
                "it knew of other amendments than the result names",
            ),
            (
                sums(found["unresolved"], "station") == result.unresolved(),
                "the result has other unresolved register entries",
            ),
            (
                found["eligibility"] == result.json["eligibility"],
                "the result says otherwise whether a roll was there",
            ),
        ]:
            if not holds_it:
                finding.fail(problem)
        for problem in self.contradictions(found):
            finding.fail(problem)
        if result.stage == "final":
            for item in self.left_open_by(found):
                finding.fail(item["words"]["en"])
        roll = "with a roll" if found["eligibility"] == "roll" else "no roll"
        finding.compared = f"{plural(len(found['manifests']), 'bundle')}, {roll}"

    def contradictions(self, reconciliation: Dict[str, Any]) -> List[str]:
        """What it says otherwise than the bundles and amendments that it was made of."""
        if self.record is None or self.definition is None:
            return []
        rulings = self.record.rulings
        bad: Dict[str, bool] = {}
        for item in reconciliation["identities"]:
            bad[item["bundle"]] = bad.get(item["bundle"], True) and item["counts"]
        included = [
            bundle
            for bundle in self.record.imports
            if not rulings.excludes(bundle["bundle"], bundle["collector"], bundle["sequence"])
        ]
        read = [bundle for bundle in included if bundle["bundle"] not in bad]
        found = []
        for bundle in sorted(set(bad) - {bundle["bundle"] for bundle in included}):
            found.append(f"it tells of identities of {bundle}, which it did not open")
        ballots = {manifest.hash: manifest.ballots for manifest in self.manifests or []}
        sealed = {item["bundle"]: item["ballots"] for item in reconciliation["identities"]}
        for bundle in sorted(set(sealed) & set(ballots)):
            if sealed[bundle] != ballots[bundle]:
                found.append(f"it has other ballots of {bundle} than the manifest")
        has_roll = any(bundle["kind"] == "roll" for bundle in read)
        if has_roll != (reconciliation["eligibility"] == "roll"):
            found.append("it says otherwise than the bundles whether there is a roll")
        entries: Counter[str] = Counter()
        for bundle in read:
            station = self.definition.collectors[bundle["collector"]].get("station")
            if bundle["kind"] == "register" and station is not None:
                entries[station] += bundle["identities"]
        said = sums(reconciliation["registers"], "station")
        lost = sums(reconciliation["unresolved"], "station")
        for station in sorted(set(entries) | set(said) | set(lost)):
            if entries[station] != said.get(station, 0):
                found.append(f"it has other register entries of {station} than the bundles")
            if lost.get(station, 0) > entries[station]:
                found.append(f"more register entries of {station} lost than there are")
        if reconciliation["rollRepeated"] and reconciliation["eligibility"] != "roll":
            found.append("people stand twice on a roll that is not there")
        if reconciliation["leftOut"] != sum(rulings.left_out(b["bundle"]) for b in read):
            found.append("it leaves out other single ballots than the amendments")
        if reconciliation["restored"] > sum(rulings.restored(b["bundle"]) for b in read):
            found.append("it lifts more strikes than the amendments")
        for bundle, counts in bad.items():
            if counts != (rulings.bundles.get(bundle) is True):
                found.append(f"it says otherwise than the amendments whether {bundle} counts")
        return found

    def left_open_by(self, reconciliation: Dict[str, Any]) -> List[Item]:
        """What a reconciliation tells of that a final count may not leave open."""
        if self.record is None or self.manifests is None or self.definition is None:
            return []
        bad = {item["bundle"] for item in reconciliation["identities"] if not item["counts"]}
        items = [out("identities", bundle=bundle) for bundle in sorted(bad)]
        if reconciliation["crossStyle"] > 0:
            items.append(out("cross-style", count=reconciliation["crossStyle"]))
        issued: Dict[str, int] = {}
        for key in self.record.accounts:
            account = self.record.account(key)
            if account:
                issued[key[0]] = issued.get(key[0], 0) + account["issued"]
        entries = sums(reconciliation["registers"], "station")
        for station in self.definition.stations:
            if station in issued and entries.get(station, 0) > issued[station]:
                numbers = {"entries": entries[station], "issued": issued[station]}
                items.append(out("register", station=station, **numbers))
        return [item for item in items if not self.record.rulings.settles(item)]

    def check_reconciliation_signed(self, finding: Finding) -> None:
        valid = self.signers("reconciliation.json", "custodian", finding)
        if self.folder.read("reconciliation.json") is None or self.definition is None:
            return
        custodians = plural(len(self.definition.custodians), "custodian")
        finding.compared = f"{len(valid)} of {custodians}: {', '.join(valid)}"
        if not valid:
            finding.fail("no custodian signed it")

    def check_strikes(self, finding: Finding) -> None:
        if self.manifests is None or self.definition is None:
            raise NotMade("the manifests cannot be read")
        data = self.folder.read("strikes.csv")
        if data is None:
            finding.fail("strikes.csv is missing or cannot be read")
            return
        by_hash = {manifest.hash: manifest for manifest in self.manifests}
        self.strikes, self.struck = read_strikes(data, by_hash, finding)
        reasons: Counter[str] = Counter()
        groups: Counter[Tuple[str, str, str]] = Counter()
        for bundle, found in self.strikes.items():
            manifest = by_hash[bundle].json
            for reason, count in found.items():
                reasons[reason] += count
                groups[reason, manifest["style"], manifest["channel"] or ""] += count
        for reason in sorted(reasons):
            if not self.has_rule(reason):
                finding.fail(f"ballots are struck as {reason}, for which the election has no rule")
        if self.reconciliation is not None:
            if self.reconciliation["strikes"] != hash_of(data):
                finding.fail("the reconciliation names another file")
            if sums(self.reconciliation["struck"], "reason", "style", "channel") != groups:
                finding.fail("the reconciliation counts other strikes")
        if self.result is not None:
            if self.result.inputs["strikes"] != hash_of(data):
                finding.fail("the result names another file")
            if self.result.electronic["struck"] != reasons:
                finding.fail("the result counts other strikes")
        styles = plural(len(self.definition.styles), "style")
        finding.compared = f"{plural(sum(reasons.values()), 'ballot')} in {styles}"

    def has_rule(self, reason: str) -> bool:
        """Whether the election strikes for a reason (page FormatReconciliation)."""
        definition = self.need_definition("the definition cannot be read")
        policy = definition.json["policy"]
        rolls = self.reconciliation is not None and self.reconciliation["eligibility"] == "roll"
        registers = any("register" in c["roles"] for c in definition.collectors.values())
        return {
            "not-on-roll": rolls,
            "outside-poll": True,
            "withdrawn": bool(policy.get("withdrawal")),
            "superseded": policy["withinChannel"] == "last",
            "duplicate": policy["withinChannel"] == "first",
            "other-channel": len(definition.channels) > 1,
            "voted-on-paper": registers,
        }[reason]

    def excluded(self, manifest: Manifest) -> int:
        """How many ballots of a bundle do not count by what officers or its identities say."""
        if manifest.json["kind"] != "ballots":
            return 0
        if self.is_left_out(manifest):
            return manifest.ballots
        return (self.rulings or Rulings([])).left_out(manifest.hash)

    def is_left_out(self, manifest: Manifest) -> bool:
        """Whether none of the ballots of a bundle counts."""
        dropped = set()
        if self.reconciliation is not None:
            identities = self.reconciliation["identities"]
            dropped = {item["bundle"] for item in identities if not item["counts"]}
        return manifest.is_excluded(self.rulings or Rulings([])) or manifest.hash in dropped

    def check_ballots(self, finding: Finding) -> None:
        result = self.result
        if result is None or (self.manifests is None and not self.is_public):
            raise NotMade("the result or the manifests cannot be read")
        if self.is_public:
            return self.check_fates(result, finding)
        ballots = result.electronic
        if self.manifests is not None:
            entries = sum(manifest.ballots for manifest in self.manifests)
            if entries != ballots["entries"]:
                finding.fail(f"the manifests have {entries} ballots, the result others")
            if sum(map(self.excluded, self.manifests)) != ballots["excluded"]:
                finding.fail("other ballots are excluded than the amendments say")
        parts = [ballots["read"], sum(ballots["struck"].values())]
        parts += [ballots["unreadable"], ballots["excluded"]]
        if sum(parts) != ballots["entries"]:
            finding.fail("the result's buckets do not add up")
        names = ("read", "struck", "unreadable", "excluded")
        told = " + ".join(f"{count:,} {name}" for count, name in zip(parts, names))
        finding.compared = f"{ballots['entries']:,} = {told}"

    def check_fates(self, result: Result, finding: Finding) -> None:
        """Every sealed ballot is in one number, and none but the total tells of few."""
        entries, definition = result.electronic["entries"], self.definition
        stated = result.json["public"]["smallCell"]
        smallest = definition.json["policy"]["smallCell"] if definition is not None else stated
        for name, count in result.fates.items():
            if 0 < count < smallest and count != entries:
                finding.fail(f"{name} has too few ballots to be shown")
        if sum(result.fates.values()) != entries:
            finding.fail("the result's buckets do not add up")
        told = " + ".join(f"{count:,} {name}" for name, count in result.fates.items())
        finding.compared = f"{entries:,} = {told}"

    # Whether it is complete, and the count itself

    def check_stage(self, finding: Finding) -> None:
        reason = "the result, the sheets or the journal cannot be read"
        result = self.whole(reason)
        if self.sheets is None or self.record is None or self.definition is None:
            raise NotMade(reason)
        outstanding = result.readable("outstanding", outstanding_form(False))
        stations = result.readable("stations", PROGRESS)
        finding.compared = f"stage {result.stage}, {len(outstanding)} things out"
        if result.stage == "final":
            if outstanding or stations:
                finding.fail("the result is final and says that something is still out")
            if self.manifests is not None and self.reconciliation is not None:
                for item in self.paper_findings():
                    finding.fail(item["words"]["en"])
            return
        self.check_outstanding(result, outstanding, finding)
        pending = {
            key[0]
            for key, entries in self.record.sheets.items()
            if entries.is_known() and entries.agreed() is None
        }
        rulings = self.rulings or Rulings([])
        accounts = [a for a in map(self.record.account, self.record.accounts) if a]
        expected = station_progress(self.definition, rulings, accounts, self.sheets, pending)
        if expected != stations:
            finding.fail("the stations are not as far as the result says")

    def paper_findings(self) -> List[Item]:
        if self.definition is None or self.record is None:
            return []
        return PaperFindings(self.definition, self.record).all()

    def check_outstanding(self, result: Result, said: List[Item], finding: Finding) -> None:
        """All that is out, lots included, stands in a result that is not final, and no more."""
        if self.manifests is None or self.reconciliation is None or self.record is None:
            raise NotMade("the manifests or the reconciliation cannot be read")
        definition = self.need_definition("the definition cannot be read")
        expected = chain_gaps(self.manifests, definition, self.record.rulings)
        expected += self.left_open_by(self.reconciliation) + self.paper_findings()
        for contest, of_it in zip(definition.contests, result.json["contests"]):
            if "draw" in of_it["outcome"]:
                candidates = of_it["outcome"]["draw"]["candidates"]
                expected.append(out("lots", contest=contest, candidates=candidates))
        # The reconciliation may have been signed since.
        said = [item for item in said if item != out("unsigned-reconciliation")]
        told, shown = set(map(subject, said)), set(map(subject, expected))
        for item in expected:
            if subject(item) not in told:
                finding.fail(f"the result does not say that {item['words']['en']}")
        for item in said:
            if subject(item) not in shown:
                finding.fail(f"nothing shows that {item['words'].get('en')}")
        if not finding.failures and said != expected:
            finding.fail("what is out is said in other words or in another order")

    def check_current(self, finding: Finding) -> None:
        if self.last_record is None or self.result_file is None:
            raise NotMade("the journal or the result cannot be read")
        found = hash_of(self.result_file)
        counted = self.last_record.count_of(found)
        if counted is None:
            raise NotMade("no line records that this result was counted")
        late = self.last_record.overtaking(counted)
        finding.compared = f"the journal from line {counted.line}"
        if late:
            finding.fail(f"since it was counted came in {', '.join(dict.fromkeys(late))}")

    def check_tally(self, finding: Finding) -> None:
        reason = "the definition, the result or the sheets cannot be read"
        result = self.whole(reason)
        if self.definition is None or self.rulings is None or self.sheets is None:
            raise NotMade(reason)
        data = self.folder.read("patterns.csv")
        if data is None:
            raise NotMade("this package has no patterns.csv to count again from")
        try:
            patterns = Patterns(data, self.definition)
        except Fault as fault:
            finding.fail(str(fault))
            return
        again_all = self.count_again(patterns, result)
        for at, (contest, again) in enumerate(again_all.items()):
            said = ContestReader(self.definition, contest, False).readable(
                result.json["contests"][at]
            )
            for problem in unlike(again, said, contest):
                finding.fail(problem)
            if result.stage == "final" and "draw" in again["outcome"]:
                finding.fail(f"lots are to be drawn in {contest}")
        self.check_totals(patterns, result, finding)
        self.check_named("patterns", data, finding)
        contests = plural(len(self.definition.contests), "contest")
        sheets = plural(len(self.sheets), "sheet")
        finding.compared = f"{contests} from {plural(patterns.count, 'pattern')} and {sheets}"

    def check_named(self, name: str, data: bytes, finding: Finding) -> None:
        """The result names the file by its hash; earlier programs wrote none."""
        named = None if self.result is None else self.result.inputs[name]
        if named is not None and hash_of(data) != named:
            finding.fail("the result names another file")

    def count_again(self, patterns: Patterns, result: Result) -> Dict[str, Dict[str, Any]]:
        """Every contest, from patterns, sheets, lots and unresolved register entries."""
        definition, _ = self.need_both()
        rulings = self.rulings or Rulings([])
        counts = {contest: Count(contest, definition, rulings) for contest in definition.contests}
        for key, runs in patterns.rows.items():
            if key[1] in counts:
                counts[key[1]].add_patterns(key, runs)
        for sheet in self.sheets or []:
            counts[sheet["contest"]].add_sheet(sheet)
        lots: Dict[str, List[Dict[str, Any]]] = {}
        for drawn in self.record.lots() if self.record is not None else []:
            lots.setdefault(drawn["contest"], []).append(drawn)
        papers: Counter[str] = Counter()
        for station, count in result.unresolved().items():
            if station in definition.stations:
                papers.update({c: count for c in contests_of(definition, station)})
        return {
            contest: count.result(lots.get(contest, []), papers[contest])
            for contest, count in counts.items()
        }

    def check_totals(self, patterns: Patterns, result: Result, finding: Finding) -> None:
        """Every contest of a style has as many marks as ballots of the style were opened."""
        if self.manifests is None or self.strikes is None or self.definition is None:
            return
        opened: Counter[Tuple[str, str]] = Counter()
        for manifest in self.manifests:
            if manifest.json["kind"] == "ballots":
                struck = sum(self.strikes.get(manifest.hash, Counter()).values())
                left = manifest.ballots - self.excluded(manifest) - struck
                opened[manifest.json["style"], manifest.json["collector"]] += left
        totals: Counter[PatternKey] = Counter()
        for style, contest, _, collector in patterns.rows:
            totals[style, contest, "", collector] = patterns.total(style, contest, collector)
        sources = set(opened) | {(key[0], key[3]) for key in totals}
        for style, collector in sorted(sources):
            if style not in self.definition.styles or collector not in self.definition.collectors:
                continue
            expected = opened[style, collector] - totals[style, "-", "", collector]
            for contest in self.definition.styles[style]["contests"]:
                if totals[style, contest, "", collector] != expected:
                    finding.fail(
                        f"patterns.csv has other ballots of style {style} of {collector} in"
                        f" {contest} than the bundles"
                    )
        if patterns.unreadable() != result.electronic["unreadable"]:
            finding.fail("patterns.csv has another number of unreadable ballots than the result")

    def check_places(self, finding: Finding) -> None:
        """No row tells more than it may, rows add up, and nothing is in two of them."""
        definition, result = self.need_both()
        rows = 0
        smallest = definition.json["policy"]["smallCell"]
        if result.json["public"]["smallCell"] != smallest:
            finding.fail("smallCell is another one than the definition's")
        for name_of_it, contest in zip(definition.contests, result.json["contests"]):
            table = PublicTable(name_of_it, contest, definition, self.rulings or Rulings([]))
            rows += len(table.rows)
            for problem in table.problems():
                finding.fail(f"{name_of_it}: {problem}")
        finding.compared = f"{rows} rows of at least {smallest} ballots, sums of channels and areas"

    def check_outcomes(self, finding: Finding) -> None:
        """What follows from the totals of a package for the public."""
        definition, result = self.need_both()
        self.check_stage_allows(definition, result, finding)
        ranked = 0
        for name_of_it, contest in zip(definition.contests, result.json["contests"]):
            outcome = PublicOutcome(name_of_it, contest, definition, self.rulings or Rulings([]))
            ranked += outcome.is_ranked
            # Those that were read may be told together with others.
            read = [count for name, count in result.fates.items() if "read" in name.split("+")]
            for problem in outcome.problems(read[0] if read else LARGEST):
                finding.fail(f"{name_of_it}: {problem}")
        contests = plural(len(definition.contests), "contest")
        finding.compared = f"{contests} decided again by their totals"
        if ranked:
            finding.compared += (
                f"; how papers went on in {plural(ranked, 'ranked contest')} was not counted again,"
                " which needs patterns.csv"
            )

    def check_stage_allows(self, definition: Definition, result: Result, finding: Finding) -> None:
        """Nothing is out at the final stage, and stations are told of before it."""
        is_final = result.stage == "final"
        if is_final and result.readable("outstanding", outstanding_form(True)):
            finding.fail("a final result has something still out")
        for name_of_it, contest in zip(definition.contests, result.json["contests"]):
            if is_final and fits(contest["outcome"].get("draw"), OUTCOME["draw?"]):
                finding.fail(f"lots are to be drawn in {name_of_it}")
        form = {name: PROGRESS[name] for name in ("station", "state")}
        stations = [item["station"] for item in result.readable("stations", form)]
        if stations != ([] if is_final else list(definition.stations)):
            finding.fail(f"other stations than the stage {result.stage} has")
        if result.stage == "electronic" and result.inputs["sheets"]:
            finding.fail("sheets in a result of the stage electronic")

    def check_tracking(self, finding: Finding) -> None:
        if self.result is None:
            raise NotMade("the result cannot be read")
        data = self.folder.read("tracking.txt")
        if data is None:
            finding.fail("tracking.txt is missing or cannot be read")
            return
        total, fates = read_tracking(data, finding)
        ballots = self.result.electronic
        self.comparison = self.compare_ballots(data, finding)
        finding.compared = f"{total:,} codes, not compared with the ballots"
        if self.comparison is not None:
            there, of_all = self.comparison.compared, self.comparison.total
            told = f"compared with the ballots of {there:,} of {of_all:,} bundles"
            finding.compared = f"{total:,} codes, {told}"
        self.check_named("tracking", data, finding)
        if total != ballots["entries"]:
            finding.fail(f"{total} codes for {ballots['entries']} sealed ballots")
        if total and bool(fates) == self.is_public:
            finding.fail(
                "it says what became of each ballot, which the public is not told"
                if self.is_public
                else "it does not say what became of each ballot"
            )
        if total and not fates:
            return
        for fate, expected in [
            ("counted", ballots["read"] + ballots["unreadable"]),
            ("struck", sum(ballots["struck"].values())),
            ("excluded", ballots["excluded"]),
        ]:
            if fates[fate] != expected:
                finding.fail(f"{fates[fate]} are {fate}, the result says {expected}")

    def compare_ballots(self, data: bytes, finding: Finding) -> Optional[Comparison]:
        """Holds the tracking list against the sealed ballots, where they are there."""
        if self.delivered is None or self.manifests is None or self.definition is None:
            return None
        if self.strikes is None or self.reconciliation is None:
            return None
        bundles = [manifest for manifest in self.manifests if manifest.json["kind"] == "ballots"]
        bundles.sort(key=lambda manifest: (manifest.json["collector"], manifest.json["sequence"]))
        found = Comparison(len(bundles))
        lines: Dict[bytes, List[str]] = {}
        for manifest in bundles:
            place = f"bundle {manifest.json['sequence']:,} of {manifest.json['collector']}"
            folders = self.delivered.get(manifest.hash, [])
            size = sealed_size(self.definition, manifest.json["style"])
            copies = (sealed_codes(folder, manifest, size) for folder in folders)
            codes = next((codes for codes in copies if codes is not None), None)
            if codes is None:
                why = "not the ballots that the collector signed" if folders else "not there"
                found.left.append(f"{place} ({why})")
                continue
            for at, code in enumerate(codes):
                line = f"{code} {self.fate(manifest, at)}".encode()
                lines.setdefault(line, []).append(place)
        own = {manifest.hash for manifest in self.manifests}
        found.foreign = sorted(
            folder for known, at in self.delivered.items() if known not in own for folder in at
        )
        for line in data.split(b"\n")[:-1]:
            if lines.get(line):
                lines[line].pop()
            elif not found.left:
                finding.fail(f"no bundle has the ballot of {line.decode('utf-8', 'replace')!r}")
        for line, places in sorted(lines.items()):
            for place in places:
                finding.fail(f"no line {line.decode()!r}, a ballot of {place}")
        return found

    def fate(self, manifest: Manifest, at: int) -> str:
        """What amendments, reconciliation and strikes make of a ballot of a bundle."""
        rulings = self.rulings or Rulings([])
        if self.is_left_out(manifest) or rulings.ballots.get(manifest.hash, {}).get(at) is False:
            return "excluded"
        return "struck" if at in self.struck.get(manifest.hash, set()) else "counted"

    def check_software(self, finding: Finding) -> None:
        if self.result is None:
            raise NotMade("there is no result that can be read")
        software = self.result.json["software"]
        finding.compared = f"coldcount {software['version']!r}"
        if self.binary is None:
            raise NotMade(
                "no published hash was given (--binary HASH);"
                f" the result names {software['hash']}"
            )
        if software["hash"] != self.binary:
            finding.fail(f"counted with {software['hash']}, published is {self.binary}")

    def check_reports(self, finding: Finding) -> None:
        raise NotMade("only the program that counted makes them again: coldcount verify")

    # What an election with proofs has beside the rest (page FormatProofs)

    def proof_files(self) -> List[str]:
        files = [f for f in self.folder.names if f.startswith("proof/")]
        return [f for f in files if not f.endswith(".minisig")]

    def need_proofs(self) -> None:
        if not any(file.startswith("proof/") for file in self.folder.names):
            raise NotMade("this package has no proofs")

    def hash_file(self, file: str) -> str:
        return hash_of(self.folder.read(file, 1 << 40) or b"")

    def check_proofs(self, finding: Finding) -> None:
        result, record = self.whole("the result cannot be read"), self.last_record
        self.need_proofs()
        self.is_proved, files = False, self.proof_files()
        hashes = {file: self.hash_file(file) for file in files}
        if sorted(hashes.values()) != result.inputs["proof"]:
            finding.fail("the result names other proofs than are here")
        known = {data.get("hash") for _, _, data in record.proofs} if record else set(hashes.values())
        for file in files:
            if hashes[file] not in known:
                finding.fail(f"{file!r}: no line of the journal records it")
        checker = proofs_checker()
        try:
            checker.verify(self.folder.path)
        except checker.Refused as refused:
            finding.fail(str(refused))
        except BROKEN as error:
            finding.fail(f"it is not of its form: {error!r}")
        self.is_proved = not finding.failures

    def check_openings(self, finding: Finding) -> None:
        """The rule on groups, through the lines of the whole journal."""
        self.need_proofs()
        definition, record = self.definition, self.last_record
        if self.result is None or definition is None or record is None:
            raise NotMade("the journal cannot be followed")
        owners = self.owners_of_ballots()
        own, quorum = self.hash_file("tracking.txt"), definition.quorum["sign"]
        groups, allowed = Groups(definition.json["policy"]["smallCell"]), {}
        lists: Dict[str, Set[str]] = {}
        for event, by, data in record.proofs:
            tracking = data.get("tracking", "")
            if event == "small-allowed":
                allowed.setdefault(canonical(data), set()).add(by)
            if event == "opened" and tracking not in lists:
                file = "tracking.txt" if tracking == own else f"openings/{tracking}.txt"
                if self.hash_file(file) != tracking:
                    return finding.fail(f"{file} is missing or not what its name says")
                lists[tracking] = self.counted(file)
                groups.open(lists[tracking], owners)
            small = groups.too_small()
            if event == "opened" and small is not None:
                said = {"groups": small[0], "smallest": small[1], "tracking": tracking}
                if len(allowed.get(canonical(said), ())) < quorum:
                    finding.fail(f"{by} opened {small[0]} groups that are too small")
                elif said not in self.allowed_groups:
                    self.allowed_groups.append(said)
        for file in self.folder.names:
            named = file[len("openings/") : -len(".txt")]
            if file.startswith("openings/") and (named == own or named not in lists):
                finding.fail(f"{file!r} is not of another opening that the journal names")
        self.check_opened(record, own, finding)
        finding.compared = f"{len(lists)} lists of ballots"

    def check_opened(self, record: Record, own: str, finding: Finding) -> None:
        """Who opened the package's ballots said so of these, together with the others."""
        opened = {data["hash"]: data for event, _, data in record.proofs if event == "opened"}
        lines = [opened.get(self.hash_file(f)) for f in self.proof_files() if "/open." in f]
        known = [line for line in lines if line is not None]
        for line in known:
            if line["tracking"] != own:
                finding.fail(f"{line['officer']} opened other ballots")
            if sorted(line["members"]) != sorted(other["officer"] for other in known):
                finding.fail(f"{line['officer']} opened together with others")

    def owners_of_ballots(self) -> Dict[str, Tuple[str, str]]:
        """Whose each ballot is that can be read, and of which style, by its tracking code."""
        checker = proofs_checker()
        try:
            package, election, _ = checker.begin(self.folder.path)
            bundles, _ = checker.read_bundles(election, package)
        except (checker.Refused, *BROKEN):
            raise NotMade("the sealed ballots do not hold") from None
        return {
            hash_of(ballot): (collector, style)
            for collector, _, style, _, ballots in bundles
            for ballot in ballots
            if checker.is_readable(election, collector, style, ballot)
        }

    def counted(self, file: str) -> Set[str]:
        """The codes that a tracking list calls counted."""
        lines = (self.folder.read(file) or b"").split(b"\n")
        found = (line.decode("utf-8", "replace").split(" ") for line in lines)
        return {line[0] for line in found if line[1:] == ["counted"] and HASH.fullmatch(line[0])}


# What a file that is not of its form makes of a program that takes it to be.
BROKEN = (LookupError, TypeError, ValueError, AttributeError, AssertionError, OSError)


def proofs_checker() -> Any:
    """The program that checks proofs, which lies beside this one and needs libsodium."""
    try:
        import proofs_check
    except (ImportError, OSError) as error:
        raise NotMade(f"proofs_check.py, proofs.py, proofs_group.py, libsodium: {error}") from None
    return proofs_check


def check_dealt_keys(data: bytes) -> None:
    """The keys that the officers dealt, where they can be checked."""
    try:
        checker = proofs_checker()
    except NotMade:
        return
    try:
        checker.check_keys(checker.Election(data))
    except (checker.Refused, *BROKEN) as error:
        raise Fault(str(error)) from None


class Groups:
    """Which ballots openings tell apart: those that stand in just the same of the lists."""

    def __init__(self, least: int) -> None:
        self.least = least
        self.group: Dict[str, int] = {}
        self.sizes: List[int] = []
        self.small: Counter[int] = Counter()

    def open(self, codes: Set[str], owners: Dict[str, Tuple[str, str]]) -> None:
        parts: Dict[Any, int] = {}
        for code in codes:
            if code not in owners:
                continue
            old = self.group.get(code)
            # A group is of one collector and style from the beginning.
            part = parts.setdefault(owners[code] if old is None else old, len(self.sizes))
            if part == len(self.sizes):
                self.sizes.append(0)
            self.group[code] = part
            self.resize(part, 1)
            if old is not None:
                self.resize(old, -1)

    def resize(self, group: int, change: int) -> None:
        self.small[self.sizes[group]] -= 1
        self.sizes[group] += change
        self.small[self.sizes[group]] += 1

    def too_small(self) -> Optional[Tuple[int, int]]:
        """How many groups are, and how large the smallest is; nothing where none is."""
        found = {s: n for s, n in self.small.items() if 0 < s < self.least and n > 0}
        return (sum(found.values()), min(found)) if found else None


def amendment_name(at: int) -> str:
    return f"amendment-{at:03}.json"


def subject(item: Item) -> bytes:
    """What is out, without the words."""
    return canonical({name: value for name, value in item.items() if name != "words"})


def sums(items: List[Dict[str, Any]], *names: str) -> Dict[Any, int]:
    """The counts of a list by one member, or by several."""
    found: Counter[Any] = Counter()
    for item in items:
        key = item[names[0]] if len(names) == 1 else tuple(item[name] for name in names)
        found[key] += item["count"]
    return dict(found)


RECONCILIATION = {
    "format": one_of("coldcount/reconciliation/1"),
    "election": HASHED,
    "amendments": [text],
    "manifests": [text],
    "eligibility": text,
    "identities": [
        {
            "bundle": HASHED,
            "ballots": BALLOT_COUNT,
            "problem": text,
            "counts": one_of(True, False),
        }
    ],
    "registers": [{"station": text, "style": text, "count": BALLOT_COUNT}],
    "struck": [{"reason": text, "style": text, "channel": text, "count": BALLOT_COUNT}],
    "unresolved": [{"station": text, "count": BALLOT_COUNT}],
    "crossStyle": BALLOT_COUNT,
    "leftOut": BALLOT_COUNT,
    "restored": BALLOT_COUNT,
    "rollRepeated": BALLOT_COUNT,
    "strikes": HASHED,
}


def read_manifest(data: bytes) -> Dict[str, Any]:
    manifest = read_json(data)
    check(manifest, MANIFEST)
    if ("ballots" in manifest) != (manifest["kind"] == "ballots"):
        raise Fault("it names ballots where its kind is ballots, and nowhere else")
    return manifest


def manifest_problems(manifest: Manifest, definition: Definition) -> List[str]:
    """What a manifest may not say in this election."""
    found = manifest.json
    problems = []
    if found["election"] != definition.hash:
        problems.append("it is of another election")
    collector = definition.collectors.get(found["collector"])
    if collector is None:
        return [*problems, "it names an unknown collector"]
    channel = None if found["kind"] in ("roll", "withdrawal") else collector["channel"]
    if found["kind"] not in collector["roles"] or found["channel"] != channel:
        problems.append("the collector may not send it")
    if found["style"] not in collector["styles"]:
        problems.append("the collector may not send this style")
    if found["kind"] == "ballots":
        if found["ballots"]["size"] != sealed_size(definition, found["style"]):
            problems.append("its ballots have another size than the election's")
        if found["ballots"]["count"] != found["identities"]["count"]:
            problems.append("it has other ballots than identities")
    return problems


def differs_from_line(manifest: Manifest, line: Dict[str, Any]) -> List[str]:
    """What the journal's line of the import says otherwise of a bundle."""
    found = manifest.json
    same = {name: found[name] for name in ("collector", "sequence", "kind", "style", "channel")}
    same["final"] = found["final"]
    same["identities"] = found["identities"]["count"]
    same["ballots"] = manifest.ballots if found["kind"] == "ballots" else None
    return [name for name in same if line[name] != same[name]]


def sealed_size(definition: Definition, style: str) -> int:
    """Bytes of a sealed ballot: sealing adds 48, or there are 64 for each point and for the proof."""
    if not definition.has_proofs:
        return ballot_size(definition) + 48
    known = definition.styles.get(style)
    return 64 * sum(definition.points(known["contests"]) if known else []) + 64


def ballot_size(definition: Definition) -> int:
    """Bytes of a ballot before it is sealed (page FormatBundle, A ballot)."""
    options = max(
        sum(len(definition.options[contest]) for contest in style["contests"])
        for style in definition.styles.values()
    )
    return -(-(3 + options) // 16) * 16


def read_strikes(
    data: bytes, manifests: Dict[str, Manifest], finding: Finding
) -> Tuple[Dict[str, Counter[str]], Dict[str, Set[int]]]:
    """Strikes by bundle and reason, and the struck ballots; what is wrong with a line is noted."""
    lines = data.split(b"\n")
    if lines[0] != b"bundle,index,reason" or lines[-1] or len(lines) == 1:
        finding.fail("strikes.csv has another header, or is cut off")
    found: Dict[str, Counter[str]] = {}
    struck: Dict[str, Set[int]] = {}
    last = b""
    for at, line in enumerate(lines[1:-1], start=2):
        fields = line.decode("utf-8", "replace").split(",")
        if last and line <= last:
            finding.fail(f"strikes.csv line {at}: out of order or repeated")
        twice = line.split(b",")[:2] == last.split(b",")[:2]
        last = line
        if (
            len(fields) != 3
            or not HASH.fullmatch(fields[0])
            or not re.fullmatch(r"0|-?[1-9][0-9]{0,17}", fields[1])
            or fields[2] not in REASONS
        ):
            finding.fail(f"strikes.csv line {at}: not bundle,index,reason")
            continue
        if twice:
            finding.fail(f"strikes.csv line {at}: strikes a ballot twice")
        bundle, index = fields[0], int(fields[1])
        if bundle not in manifests or not 0 <= index < manifests[bundle].ballots:
            finding.fail(f"strikes.csv line {at}: names a ballot that is not there")
            continue
        found.setdefault(bundle, Counter())[fields[2]] += 1
        struck.setdefault(bundle, set()).add(index)
    return found, struck


FATES = ("", "counted", "excluded", "struck")


def read_tracking(data: bytes, finding: Finding) -> Tuple[int, Counter[str]]:
    """How many codes there are, and how many of each fate (page FormatResult, tracking.txt)."""
    lines = data.split(b"\n")
    if lines[-1]:
        finding.fail("tracking.txt is cut off")
    fates: Counter[str] = Counter()
    last = "", "", False
    for at, line in enumerate(lines[:-1], start=1):
        code, _, fate = line.decode("utf-8", "replace").partition(" ")
        if not HASH.fullmatch(code) or fate not in FATES or line.endswith(b" "):
            finding.fail(f"tracking.txt line {at}: not a code and its fate")
            continue
        # The same sealed ballot twice: an amendment excluded all but one.
        again = code == last[0]
        live = (again and last[2]) or fate != "excluded"
        if code < last[0] or (again and fate <= last[1] and not fate == last[1] == "excluded"):
            finding.fail(f"tracking.txt line {at}: out of order or repeated")
        elif again and fate != "excluded" and last[2]:
            finding.fail(f"tracking.txt line {at}: counts or is struck twice")
        last = code, fate, live
        if fate:
            fates[fate] += 1
    total = len(lines) - 1
    if fates and sum(fates.values()) != total:
        finding.fail("tracking.txt: some codes have a word and some have none")
    return total, fates


def unlike(again: Any, said: Any, path: str) -> List[str]:
    """Every place in which two values differ."""
    if isinstance(again, dict) and isinstance(said, dict):
        found = []
        for key in sorted(set(again) | set(said)):
            found += unlike(again.get(key), said.get(key), f"{path}.{key}")
        return found
    if isinstance(again, list) and isinstance(said, list) and len(again) == len(said):
        pairs = enumerate(zip(again, said))
        return [line for at, (a, b) in pairs for line in unlike(a, b, f"{path}[{at}]")]
    if type(again) is type(said) and again == said:
        return []
    one, other = json.dumps(again)[:80], json.dumps(said)[:80]
    return [f"{path}: counted again {one}, the result says {other}"]


@dataclass(frozen=True)
class Row:
    """Numbers of ballots, the valid ones first, and of votes, by option, with what they are of."""

    name: str
    ids: Tuple[str, ...]
    channels: Tuple[str, ...]
    ballots: List[int]
    votes: List[List[int]]

    @staticmethod
    def read(
        name: str,
        ids: Iterable[str],
        channels: Iterable[str],
        ballots: Dict[str, Any],
        votes: List[Votes],
    ) -> "Row":
        counts = [ballots[verdict] for verdict in VERDICTS]
        counts += [ballots["rejected"][category] for category in sorted(ballots["rejected"])]
        return Row(name, tuple(ids), tuple(channels), counts, list(map(numbers_of, votes)))

    @property
    def valid(self) -> int:
        return self.ballots[0]

    @property
    def numbers(self) -> List[int]:
        """All as numbers that can be added."""
        return self.ballots + [number for votes in self.votes for number in votes]


def numbers_of(votes: Votes) -> List[int]:
    return [votes[name] for name in JUDGEMENTS] if isinstance(votes, dict) else [votes]


def added(rows: List[Row], width: int) -> List[int]:
    """The sum of rows, number by number."""
    return [sum(column) for column in zip([0] * width, *(row.numbers for row in rows))]


class PublicTable:
    """The rows of a contest as the public has them, held against one another."""

    def __init__(
        self, name: str, contest: Dict[str, Any], definition: Definition, rulings: Rulings
    ) -> None:
        self.definition = definition
        self.smallest = definition.json["policy"]["smallCell"]
        self.rules = definition.contests[name]
        self.options = list(definition.options[name])
        self.standing = definition.standing(name, rulings.statuses)
        self.is_judged = self.rules["method"] == "support-oppose"
        # On a petition it is no news what people chose.
        self.has_choice = self.is_judged or len(self.standing) > 1
        options = contest["options"][: len(self.options)]
        ballots = contest["ballots"]
        totals = [option["total"] for option in options]
        self.total = Row.read("the total", (), (), ballots["total"], totals)
        self.width = len(self.total.numbers)
        self.channels = [
            self.channel(names, ballots[names], [option["channels"][names] for option in options])
            for names in sorted(set(ballots) - {"total"})
        ]
        self.areas: List[Row] = []
        self.stations: List[Row] = []
        for place in ContestReader(definition, name, True).shown_places(contest):
            is_station = "station" in place or "stations" in place
            row = self.place("station" if is_station else "area", place)
            if row.ids and row.channels:
                (self.stations if is_station else self.areas).append(row)
        self.rows = self.channels + self.areas + self.stations

    def channel(self, names: str, ballots: Dict[str, Any], votes: List[Votes]) -> Row:
        ids = names.split("+")
        return Row.read(f"the row of {names}", ids, ids, ballots, votes)

    def place(self, kind: str, place: Dict[str, Any]) -> Row:
        ids = ids_of(place, kind)
        votes = [option["count"] for option in place["options"]]
        name = f"the row of {kind} {', '.join(ids)}"
        return Row.read(name, ids, ids_of(place, "channel"), place["ballots"], votes)

    def problems(self) -> List[str]:
        found = [
            f"{row.name} has too few ballots, or all alike, to be shown"
            for row in self.rows
            if row.numbers != self.total.numbers and self.tells(row)
        ]
        for row in [self.total, *self.rows]:
            found += [f"{row.name}: {objection}" for objection in self.objections(row)]
        return found + self.repeated() + self.sums() + self.parts()

    def tells(self, row: Row) -> bool:
        """Whether so few ballots, or all alike, may not be shown by themselves."""
        votes = row.numbers[len(row.ballots) :]
        ballots = max([sum(row.ballots), *votes])
        alike = self.has_choice and row.valid > 0 and row.valid in votes
        return ballots > 0 and (ballots < self.smallest or alike)

    def objections(self, row: Row) -> List[str]:
        """Votes that so many valid ballots cannot have given."""
        if is_uncontested(self.rules, self.standing):
            return ["votes in a contest that nobody contests"] if any(row.numbers) else []
        found = []
        by_option = [sum(votes) for votes in row.votes]
        # A sheet may have more for one of several choices than papers are valid, and is kept so.
        most = row.valid if self.is_judged else sum(row.ballots)
        for option, count in zip(self.options, by_option):
            if option not in self.standing and count:
                found.append(f"votes for {option}, who is out")
            if count > most:
                found.append(f"{option} has more votes than ballots can give")
        if self.is_judged:
            return found
        # Of ranks the first are shown.
        least, most = (1, 1) if self.rules["method"] in RANKED else choices(self.rules)
        # Sheets that were keyed before an option was taken out may have had choices for it.
        if len(self.standing) < len(self.options):
            least = 0
        if not row.valid * least <= sum(by_option) <= row.valid * most:
            found.append(f"{row.valid} valid ballots do not give {sum(by_option)} votes")
        return found

    def repeated(self) -> List[str]:
        """What stands in two rows."""
        keys: List[Tuple[str, ...]] = [("channel", i) for row in self.channels for i in row.ids]
        keys += [("area", i, c) for row in self.areas for i in row.ids for c in row.channels]
        keys += [("station", i) for row in self.stations for i in row.ids]
        twice = [key for key, count in Counter(keys).items() if count > 1]
        return [f"{' '.join(key)} stands in two rows" for key in twice]

    def sums(self) -> List[str]:
        """Channels add up to the total, and the areas of each row of channels to it."""
        found = []
        if added(self.channels, self.width) != self.total.numbers:
            found.append("the channels do not add up to the total")
        position = {channel: at for at, row in enumerate(self.channels) for channel in row.ids}
        areas: List[List[Row]] = [[] for _ in self.channels]
        for area in self.areas:
            at = the_only({position.get(channel) for channel in area.channels})
            if at is None:
                found.append(f"{area.name} lies in no row of channels")
            else:
                areas[at].append(area)
        for row, parts in zip(self.channels, areas):
            if added(parts, self.width) != row.numbers:
                found.append(f"the areas of {row.name} do not add up to it")
        return found

    def parts(self) -> List[str]:
        """Stations lie in one row of areas each, and come to no more than it."""
        found = []
        position = {
            (area, channel): at
            for at, row in enumerate(self.areas)
            for area in row.ids
            for channel in row.channels
        }
        stations: List[List[Row]] = [[] for _ in self.areas]
        for row in self.stations:
            known = [s for s in map(self.definition.stations.get, row.ids) if s is not None]
            at = the_only({position.get((s["area"], s["channel"])) for s in known})
            if at is None or {s["channel"] for s in known} != set(row.channels):
                found.append(f"{row.name} lies in no row of areas")
            else:
                stations[at].append(row)
        for row, parts in zip(self.areas, stations):
            if any(sum_ > most for sum_, most in zip(added(parts, self.width), row.numbers)):
                found.append(f"the stations of {row.name} are more than it")
        return found


def the_only(found: Set[Optional[int]]) -> Optional[int]:
    """The one member of a set that has just one."""
    return next(iter(found)) if len(found) == 1 else None


def ids_of(place: Dict[str, Any], kind: str) -> List[str]:
    """The one id of a place or of its channel, or the list of several, as far as they are texts."""
    return texts(place[kind + "s"] if kind + "s" in place else [place.get(kind)])


class PublicOutcome:
    """What of a contest follows from its totals and the lots (page FormatPackage)."""

    def __init__(
        self, name: str, contest: Dict[str, Any], definition: Definition, rulings: Rulings
    ) -> None:
        self.name = name
        self.contest = contest
        self.count = Count(name, definition, rulings)
        self.rules = self.count.rules
        self.votes = {
            option: numbers_of(said["total"])
            for option, said in zip(self.count.options, contest["options"])
        }
        self.is_ranked = self.rules["method"] in RANKED and self.count.is_counted

    def problems(self, read: int) -> List[str]:
        """What does not follow; `read` are the electronic ballots of the whole election."""
        found = []
        definition = self.count.definition
        area = definition.areas[self.rules["area"]]
        if self.contest.get("electorate") != area.get("electorate"):
            found.append("another electorate than the definition has")
        electronic = {i for i, c in definition.channels.items() if c["kind"] == "electronic"}
        opened = sum(
            all_ballots(ballots)
            for names, ballots in self.contest["ballots"].items()
            if names != "total" and set(names.split("+")) <= electronic
        )
        if opened > read:
            found.append(f"{opened} electronic ballots, {read} were read")
        return found + (self.ranked_problems() if self.is_ranked else self.decided_again())

    def stated(self) -> Dict[str, Any]:
        """What the result says, as far as it can be read; the rest is said with the result."""
        outcome = self.contest["outcome"]
        members = {
            "kind": outcome["kind"],
            "elected": texts(outcome.get("elected")),
            "vacant": outcome["vacant"],
            "failed": texts(outcome.get("failed")),
            "ties": [],
            "lots": lots_of(outcome),
        }
        draw = outcome.get("draw")
        if fits(draw, OUTCOME["draw?"]):
            members.update(draw=draw, ties=[draw["candidates"]])
        rounds, allocation = self.contest.get("rounds"), self.contest.get("allocation")
        is_read = "rounds" not in self.contest and fits(allocation, allocation_of(text))
        return {
            "outcome": members,
            "unresolved": self.contest["unresolved"],
            "rounds": None if self.stages(rounds) is None else rounds,
            "allocation": allocation if is_read else None,
        }

    def decided_again(self) -> List[str]:
        again = Contest(
            self.rules,
            self.count.standing,
            self.votes,
            all_ballots(self.contest["ballots"]["total"]),
            {},
            lots_of(self.contest["outcome"]),
        ).decide()
        papers = self.contest["unresolved"]["papers"]
        found = {
            "outcome": self.count.outcome_json(again),
            "unresolved": self.count.against(again.margin, papers),
            "rounds": None,
            "allocation": again.working.get("allocation"),
        }
        return unlike(found, self.stated(), self.name)

    def ranked_problems(self) -> List[str]:
        """What follows without the orders of preferences.

        Where the stages begin, that no vote is lost between them, and who is elected in them.
        """
        rounds = self.contest.get("rounds")
        stages = self.stages(rounds)
        if not stages:
            return ["the stages of a ranked contest are missing"]
        valid, seats = self.contest["ballots"]["total"]["valid"], self.rules.get("seats", 1)
        droop = self.rules["method"] == "single-transferable"
        unit = 100_000 if droop else 1
        quota = (valid // (seats + 1) + 1) * unit if droop else None
        said = rounds.get("quota") if fits(rounds.get("quota"), COUNT) else None
        if rounds["unit"] != unit or said != quota:
            return [f"not the quota of {valid} votes and {seats} seats"]
        found = []
        first = {option: votes[0] * unit for option, votes in self.votes.items()}
        if stages[0]["action"] != "first-preferences" or stages[0]["votes"] != first:
            found.append("the stages do not begin with the first preferences")
        for at, stage in enumerate(stages, start=1):
            if sum(stage["votes"].values()) + stage["nonTransferable"] != valid * unit:
                found.append(f"stage {at} has other votes in all than there are")
        elected = [option for stage in stages for option in texts(stage.get("elected"))]
        outcome = self.contest["outcome"]
        seated = texts(outcome.get("elected")) + texts(outcome.get("failed"))
        if len(set(elected)) != len(elected) or sorted(elected) != sorted(seated):
            found.append("others are elected than in the stages")
        if len(elected) > seats:
            found.append("more are elected than there are seats")
        against = self.contest["unresolved"]
        margin = against.get("margin")
        if fits(margin, COUNT) and against["couldChange"] != (against["papers"] >= margin):
            found.append("the margin does not say whether papers could change the outcome")
        return found

    def stages(self, rounds: Any) -> Optional[List[Dict[str, Any]]]:
        """The stages, where all can be read."""
        common = {"votes": dict.fromkeys(self.count.options, COUNT), "nonTransferable": COUNT}
        form = {
            "first-preferences": common,
            "surplus": {**common, "option": text},
            "exclusion": {**common, "option": text},
        }
        try:
            check(rounds, {"unit": POSITIVE, "stages": [{"action": one_of(*form)}]}, others=True)
            for stage in rounds["stages"]:
                check(stage, form[stage["action"]], others=True)
        except Fault:
            return None
        stages: List[Dict[str, Any]] = rounds["stages"]
        return stages


def texts(value: Any) -> List[str]:
    """The texts of a list, as far as it is one."""
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def lots_of(outcome: Dict[str, Any]) -> List[Dict[str, Any]]:
    """The rounds of lots that an outcome names, as far as they can be read."""
    rounds = outcome.get("lots")
    return [r for r in rounds if fits(r, DRAWN)] if isinstance(rounds, list) else []


# What is said of it


def plural(count: int, one: str, several: str = "") -> str:
    return f"{count:,} {one}" if count == 1 else f"{count:,} {several or one + 's'}"


def summary(audit: Audit) -> str:
    failed = sum(1 for finding in audit.findings if finding.verdict == "fails")
    not_made = sum(1 for finding in audit.findings if finding.verdict == "not-made")
    made = len(audit.findings) - not_made
    failures = [finding.id for finding in audit.findings for _ in finding.failures]
    if audit.folder.litter and failures == ["files"]:
        return (
            "All that the officers signed holds. Beside it lies what a desktop or a system left,"
            " which says nothing against it: take it out, or copy the package without it, and"
            " check again."
        )
    if failed:
        return f"This package does not hold: {failed} of {len(audit.findings)} checks fail."
    if not_made:
        return f"All {made} checks that were made hold; {not_made} could not be made."
    return f"This package holds: all {made} checks were made."


def report(audit: Audit) -> str:
    """A line a check, what fails below it, and a sentence."""
    lines = []
    if audit.definition is not None:
        lines.append(f"{title(audit.definition)} ({audit.definition.json['id']})")
    if audit.result is not None and audit.result.stage != "final":
        lines.append(f"PROVISIONAL result: stage {audit.result.stage}")
    verdicts = {"holds": "holds", "fails": "FAILS", "not-made": "not checked"}
    for at, finding in enumerate(audit.findings, start=1):
        compared = f" ({finding.compared})" if finding.compared else ""
        lines.append(f"{at:2}. {TITLES[finding.id]}: {verdicts[finding.verdict]}{compared}")
        lines += [f"      - {problem}" for problem in finding.failures]
        if finding.verdict == "not-made":
            lines.append(f"      {finding.reason}")
    lines += limits(audit)
    lines.append(summary(audit))
    # What steers a terminal is shown escaped.
    return "\n".join(line if line.isprintable() else ascii(line) for line in lines)


def report_json(audit: Audit) -> Dict[str, Any]:
    """The same for programs, as `coldcount verify --json` gives it."""
    checks = []
    for at, finding in enumerate(audit.findings, start=1):
        members = {
            "number": at,
            "id": finding.id,
            "title": TITLES[finding.id],
            "verdict": finding.verdict,
            "compared": finding.compared,
        }
        if finding.failures:
            members["failures"] = finding.failures
        elif finding.reason is not None:
            members["reason"] = finding.reason
        checks.append(members)
    failed = sum(1 for finding in audit.findings if finding.verdict == "fails")
    not_made = sum(1 for finding in audit.findings if finding.verdict == "not-made")
    return {
        "checks": checks,
        "limits": limits(audit),
        "facts": facts(audit),
        "litter": sorted(audit.folder.litter),
        "failed": failed,
        "holds": failed == 0,
        "notMade": not_made,
    }


def limits(audit: Audit) -> List[str]:
    """What no check of a package can see."""
    files = "patterns.csv and tracking.txt are"
    compared = audit.comparison
    if audit.is_public and audit.result is not None:
        files = "tracking.txt is"
    elif compared is not None and not compared.left:
        files = "patterns.csv is"
    told = "the counting laptop's own word; a second laptop's shows it: coldcount compare"
    said = [f"{files} {told}"]
    if audit.definition is not None and audit.definition.has_proofs:
        said = limits_with_proofs(audit, audit.definition)
    if audit.delivered is None:
        return said
    if compared is None:
        why = "no manifests and strikes tell which"
        return [*said, f"tracking.txt was not compared with the ballots: {why}"]
    of_all = f"{compared.compared:,} of {compared.total:,} bundles"
    said.append(f"tracking.txt was compared with the ballots of {of_all}")
    if compared.left:
        said.append(f"not compared: {named(compared.left)}")
    if compared.foreign:
        said.append(f"bundles that this package does not name: {named(compared.foreign)}")
    return said


def limits_with_proofs(audit: Audit, definition: Definition) -> List[str]:
    """What is proved, what is not, and who is trusted for secrecy."""
    proved = "not checked here: whether the votes in patterns.csv are those in the sealed ballots;"
    proved += " it takes the ballots and proofs of the package for auditors"
    if audit.is_proved is not None:
        holds = "the votes in patterns.csv are those in the sealed ballots that count"
        is_published = audit.published is not None and audit.published == definition.hash
        once = "" if is_published else ", once election.json is compared with the published hash"
        proved = f"NOT proved: that {holds}"
        if audit.is_proved:
            proved = f"proved, whoever conspired{once}: {holds}, none added, left out or changed"
    least = definition.json["policy"]["smallCell"]
    return [
        proved,
        "not proved: that a device sealed what its voter wanted (cast as intended)",
        "not proved: that each ballot is of somebody who may vote, for whom collectors and"
        " custodians stand (eligibility), and that a strike was due, for which custodians do",
        f"votes stay secret as long as fewer than {definition.quorum['open']} officers conspire and"
        " their laptops keep to themselves what passes through them; where one laptop served them"
        " all, secrecy rests on that one alone",
        "whoever has ballots/ and proof/ can tell the votes of lists with few ballots now, and every"
        " ballot once the encryption is broken in years to come: they are for auditors, until the"
        " result is contested no more",
    ] + [
        f"officers allowed an opening that tells apart {plural(small['groups'], 'group')} of fewer"
        f" than {least} ballots, the smallest of {small['smallest']}"
        for small in audit.allowed_groups
    ]


def named(names: List[str]) -> str:
    """The first names, and how many more."""
    more = len(names) - MOST_NAMED
    return ", ".join(names[:MOST_NAMED]) + (f" and {more:,} more" if more > 0 else "")


def facts(audit: Audit) -> Dict[str, Any]:
    """What people compare with paper."""
    definition, result = audit.definition, audit.result
    software = {"version": "", "hash": ""} if result is None else result.json["software"]
    people = [] if definition is None else list(definition.people.values())
    return {
        "definition": hash_of(audit.definition_file) if audit.definition_file else None,
        "election": "" if definition is None else definition.json["id"],
        "title": "" if definition is None else title(definition),
        "people": [
            {name: person[name] for name in ("id", "role", "publicKey")}
            for person in people
            if person["role"] in ("officer", "custodian")
        ],
        "result": hash_of(audit.result_file) if audit.result_file else None,
        "stage": "" if result is None else result.stage,
        "head": None if result is None else result.json["journal"],
        "software": software,
    }


def title(definition: Definition) -> str:
    """The election's name in English, else in its first language."""
    titles: Dict[str, str] = definition.json["title"]
    return titles.get("en", next(iter(titles.values())))


def hash_argument(value: str) -> str:
    if not HASH.fullmatch(value):
        raise argparse.ArgumentTypeError("a hash has 64 hexadecimal digits")
    return value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--definition", type=hash_argument, help="the published hash")
    parser.add_argument("--binary", type=hash_argument, help="the published hash of the program")
    parser.add_argument(
        "--bundles", action="append", default=[], help="bundles to compare with tracking.txt"
    )
    parser.add_argument("--json", action="store_true", help="a JSON document a folder, a line each")
    options = parser.parse_args()
    asked = options.folders == ["-"]
    status = 0
    for path in (line.rstrip("\n") for line in sys.stdin) if asked else options.folders:
        try:
            audit = Audit(path, options.definition, options.binary, options.bundles)
        except OSError as error:
            print(f"audit.py: {error}", file=sys.stderr)
            status = 1
            if options.json:
                print(json.dumps({"error": str(error)}), flush=True)
            continue
        said = canonical(report_json(audit)).decode() if options.json else report(audit) + "\n"
        print(said, end="", flush=True)
        if any(finding.verdict == "fails" for finding in audit.findings):
            status = 1
    return status


if __name__ == "__main__":
    sys.exit(main())
