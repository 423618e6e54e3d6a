#!/usr/bin/env python3
"""What importing and counting cost, against the least that they can cost, in one run.

    bench.py [--ballots N] [--identities N ...] [--pairs N] [--threads N] [--json] [--keep DIR]

Makes an election and one bundle of N ballots with the program itself, then measures in pairs, one
after the other, and takes the median ratio:

- `import` against `b2sum -l 256` and `cp` of the same files;
- `count` against bare crypto_box_seal_open calls in C on as many threads (floor_open.c). The shares
  are given as words, so that no passphrase is stretched in the time that is measured;
- `reconcile` of N identities in all (half of them a roll, half two stations' registers, some people
  in both) against bare crypto_secretstream calls over the same sections (floor_stream.c), on one
  thread;
- `tally`, the counting function alone on a million distinct patterns of 50 contests, against adding
  up their marks (Tally/TallyBenchmark.swift); its target is a second.

Times are those of the whole process, from start to end; the ratio of processor time beside them
says whether a busy machine spoilt a pair. Memory is its peak resident size, or this
script's own of some 25 MiB where that is more; its target is for 1,000,000 ballots.
"""

import argparse
import base64
import hashlib
import json
import multiprocessing
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import nacl.bindings
import nacl.public
import nacl.pwhash
import shamir_mnemonic

ROOT = Path(__file__).resolve().parents[2]
COLDCOUNT = ROOT / ".build/release/coldcount"
TALLY = ROOT / ".build/release/TallyBenchmark"
FLOORS = Path(__file__).parent

COUNT_RATIO, IMPORT_RATIO, PEAK_MIB = 1.15, 1.30, 150
RECONCILE_RATIO, RECONCILE_MIB = 2.0, 100
OPTIONS, MARKS = ("tsang", "lam", "woo"), ("support", "oppose", "abstain")
PASSPHRASE = "for measuring only"


class Failure(Exception):
    pass


def run(*command):
    """Runs a program: what it printed, its seconds, peak memory in MiB and processor seconds."""
    command = [str(part) for part in command]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as messages:
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=output, stderr=messages)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.monotonic() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        messages.seek(0)
        if process.returncode:
            raise Failure(f"{' '.join(command)}: {messages.read().decode(errors='replace')}")
        processor = usage.ru_utime + usage.ru_stime
        return output.read().decode(), seconds, usage.ru_maxrss / 1024, processor


