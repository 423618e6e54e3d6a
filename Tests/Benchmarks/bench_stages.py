"""One function for each stage that is measured: what it took, beside its floor."""

import base64
import hashlib
import json
import os
import shutil
import statistics
import subprocess
from dataclasses import dataclass
from pathlib import Path

import nacl.public
from bench_election import COLDCOUNT, FLOORS, OPTIONS, Election, Failure, run, run_at_terminal

ROOT = Path(__file__).resolve().parents[2]
TALLY = ROOT / ".build/release/TallyBenchmark"

COUNT_RATIO, IMPORT_RATIO, SEAL_RATIO, AUDIT_RATIO, PEAK_MIB = 1.05, 1.0, 1.1, 3.0, 100
RECONCILE_RATIO = 1.5
START_SECONDS, STATUS_SECONDS, TALLY_SECONDS = 0.015, 0.1, 1.0
STATUS_LINES = 2_000
# A stage that is over at once is measured in more pairs, until it ran for so many seconds in all.
PAIR_SECONDS, MOST_PAIRS = 2.0, 15


@dataclass
class Pair:
    """One measurement of a stage and of its floor, each as `run` gives it."""

    ours: tuple
    floors: list

    @property
    def ratio(self):
        return self.ours[1] / sum(floor[1] for floor in self.floors)

    @property
    def cpu_ratio(self):
        return self.ours[3] / max(sum(floor[3] for floor in self.floors), 1e-3)


def row(stage, pairs, target=None, count=None, **more):
    """The median of a stage's pairs, its largest memory, and the least target that is named."""
    made = {
        "stage": stage, "pairs": len(pairs), **more,
        "seconds": round(statistics.median(pair.ours[1] for pair in pairs), 4),
        "floorSeconds": round(
            statistics.median(sum(floor[1] for floor in pair.floors) for pair in pairs), 4),
        "ratio": round(statistics.median(pair.ratio for pair in pairs), 3),
        "cpuRatio": round(statistics.median(pair.cpu_ratio for pair in pairs), 3),
        "peakMiB": round(max(pair.ours[2] for pair in pairs), 1),
    }
    if count:
        made["count"] = count
        made["microsecondsEach"] = round(made["seconds"] * 1e6 / count, 3)
    if target:
        made["target"], made["met"] = target, made["ratio"] <= target
    return made


def with_memory(made):
    """The row, held against the memory that any stage may take."""
    return made | {"peakTargetMiB": PEAK_MIB, "peakMet": made["peakMiB"] <= PEAK_MIB}


def paired(pairs, say, what, measure):
    """As many pairs as are asked for, and more of a stage that is over at once: between runs of
    tenths of a second the machine's own moods are as large as what is measured."""
    measured = []
    while len(measured) < pairs or (
            len(measured) < MOST_PAIRS and sum(pair.ours[1] for pair in measured) < PAIR_SECONDS):
        say(f"{what}, pair {len(measured) + 1}")
        measured.append(measure(len(measured)))
    return measured


def timed(stage, seconds, number, *command, codes=(0,)):
    """The median of some runs, against a target in seconds."""
    runs = [run(*command, codes=codes) for _ in range(number)]
    median = statistics.median(one[1] for one in runs)
    return {
        "stage": stage, "pairs": number, "seconds": round(median, 4), "targetSeconds": seconds,
        "met": median <= seconds, "peakMiB": round(max(one[2] for one in runs), 1),
    }


