#!/usr/bin/env python3
"""Runs every fuzz target for a time and prints what came of it.

    fuzz.py FUZZ FOLDER SECONDS [TARGET ...]

FUZZ is the fuzzer's program. FOLDER holds `seeds/TARGET` and gets `corpus/TARGET`, which stays, and
`found/TARGET`. Ends with status 1 where anything was found, and where the canary was not.

libFuzzer takes an input for slow by the clock on the wall, which also goes on while the machine does
not: such an input is tried once more by itself, and is a finding where it takes the processor long.
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

CANARY = "canary"
# Beyond what any file may make us hold: a picture of 64 million pixels is the largest.
MEMORY_MIB, ALLOCATION_MIB, INPUT_SECONDS = 2048, 1024, 20
# How the names of slow inputs begin, and how much of the processor's time makes one slow.
SLOW, SLOW_SECONDS = ("slow-unit-", "timeout-"), 5


def run(fuzz, folder, target, max_bytes, seconds):
    corpus, found = folder / "corpus" / target, folder / "found" / target
    for path in (corpus, found):
        path.mkdir(parents=True, exist_ok=True)
    options = [
        f"-max_len={max_bytes}", f"-rss_limit_mb={MEMORY_MIB}", f"-timeout={INPUT_SECONDS}",
        f"-malloc_limit_mb={ALLOCATION_MIB}", f"-artifact_prefix={found}/", "-print_final_stats=1",
        "-use_value_profile=1",
    ]
    before, start, end = set(found.iterdir()), os.times(), time.monotonic() + seconds
    text = ""
    while True:
        known, left = set(found.iterdir()), max(1, round(end - time.monotonic()))
        status, log = fuzzed([
            fuzz, target, corpus, folder / "seeds" / target, f"-max_total_time={left}", *options])
        text += log
        new = set(found.iterdir()) - known
        stalled = {path for path in new if path.name.startswith(SLOW) and not slow(fuzz, target, path)}
        for path in stalled:
            path.unlink()
        # Stopped by nothing but the machine: it goes on.
        if not (status and new and new == stalled and time.monotonic() < end):
            break
    (folder / f"{target}.log").write_text(text, encoding="utf-8")
    return {
        "target": target, "status": 0 if new and new == stalled else status, "cpu": cpu(start),
        "executions": sum(map(int, re.findall(r"number_of_executed_units:\s*(\d+)", text)))
        or last(r"^#(\d+)", text),
        "edges": last(r"\bcov: (\d+)", text), "features": last(r"\bft: (\d+)", text),
        "corpus": len(list(corpus.iterdir())),
        "found": sorted(set(found.iterdir()) - before),
    }


def fuzzed(line):
    """The status of the fuzzer's program, and what it said."""
    environment = dict(
        os.environ, SWIFT_BACKTRACE="enable=no",
        # The runtime keeps what it reads of types; what leaks is what the program would.
        # Where memory was taken is of no use for what is found here, and takes time to note.
        ASAN_OPTIONS="detect_leaks=0:abort_on_error=1:allocator_may_return_null=0:"
        "malloc_context_size=1")
    done = subprocess.run(
        [str(word) for word in line], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        env=environment, encoding="utf-8", errors="replace", check=False)
    return done.returncode, done.stdout


def slow(fuzz, target, path):
    start = os.times()
    status, _ = fuzzed([fuzz, target, path, f"-artifact_prefix={path.parent}/"])
    return status != 0 or cpu(start) > SLOW_SECONDS


def cpu(start):
    end = os.times()
    return end.children_user + end.children_system - start.children_user - start.children_system


def last(pattern, text):
    found = re.findall(pattern, text, re.MULTILINE)
    return int(found[-1]) if found else 0


def main():
    fuzz, folder, seconds = Path(sys.argv[1]).resolve(), Path(sys.argv[2]), int(sys.argv[3])
    listed = subprocess.run([fuzz, "list"], capture_output=True, text=True, check=True).stdout
    targets = dict(line.split() for line in listed.splitlines())
    chosen = sys.argv[4:] or list(targets)
    print(f"{'target':<13}{'executions':>12}{'edges':>8}{'features':>10}{'corpus':>8}"
          f"{'CPU s':>8}  findings", flush=True)
    total_cpu = total_runs = bad = 0
    for target in chosen:
        result = run(fuzz, folder, target, int(targets[target]), seconds)
        total_cpu += result["cpu"]
        total_runs += result["executions"]
        # A fuzzer that stops without an input to show has not done its work either; one that stops
        # at the same input as the last time has.
        failed = result["status"] != 0
        names = ", ".join(path.name[:24] for path in result["found"])
        names = names or (f"as before, status {result['status']}" if failed else "none")
        if target == CANARY:
            failed = not failed
            names += " (must be found)"
        bad += failed
        print(f"{target:<13}{result['executions']:>12,}{result['edges']:>8,}{result['features']:>10,}"
              f"{result['corpus']:>8,}{result['cpu']:>8.0f}  {names}", flush=True)
    print(f"{'all':<13}{total_runs:>12,}{'':>26}{total_cpu:>8.0f}  "
          + (f"{bad} targets with findings: see {folder}/found" if bad else "nothing unexpected"))
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
