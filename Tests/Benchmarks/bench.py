#!/usr/bin/env python3
"""What importing and counting cost, against the least that they can cost, in one run.

    bench.py [--ballots N] [--identities N ...] [--pairs N] [--threads N] [--json] [--keep DIR]

Makes an election and one bundle of N ballots with the program itself, then measures in pairs, one
after the other, and takes the median ratio:

- `seal` against bare crypto_box_seal calls in C on as many threads (floor_seal.c);
- `import` against `b2sum -l 256`, `cp` and `sync` of the same files;
- `count` against bare crypto_box_seal_open calls in C on as many threads (floor_open.c). The shares
  are given as words, so that no passphrase is stretched in the time that is measured;
- `reconcile` of N identities in all (half of them a roll, half two stations' registers, some people
  in both) against bare crypto_secretstream calls over the same sections (floor_stream.c), on one
  thread;
- `audit` of the package of that count against hashing its files with `b2sum -l 256`;
- `start` (`--version`), `status` on a journal of some 2,000 lines, and `disclose` of 50 contests and 600
  stations (big_package.py), which have a target in seconds;
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
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

import big_package
import nacl.public
from bench_election import COLDCOUNT, OPTIONS, Election, Failure, run

ROOT = Path(__file__).resolve().parents[2]
TALLY = ROOT / ".build/release/TallyBenchmark"
FLOORS = Path(__file__).parent

COUNT_RATIO, IMPORT_RATIO, SEAL_RATIO, AUDIT_RATIO, PEAK_MIB = 1.05, 1.0, 1.1, 3.0, 100
RECONCILE_RATIO, RECONCILE_MIB = 1.5, 100
START_SECONDS, STATUS_SECONDS, DISCLOSE_SECONDS = 0.015, 0.1, 2.0
STATUS_LINES = 2_000


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
    floors = [run("b2sum", "-l", "256", *files), run("cp", *files, copies), run("sync")]
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


def timed(stage, seconds, number, *command):
    """The median of some runs, against a target in seconds."""
    runs = [run(*command) for _ in range(number)]
    median = statistics.median(one[1] for one in runs)
    return {
        "stage": stage, "seconds": round(median, 4), "secondsMet": median <= seconds,
        "peakMiB": round(max(one[2] for one in runs), 1),
    }


def measure_seal(election, floor, threads):
    """Sealing the bundle that everything else uses: one pair, for it takes the longest."""
    size = 3 + len(OPTIONS)
    bare = run(floor, election.ballots, (size + 15) // 16 * 16, threads)
    row = summary("seal", [pair("seal", election.seal(), [bare])], SEAL_RATIO)
    del row["peakTargetMiB"], row["peakMet"]
    return row


def measure_audit(election, workspace, folder, pairs):
    """The audit of a package of all ballots."""
    place, package = ("--workspace", workspace), folder / "package"
    officers = [("--as", name, "--key", election.key(name)) for name in ("officer-a", "officer-b")]
    for officer in officers:
        run(COLDCOUNT, "sign", workspace / "results/electronic/result.json", *officer)
    run(COLDCOUNT, "export", package, *place, *officers[0])
    for officer in officers:
        run(COLDCOUNT, "sign", package / "B2SUMS", *officer)
    files = sorted(path for path in package.rglob("*") if path.is_file())
    measured = [
        pair("audit", run(COLDCOUNT, "verify", package), [run("b2sum", "-l", "256", *files)])
        for _ in range(pairs)
    ]
    return summary("audit", measured, AUDIT_RATIO)


def measure_status(election, folder, number):
    """A workspace whose journal is long: the same folder of nothing is refused again and again."""
    workspace, nothing = folder / "long", folder / "nothing"
    run(COLDCOUNT, "init", workspace, "--election", election.definition, "--vault", folder / "long-vault")
    for name in range(STATUS_LINES):
        (nothing / f"{name:04d}").mkdir(parents=True)
        (nothing / f"{name:04d}" / "manifest.json").touch()
    # Every one of them is refused, which the program says with status 1.
    subprocess.run([COLDCOUNT, "import", nothing, "--workspace", workspace, "--quiet"], capture_output=True)
    lines = (workspace / "journal.jsonl").read_bytes().count(b"\n")
    if lines < STATUS_LINES:
        raise Failure(f"the journal has {lines} lines")
    return timed("status", STATUS_SECONDS, number, COLDCOUNT, "status", "--workspace", workspace)


class LargeElection(Election):
    """The election whose result is disclosed."""

    def draft(self):
        return big_package.extend(super().draft())


def measure_disclose(folder, number):
    (folder / "large").mkdir()
    election = LargeElection(folder / "large", 1)
    package = folder / "large/package"
    big_package.write(package, election.definition)
    for name in ("officer-a", "officer-b"):
        run(COLDCOUNT, "sign", package / "B2SUMS", "--as", name, "--key", election.key(name))
    target = folder / "large/public"
    rows = []
    for _ in range(number):
        shutil.rmtree(target, ignore_errors=True)
        rows.append(timed("disclose", DISCLOSE_SECONDS, 1, COLDCOUNT, "disclose", package, "--to", target))
    return sorted(rows, key=lambda row: row["seconds"])[len(rows) // 2]


def bench(folder, options):
    floor = compile_floor(folder, "floor_open")
    stream_floor = compile_floor(folder, "floor_stream")
    election = Election(folder, options.ballots)

    def say(text):
        print(text, file=sys.stderr, flush=True)

    say(f"sealing {options.ballots} ballots")
    sealed = measure_seal(election, compile_floor(folder, "floor_seal"), options.threads)
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
        measure_audit(election, workspace, folder, options.pairs),
        timed("start", START_SECONDS, 11, COLDCOUNT, "--version"),
        measure_status(election, folder, 5),
        measure_disclose(folder, options.pairs),
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