def seal(election, threads):
    """Sealing the bundle that everything else uses: one pair, for it takes the longest."""
    size = 3 + len(OPTIONS)
    bare = run(FLOORS / "floor_seal", election.ballots, (size + 15) // 16 * 16, threads)
    return row("seal", [Pair(election.seal(), [bare])], SEAL_RATIO, election.ballots)


def new_workspace(election, name):
    workspace = election.folder / f"count-{name}"
    run(
        COLDCOUNT, "init", workspace, "--election", election.definition, "--vault",
        election.folder / f"vault-{name}",
    )
    return workspace


def imports(election, pairs, say):
    """Importing into a new workspace; the floor's copy goes to the same disk."""
    files = sorted(election.bundle.iterdir())

    def measure(number):
        workspace, copies = new_workspace(election, f"import-{number}"), election.folder / "copies"
        copies.mkdir()
        os.sync()
        floors = [run("b2sum", "-l", "256", *files), run("cp", *files, copies), run("sync")]
        shutil.rmtree(copies)
        os.sync()
        ours = run(COLDCOUNT, "import", election.stick, "--workspace", workspace,
            *election.signer("officer-a"), "--quiet")
        shutil.rmtree(workspace)
        shutil.rmtree(election.folder / f"vault-import-{number}")
        return Pair(ours, floors)

    measured = paired(pairs, say, f"import {election.ballots}", measure)
    return with_memory(row("import", measured, IMPORT_RATIO, election.ballots))


def filled_workspace(election):
    """A workspace that is ready to be counted."""
    workspace = new_workspace(election, "ready")
    run(COLDCOUNT, "import", election.stick, "--workspace", workspace,
            *election.signer("officer-a"), "--quiet")
    run(
        COLDCOUNT, "reconcile", "--vault-key", election.vault_key, *election.signer("keeper"),
        "--workspace", workspace, "--quiet",
    )
    return workspace


def count_command(election, workspace, threads):
    # The shares are given as words, so that no passphrase is stretched in the time measured.
    shares = [part for share in election.shares for part in ("--share", share)]
    return [
        COLDCOUNT, "count", "--stage", "electronic", *shares, "--threads", threads, "--workspace",
        workspace, *election.signer("officer-a"), "--json",
    ]


def open_floor(election, threads):
    """Bare opening of every ballot of the bundle."""
    sealed = election.bundle / "ballots.sealed"
    box_bytes = sealed.stat().st_size // election.ballots
    opened = run(FLOORS / "floor_open", sealed, box_bytes, election.count_key, threads)
    if opened[0].strip() != str(election.ballots):
        raise Failure(f"the floor opened {opened[0].strip()} of {election.ballots}")
    return opened


def counts(election, workspace, threads, pairs, say, stage="count", target=COUNT_RATIO):
    def measure(_):
        floor = open_floor(election, threads)
        ours = run(*count_command(election, workspace, threads), "--quiet")
        read = json.loads(ours[0])["electronic"]["read"]
        if read != election.ballots:
            raise Failure(f"{read} of {election.ballots} ballots were counted")
        return Pair(ours, [floor])

    measured = paired(pairs, say, f"{stage} {election.ballots}", measure)
    return with_memory(row(stage, measured, target, election.ballots, threads=threads))


def scaling(election, workspace, threads, pairs, say):
    """One thread against all of them: the same count, and the same for the floor."""
    ratios, floor_ratios = [], []
    for number in range(pairs):
        say(f"threads, pair {number + 1} of {pairs}")
        alone, together = (run(*count_command(election, workspace, n), "--quiet") for n in (1, threads))
        floor_alone, floor_together = (open_floor(election, n) for n in (1, threads))
        ratios.append(alone[1] / together[1])
        floor_ratios.append(floor_alone[1] / floor_together[1])
    ours, floor = statistics.median(ratios), statistics.median(floor_ratios)
    return {
        "stage": f"1 thread / {threads}", "pairs": pairs, "count": election.ballots,
        "ratio": round(ours, 3), "floorRatio": round(floor, 3),
    }


def progress(election, workspace, threads, pairs, say):
    """A count with its bar on a terminal against one without."""
    ratios = []
    for number in range(pairs):
        say(f"progress, pair {number + 1} of {pairs}")
        command = count_command(election, workspace, threads)
        silent, shown = run(*command, "--quiet"), run_at_terminal(*command)
        ratios.append(shown[3] / silent[3])
    return {
        "stage": "bar / no bar (CPU)", "pairs": pairs, "count": election.ballots,
        "ratio": round(statistics.median(ratios), 3),
    }


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


def reconcile(election, identities, pairs, say):
    """Half a roll, half two registers of which one person in thirty is in both; one thread."""
    say(f"sealing {identities} identities")
    work = election.folder / f"people-{identities}"
    (work / "stick").mkdir(parents=True)
    on_roll = identities // 2
    at_desk = (identities - on_roll) // 2
    election.seal_people(work, "roll", "registrar", 1, on_roll)
    election.seal_people(work, "register", "desk-1", 1, at_desk)
    first = at_desk - at_desk // 30 + 1
    election.seal_people(work, "register", "desk-2", first, first + at_desk - 1)
    workspace, vault = work / "count", work / "vault"
    run(COLDCOUNT, "init", workspace, "--election", election.definition, "--vault", vault)
    run(COLDCOUNT, "import", work / "stick", "--workspace", workspace, *election.signer("officer-a"),
        "--quiet")
    words = section_keys(election, workspace, vault)

    def measure(_):
        bare = run(FLOORS / "floor_stream", 1, *words)
        ours = run(
            COLDCOUNT, "reconcile", "--vault-key", election.vault_key, "--workspace", workspace,
            *election.signer("keeper"), "--quiet",
        )
        if bare[0].strip() != str(on_roll + 2 * at_desk):
            raise Failure(f"the floor read {bare[0].strip()} of {identities}")
        return Pair(ours, [bare])

    measured = paired(pairs, say, f"reconcile {identities}", measure)
    shutil.rmtree(work)
    return with_memory(row("reconcile", measured, RECONCILE_RATIO, identities))


def audit(election, workspace, pairs, say):
    """The audit of a package of all ballots, against hashing its files."""
    place, package = ("--workspace", workspace), election.folder / "package"
    officers = [election.signer(name) for name in ("officer-a", "officer-b")]
    for officer in officers:
        run(COLDCOUNT, "sign", workspace / "results/electronic/result.json", *officer)
    run(COLDCOUNT, "export", package, *place, *officers[0])
    for officer in officers:
        run(COLDCOUNT, "sign", package / "B2SUMS", *officer)
    files = sorted(path for path in package.rglob("*") if path.is_file())

    def measure(_):
        floor = run("b2sum", "-l", "256", *files)
        return Pair(run(COLDCOUNT, "verify", package), [floor])

    measured = paired(pairs, say, f"audit {election.ballots}", measure)
    return with_memory(row("audit", measured, AUDIT_RATIO, election.ballots))


def start(number):
    return timed("start", START_SECONDS, number, COLDCOUNT, "--version")


def status(election, number):
    """A workspace whose journal is long: the same folder of nothing is refused again and again."""
    workspace, nothing = new_workspace(election, "long"), election.folder / "nothing"
    for name in range(STATUS_LINES):
        (nothing / f"{name:04d}").mkdir(parents=True)
        (nothing / f"{name:04d}" / "manifest.json").touch()
    # Every one of them is refused, which the program says with status 1.
    subprocess.run(
        [COLDCOUNT, "import", nothing, "--workspace", workspace, *election.signer("officer-a"), "--quiet"],
        capture_output=True)
    lines = (workspace / "journal.jsonl").read_bytes().count(b"\n")
    if lines < STATUS_LINES:
        raise Failure(f"the journal has {lines} lines")
    return timed("status", STATUS_SECONDS, number, COLDCOUNT, "status", "--workspace", workspace)


def tally(number):
    """The median of some runs; its memory is that of the table of patterns that it makes first."""
    runs = [[float(word) for word in run(TALLY)[0].split()] for _ in range(number)]
    seconds = statistics.median(one[0] for one in runs)
    floor = statistics.median(one[1] for one in runs)
    return {
        "stage": "tally", "pairs": number, "seconds": round(seconds, 4), "floorSeconds": round(floor, 4),
        "ratio": round(seconds / floor, 3), "targetSeconds": TALLY_SECONDS, "met": seconds <= TALLY_SECONDS,
    }
