"""An election with its keys and one bundle of ballots, made with the program itself."""

import base64
import hashlib
import json
import multiprocessing
import os
import subprocess
import tempfile
from pathlib import Path

import nacl.bindings
import nacl.pwhash
import shamir_mnemonic

BUILD = Path(__file__).resolve().parents[2] / ".build"
COLDCOUNT = BUILD / "release/coldcount"
# Where the Makefile puts the C programs, among them the one that measures a process.
FLOORS = BUILD / "floors"
LAUNCH = FLOORS / "launch"
OPTIONS, MARKS = ("tsang", "lam", "woo"), ("support", "oppose", "abstain")
PASSPHRASE = "for measuring only"


class Failure(Exception):
    pass


def run(*command, messages=None, codes=(0,)):
    """Runs a program that ends with one of `codes`: what it printed, its seconds, peak memory in MiB
    and processor seconds."""
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors, \
            tempfile.TemporaryFile() as report:
        code = subprocess.run(
            [LAUNCH, str(report.fileno()), *command], stdout=output, stderr=messages or errors,
            pass_fds=[report.fileno()],
        ).returncode
        for file in (output, errors, report):
            file.seek(0)
        if code not in codes:
            raise Failure(f"{' '.join(command)}: {errors.read().decode(errors='replace')}")
        seconds, kibibytes, processor = (float(word) for word in report.read().split())
        return output.read().decode(), seconds, kibibytes / 1024, processor


def run_at_terminal(*command):
    """Runs a program whose messages go to a terminal, as `run` does; what it shows is thrown away."""
    controller, terminal = os.openpty()
    drain = multiprocessing.Process(target=swallow, args=(controller,))
    drain.start()
    try:
        return run(*command, messages=terminal)
    finally:
        os.close(terminal)
        os.close(controller)
        drain.terminate()
        drain.join()


def swallow(descriptor):
    while os.read(descriptor, 1 << 16):
        pass


