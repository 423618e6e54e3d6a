"""Commands of which every read and write comes back short, and every other one is interrupted first."""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from faults import Failure
from steps import NAMES, STEPS

SOURCE = Path(__file__).with_name("short.c")
SWIFT = (Path("/opt/swift/usr/bin"), Path.home() / ".local/share/swiftly/bin")


def compiler():
    """The system's, else the one that comes with Swift; None where there is none."""
    found = [shutil.which(name) for name in ("cc", "clang", "gcc")]
    found += [str(folder / "clang") for folder in SWIFT if (folder / "clang").exists()]
    return next((path for path in found if path), None)


def library(folder):
    """Builds what is preloaded; None where nothing here can."""
    if compiler() is None:
        return None
    target = Path(folder) / "short.so"
    subprocess.run([compiler(), "-O1", "-Wall", "-Werror", "-shared", "-fPIC", str(SOURCE), "-o",
                    str(target), "-ldl"], check=True)
    return target


@dataclass(frozen=True)
class Run:
    step: str
    preloaded: Path

    def __str__(self):
        return f"{self.step}: every read and write short"


def runs(folder, steps):
    """A run of every step; none where nothing here can build what is preloaded."""
    preloaded = library(folder)
    if preloaded is None:
        print("not tried: short reads and writes (no C compiler)")
    return [Run(step.name, preloaded) for step in steps] if preloaded else []


def attempt(room, run):
    """Runs a step so; it must come to what it comes to where nothing is short."""
    step = STEPS[NAMES.index(run.step)]
    room.restore(step.name)
    with tempfile.NamedTemporaryFile() as report:
        others = os.environ.get("LD_PRELOAD")
        done = room.run(step, environment={
            "COLDCOUNT_SHORT": report.name,
            "LD_PRELOAD": f"{others}:{run.preloaded}" if others else str(run.preloaded)})
        is_met = report.read(1) != b""
    if done.returncode != step.status:
        raise Failure(f"{done.returncode} {done.stderr[-400:]}")
    if not is_met:
        return "missed"
    if difference := room.difference(step):
        raise Failure(difference)
    return None