def unwrap(path, target):
    """Takes a vault key out of its wrapped file, as FORMATS.md section 8 says."""
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

    def seal(self):
        """Seals the ballots: all 27 choices, by ranges of people."""
        table = self.folder / "ballots.csv"
        kinds = [(a, b, c) for a in MARKS for b in MARKS for c in MARKS]
        with table.open("w") as file:
            file.write("voter,cast,chief\n")
            for number, kind in enumerate(kinds):
                first = self.ballots * number // len(kinds) + 1
                last = self.ballots * (number + 1) // len(kinds)
                if first > last:
                    continue
                choice = " ".join(f"{option}:{mark}" for option, mark in zip(OPTIONS, kind))
                file.write(
                    f"V{first:08d}..V{last:08d},"
                    f"2017-03-10T12:00:00+08:00..2017-03-19T22:00:00+08:00,{choice}\n"
                )
        return run(
            COLDCOUNT, "seal", table, "--election", self.definition, "--as", "web", "--key",
            self.key("web"), "--pepper", self.pepper, "--final", "--to", self.bundle,
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


def compile_floor(folder, name):
    program = folder / name
    found = [shutil.which(name) for name in (os.environ.get("CC", "cc"), "clang", "gcc")]
    found.append("/opt/swift/usr/bin/clang")
    for compiler in filter(None, found):
        if Path(compiler).exists():
            source = FLOORS / f"{name}.c"
            run(compiler, "-O2", "-Wall", "-pthread", source, "-lsodium", "-o", program)
            return program
    raise Failure("no C compiler: install clang")


def pair(stage, measured, floors):
    """One measurement of a stage: what it took, what its floor took."""
    return {
        "stage": stage, "seconds": measured[1], "peakMiB": measured[2],
        "cpuSeconds": measured[3], "floorCPUSeconds": sum(floor[3] for floor in floors),
        "floorSeconds": sum(floor[1] for floor in floors),
        "floorPeakMiB": max(floor[2] for floor in floors),
    }


def measure_import(election, number):
    """Importing into a new workspace; the floor's copy goes to the same disk."""
    workspace = election.folder / f"count-{number}"
    run(
        COLDCOUNT, "init", workspace, "--election", election.definition, "--vault",
        election.folder / f"vault-{number}",
    )
    files = sorted(election.bundle.iterdir())
    copies = election.folder / "copies"
    copies.mkdir()
    os.sync()
    floors = [run("b2sum", "-l", "256", *files), run("cp", *files, copies)]
    shutil.rmtree(copies)
    os.sync()
    measured = run(COLDCOUNT, "import", election.stick, "--workspace", workspace, "--quiet")
    return pair("import", measured, floors), workspace


def measure_count(election, workspace, floor, threads):
    sealed = election.bundle / "ballots.sealed"
    box_bytes = sealed.stat().st_size // election.ballots
    opened = run(floor, sealed, box_bytes, election.count_key, threads)
    if opened[0].strip() != str(election.ballots):
        raise Failure(f"the floor opened {opened[0].strip()} of {election.ballots}")
    shares = [part for share in election.shares for part in ("--share", share)]
    counted = run(
        COLDCOUNT, "count", "--stage", "electronic", *shares, "--threads", threads, "--workspace",
        workspace, "--json", "--quiet",
    )
    read = json.loads(counted[0])["electronic"]["read"]
    if read != election.ballots:
        raise Failure(f"{read} of {election.ballots} ballots were counted")
    return pair("count", counted, [opened])


def section_keys(election, workspace, vault):
    """What floor_stream needs of every section: its file, stream key and additional data."""
    secret = nacl.public.PrivateKey(base64.b64decode(election.vault_key.read_text()))
    definition = hashlib.blake2b(election.definition.read_bytes(), digest_size=32).hexdigest()
    words = []
    for folder in sorted((workspace / "bundles").iterdir()):
        manifest = json.loads((folder / "manifest.json").read_text())
        section = vault / "sections" / f"{folder.name}.sealed"
        with section.open("rb") as file:
            key = nacl.public.SealedBox(secret).decrypt(file.read(80))
        text = f"{definition}\n{manifest['collector']}\n{manifest['sequence']}\n"
        context = hashlib.blake2b(b"coldcount/identities/1\n" + text.encode(), digest_size=32)
        words += [section, key.hex(), context.hexdigest()]
    return words


def measure_reconcile(election, folder, identities, floor, pairs, say):
    """Half a roll, half two registers of which one person in thirty is in both."""
    say(f"sealing {identities} identities")
    work = folder / f"people-{identities}"
    (work / "stick").mkdir(parents=True)
    on_roll = identities // 2
    at_desk = (identities - on_roll) // 2
    election.seal_people(work, "roll", "registrar", 1, on_roll)
    election.seal_people(work, "register", "desk-1", 1, at_desk)
    first = at_desk - at_desk // 30 + 1
    election.seal_people(work, "register", "desk-2", first, first + at_desk - 1)
    workspace, vault = work / "count", work / "vault"
    run(COLDCOUNT, "init", workspace, "--election", election.definition, "--vault", vault)
    run(COLDCOUNT, "import", work / "stick", "--workspace", workspace, "--quiet")
    words = section_keys(election, workspace, vault)
    measured = []
    for number in range(pairs):
        say(f"reconcile {identities}, pair {number + 1} of {pairs}")
        bare = run(floor, 1, *words)
        ours = run(
            COLDCOUNT, "reconcile", "--vault-key", election.vault_key, "--workspace", workspace,
            "--quiet",
        )
        if bare[0].strip() != str(on_roll + 2 * at_desk):
            raise Failure(f"the floor read {bare[0].strip()} of {identities}")
        measured.append(pair("reconcile", ours, [bare]))
    shutil.rmtree(work)
    row = summary(f"reconcile {identities}", measured, RECONCILE_RATIO)
    row["peakTargetMiB"], row["peakMet"] = RECONCILE_MIB, row["peakMiB"] <= RECONCILE_MIB
    return row


def measure_tally(number):
    """The median of some runs; its memory is that of the table of patterns that it makes first."""
    runs = [[float(word) for word in run(TALLY)[0].split()] for _ in range(number)]
    seconds = statistics.median(one[0] for one in runs)
    floor = statistics.median(one[1] for one in runs)
    return {
        "stage": "tally", "seconds": round(seconds, 3), "floorSeconds": round(floor, 3),
        "ratio": round(seconds / floor, 3), "secondsMet": seconds < 1,
    }


def summary(stage, pairs, target):
    """The median of a stage's pairs, and whether the targets are met."""
    row = {"stage": stage, "pairs": len(pairs)}
    for key in ("seconds", "floorSeconds", "cpuSeconds", "floorCPUSeconds"):
        row[key] = round(statistics.median(one[key] for one in pairs), 3)
    for key in ("peakMiB", "floorPeakMiB"):
        row[key] = round(max(one[key] for one in pairs), 1)
    row["ratio"] = round(statistics.median(p["seconds"] / p["floorSeconds"] for p in pairs), 3)
    row["cpuRatio"] = round(
        statistics.median(p["cpuSeconds"] / max(p["floorCPUSeconds"], 1e-3) for p in pairs), 3
    )
    row["target"] = target
    row["met"] = row["ratio"] <= target
    row["peakTargetMiB"] = PEAK_MIB
    row["peakMet"] = row["peakMiB"] <= PEAK_MIB
    return row


def single(stage, measured):
    return {
        "stage": stage, "seconds": round(measured[1], 3), "peakMiB": round(measured[2], 1),
        "peakTargetMiB": PEAK_MIB, "peakMet": measured[2] <= PEAK_MIB,
    }


def bench(folder, options):
    floor = compile_floor(folder, "floor_open")
    stream_floor = compile_floor(folder, "floor_stream")
    election = Election(folder, options.ballots)

    def say(text):
        print(text, file=sys.stderr, flush=True)

    say(f"sealing {options.ballots} ballots")
    sealed = single("seal", election.seal())
    del sealed["peakTargetMiB"], sealed["peakMet"]
    imports, counts = [], []
    for number in range(options.pairs):
        say(f"import, pair {number + 1} of {options.pairs}")
        measured, workspace = measure_import(election, number)
        imports.append(measured)
        if number + 1 < options.pairs:
            shutil.rmtree(workspace)
            shutil.rmtree(folder / f"vault-{number}")
    run(
        COLDCOUNT, "reconcile", "--vault-key", election.vault_key, "--as", "keeper", "--key",
        election.key("keeper"), "--workspace", workspace, "--quiet",
    )
    for number in range(options.pairs):
        say(f"count, pair {number + 1} of {options.pairs}")
        counts.append(measure_count(election, workspace, floor, options.threads))
    return [
        sealed,
        summary("import", imports, IMPORT_RATIO),
        *(
            measure_reconcile(election, folder, number, stream_floor, options.pairs, say)
            for number in options.identities
        ),
        summary("count", counts, COUNT_RATIO),
        measure_tally(options.pairs),
    ]


def words(options, rows):
    yield f"{options.ballots} ballots, {options.threads} threads, median of {options.pairs} pairs"
    line = "{:<18} {:>9} {:>9} {:>7} {:>7}  {:<7}  {:>9} {:>9} {:>11}  {}"
    yield line.format(
        "stage", "seconds", "floor s", "ratio", "target", "", "CPU ratio", "peak MiB",
        "target MiB", "",
    ).rstrip()
    verdict = {True: "met", False: "NOT MET", None: ""}
    for row in rows:
        peak_verdict = verdict[row.get("peakMet")]
        yield line.format(
            row["stage"], f"{row['seconds']:.3f}",
            f"{row['floorSeconds']:.3f}" if "floorSeconds" in row else "",
            f"{row['ratio']:.3f}" if "ratio" in row else "",
            f"{row['target']:.2f}" if "target" in row else "", verdict[row.get("met", row.get("secondsMet"))],
            f"{row['cpuRatio']:.3f}" if "cpuRatio" in row else "",
            f"{row['peakMiB']:.1f}" if "peakMiB" in row else "", row.get("peakTargetMiB", ""),
            peak_verdict,
        ).rstrip()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--ballots", type=int, default=1_000_000)
    parser.add_argument("--identities", type=int, nargs="*", default=[1_000_000])
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--threads", type=int, default=len(os.sched_getaffinity(0)))
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--keep", help="work in this new folder and leave it")
    options = parser.parse_args()
    if options.ballots < 1 or options.pairs < 1 or not 1 <= options.threads <= 256:
        parser.error("ballots, pairs and threads are at least 1, threads at most 256")
    folder = Path(options.keep or tempfile.mkdtemp(prefix="bench-", dir=ROOT / ".build")).resolve()
    folder.mkdir(exist_ok=not options.keep)
    try:
        rows = bench(folder, options)
    except Failure as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    if options.json:
        print(json.dumps({"ballots": options.ballots, "threads": options.threads, "stages": rows}))
    else:
        print("\n".join(words(options, rows)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