def unwrap(path, target):
    """Takes a vault key out of its wrapped file, as FormatKeys § Wrapped keys says."""
    wrapped = json.loads(path.read_text())
    box = base64.b64decode(wrapped.pop("box"))
    cost = wrapped["kdf"]
    stretched = nacl.pwhash.argon2id.kdf(
        32, PASSPHRASE.encode(), base64.b64decode(cost["salt"]), cost["ops"], cost["mem"]
    )
    canonical = json.dumps(wrapped, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    key = nacl.bindings.crypto_aead_xchacha20poly1305_ietf_decrypt(
        box, canonical.encode() + b"\n", base64.b64decode(wrapped["nonce"]), stretched
    )
    target.write_text(base64.b64encode(key).decode() + "\n")


class Election:
    """An election of one contest with its keys, and one bundle of ballots."""

    def __init__(self, folder, ballots):
        self.folder, self.ballots = folder, ballots
        self.passphrase = folder / "passphrase.txt"
        self.passphrase.write_text(PASSPHRASE + "\n")
        draft = folder / "draft.json"
        draft.write_text(json.dumps(self.draft(), ensure_ascii=False))
        made = folder / "made"
        words, *_ = run(
            COLDCOUNT, "ceremony", draft, "--to", made, "--words",
            "--passphrase-file", self.passphrase,
        )
        self.definition = made / "election.json"
        for officer in ("officer-a", "officer-b"):
            run(COLDCOUNT, "sign", self.definition, "--as", officer, "--key", self.key(officer))
        self.take_keys(words.splitlines(), made)
        self.stick = folder / "stick"
        self.bundle = self.stick / "web-1"

    def signer(self, name):
        """The options of a command that this person signs."""
        return "--as", name, "--key", self.key(name)

    def key(self, name):
        return self.folder / "keys" / f"{name}.key"

    def public_key(self, name):
        run(COLDCOUNT, "key", "new", name, "--no-passphrase", "--to", self.folder / "keys")
        return self.key(name).with_suffix(".pub").read_text().splitlines()[1]

    def draft(self):
        def named(name, **more):
            return {"id": name, "name": {"en": name.title()}, **more}

        def person(name, role):
            return named(name, role=role, publicKey=self.public_key(name))

        def collector(name, role, **more):
            return named(
                name, publicKey=self.public_key(name), roles=[role], styles=["all"], **more
            )

        pepper = bytes(range(32))
        self.pepper = self.folder / "pepper.hex"
        self.pepper.write_text(pepper.hex() + "\n")
        pepper_hash = hashlib.blake2b(b"coldcount/pepper/1\n" + pepper, digest_size=32)
        return {
            "format": "coldcount/election/1",
            "id": "benchmark",
            "title": {"en": "Benchmark"},
            "date": "2017-03-19",
            "timeZone": "Asia/Hong_Kong",
            "languages": ["en"],
            "polls": {"opens": "2017-03-10T12:00:00+08:00", "closes": "2017-03-19T22:00:00+08:00"},
            "identity": {"fields": ["voter"], "pepper": pepper_hash.hexdigest()},
            "areas": [named("hk")],
            "contests": [
                {
                    "id": "chief",
                    "title": {"en": "Chief"},
                    "area": "hk",
                    "method": "support-oppose",
                    "options": [named(option) for option in OPTIONS],
                }
            ],
            "styles": [{"id": "all", "area": "hk", "contests": ["chief"]}],
            "channels": [named("online", kind="electronic"), named("paper", kind="paper")],
            "stations": [
                named(f"s{number}", area="hk", channel="paper", styles=["all"])
                for number in (1, 2)
            ],
            "collectors": [
                collector("web", "ballots", channel="online"),
                collector("registrar", "roll", channel=None),
                collector("desk-1", "register", channel="paper", station="s1"),
                collector("desk-2", "register", channel="paper", station="s2"),
            ],
            "people": [
                person("officer-a", "officer"),
                person("officer-b", "officer"),
                person("keeper", "custodian"),
            ],
            "quorum": {"open": 2, "sign": 2},
            "policy": {"withinChannel": "last", "smallCell": 5, "embargo": None},
        }

    def take_keys(self, words, made):
        """The shares' words, the count key put together from them, and the vault key."""
        self.shares = []
        for officer in ("officer-a", "officer-b"):
            share = self.folder / f"{officer}.txt"
            share.write_text(words[words.index(f"{officer}:") + 1] + "\n")
            self.shares.append(share)
        secret = shamir_mnemonic.combine_mnemonics([s.read_text().strip() for s in self.shares])
        self.count_key = self.folder / "count.secret"
        self.count_key.write_text(base64.b64encode(secret).decode() + "\n")

        # In a process of its own: its memory would be counted for every process started later.
        self.vault_key = self.folder / "vault.secret"
        unwrapping = multiprocessing.Process(
            target=unwrap, args=(made / "vault.keeper.json", self.vault_key)
        )
        unwrapping.start()
        unwrapping.join()
        if unwrapping.exitcode:
            raise Failure("the vault key could not be unwrapped")

    def rows(self):
        """All 27 choices, by ranges of people."""
        kinds = [(a, b, c) for a in MARKS for b in MARKS for c in MARKS]
        for number, kind in enumerate(kinds):
            first = self.ballots * number // len(kinds) + 1
            last = self.ballots * (number + 1) // len(kinds)
            if first > last:
                continue
            choice = " ".join(f"{option}:{mark}" for option, mark in zip(OPTIONS, kind))
            yield (
                f"V{first:08d}..V{last:08d},"
                f"2017-03-10T12:00:00+08:00..2017-03-19T22:00:00+08:00,{choice}\n"
            )

    def seal(self):
        """Seals the ballots of a table."""
        table = self.folder / "ballots.csv"
        with table.open("w") as file:
            file.write("voter,cast,chief\n")
            file.writelines(self.rows())
        return run(
            COLDCOUNT, "seal", table, "--election", self.definition, "--as", "web", "--key",
            self.key("web"), "--pepper", self.pepper, "--style", "all", "--final", "--to",
            self.bundle,
        )

    def seal_people(self, folder, kind, collector, first, last):
        """Seals a roll or a register of the people from one number to another."""
        table = folder / f"{collector}.csv"
        cast = "" if kind == "roll" else ",2017-03-11T08:00:00+08:00..2017-03-19T22:00:00+08:00"
        header = "voter" if kind == "roll" else "voter,cast"
        table.write_text(f"{header}\nV{first:08d}..V{last:08d}{cast}\n")
        run(
            COLDCOUNT, "seal", table, "--election", self.definition, "--kind", kind, "--as",
            collector, "--key", self.key(collector), "--pepper", self.pepper, "--final", "--to",
            folder / "stick" / f"{collector}-1",
        )


class DistinctElection(Election):
    """The same with one approval contest of forty options, in which no two ballots are alike."""

    OPTIONS = 40
    # Odd, so that multiples of it are all different modulo a power of two.
    STEP = 0x9E3779B97F4A7C15

    def draft(self):
        draft = super().draft()
        contest = draft["contests"][0]
        contest.update(method="plurality", seats=1, minChoices=1, maxChoices=self.OPTIONS)
        contest["options"] = [
            {"id": f"o{number}", "name": {"en": f"O{number}"}} for number in range(self.OPTIONS)
        ]
        return draft

    def rows(self):
        for number in range(1, self.ballots + 1):
            chosen = number * self.STEP % (1 << self.OPTIONS)
            choice = " ".join(f"o{bit}" for bit in range(self.OPTIONS) if chosen >> bit & 1)
            yield f"V{number:08d},2017-03-11T08:00:00+08:00,{choice}\n"
