"""How long somebody at a terminal waits for what a key does, at the size of a city, in a pseudo-terminal:
`paper enter`, where one person keyed every sheet and another keys them for the second time, and the
console's overview, while others write to the journal that it is made of.

Alone, of the release build: `python3 Tests/Benchmarks/bench_keys.py`."""

import fcntl
import os
import pty
import select
import shutil
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from pathlib import Path

import bench_growth
from bench_election import COLDCOUNT, Failure, run

# Nobody notices less.
KEY_SECONDS = 0.05
# What an entry takes at the largest size against the size before, tenfold: it reads one line, not all.
ENTRY_RATIO = 1.5
ENTRIES = 10
# Accounts that are taken in while keys are pressed in the overview, one after the other.
CHANGES = 5
PATIENCE = 60


class Window:
    """A command in a terminal of 160 columns and 50 lines."""

    def __init__(self, *command):
        self.controller, terminal = pty.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
        self.process = subprocess.Popen(
            ["setsid", "--ctty", *map(str, command)], stdin=terminal, stdout=terminal,
            stderr=terminal, env=os.environ | {"TERM": "xterm-256color", "LANG": "C.UTF-8"})
        os.close(terminal)

    def wait(self, text=""):
        """Waits until something with a text in it is drawn and nothing more comes; gives when it was."""
        shown, drawn, end = b"", None, time.monotonic() + PATIENCE
        while time.monotonic() < end:
            is_shown = drawn and text.encode() in shown
            if select.select([self.controller], [], [], 0.05 if is_shown else 1)[0]:
                shown += os.read(self.controller, 1 << 16)
                drawn = time.monotonic()
            elif is_shown:
                return drawn
        raise Failure("nothing was drawn")

    def press(self, key):
        """Presses a key; gives how many seconds went by until its screen was there."""
        pressed = time.monotonic()
        os.write(self.controller, key.encode())
        return self.wait() - pressed

    def answer(self, key, text):
        """Presses a key; gives how many seconds went by until a text was drawn, whatever else is."""
        pressed, shown = time.monotonic(), b""
        os.write(self.controller, key.encode())
        while time.monotonic() < pressed + PATIENCE:
            if select.select([self.controller], [], [], 1)[0]:
                shown += os.read(self.controller, 1 << 16)
                if text.encode() in shown:
                    return time.monotonic() - pressed
        raise Failure(f"no {text!r} was drawn")

    def drawn(self, key):
        """Presses a key; gives what is drawn until nothing more comes."""
        os.write(self.controller, key.encode())
        shown = b""
        while select.select([self.controller], [], [], 0.05 if shown else PATIENCE)[0]:
            shown += os.read(self.controller, 1 << 16)
        return shown.decode(errors="replace")

    def close(self):
        self.process.kill()
        self.process.wait()
        os.close(self.controller)


def desk(folder, size):
    """Keys some sheets where as many were keyed before: the seconds until it opens, of the slowest
    key, and of an entry; and the election, in which everything is keyed twice then."""
    stations = bench_growth.STATIONS[size]
    election = bench_growth.CityElection(folder, stations)
    place, sheets = ("--workspace", folder / "count"), folder / "sheets.csv"
    sheets.write_text(bench_growth.city_sheets(stations))
    run(COLDCOUNT, "init", place[1], "--election", election.definition, "--vault", folder / "vault")
    run(COLDCOUNT, "paper", "import", sheets, *place, *election.signer("clerk-1"))
    began = time.monotonic()
    window = Window(COLDCOUNT, "paper", "enter", *place, *election.signer("clerk-2"))
    opened, keys, entries = window.wait("Entered by you") - began, [], []
    try:
        for station in range(stations - ENTRIES, stations):
            keys += [window.press(key) for key in f"{station} b1 c0\r"]
            for number in bench_growth.city_votes(station):
                keys += [window.press(key) for key in f"{number}\r"]
            entries.append(window.press("y"))
    finally:
        window.close()
    state = run(COLDCOUNT, "paper", "status", *place, "--json", codes=(0, 1))[0]
    if state.count('"status":"agreed"') != ENTRIES:
        raise Failure(f"not {ENTRIES} sheets agree: {state[:300]}")
    run(COLDCOUNT, "paper", "import", sheets, *place, *election.signer("clerk-2"))
    return (opened, max(keys), statistics.median(entries)), election


def console(folder, election):
    """Presses keys in the console's overview while accounts are taken in: the seconds until it opens,
    of the slowest key, and from the end of the last import until the overview shows it."""
    place, nothing = ("--workspace", folder / "count"), folder / "nothing"
    nothing.mkdir()
    began = time.monotonic()
    window = Window(COLDCOUNT, "console", *place, "--media", nothing, "--keys", nothing)
    opened, keys, account = window.wait("Journal:") - began, [], folder / "account.csv"
    down, up = "\x1b[B", "\x1b[A"
    try:
        for station in range(CHANGES):
            account.write_text(
                f"station,issued,unused,spoilt,tendered,in-box,note\ns{station},30,12,0,0,18,\n")
            change = subprocess.Popen(
                [COLDCOUNT, "paper", "account", account, *place, *election.signer("clerk-1")],
                stdout=subprocess.DEVNULL)
            while change.poll() is None:
                keys += [window.answer(key, "▸") for key in (down, up)]
                time.sleep(0.05)
            if change.returncode:
                raise Failure("an account was refused")
        ended = time.monotonic()
        lines = (folder / "count" / "journal.jsonl").read_bytes().count(b"\n")
        # Only what changes is drawn: in another language that is every line, the one that counts them too.
        while f"{lines:,}" not in window.drawn("l"):
            if time.monotonic() > ended + PATIENCE:
                raise Failure("the overview is stale")
        shown = time.monotonic() - ended
    finally:
        window.close()
    return opened, max(keys), shown


def rows(folder, say):
    """How long the slowest key and an entry take at the largest size, and what an entry takes against
    the size before."""
    found = {}
    for size in bench_growth.SIZES[-2:]:
        say(f"keys, {size}")
        place = folder / f"keys-{size}"
        place.mkdir()
        found[size], election = desk(place, size)
    (_, _, before), (opened, key, entry) = found.values()
    sheets = bench_growth.STATIONS[size] * bench_growth.BATCHES * bench_growth.CONTESTS
    yield {"stage": "paper enter opens", "count": sheets, "seconds": round(opened, 3)}
    yield {
        "stage": "slowest key, paper enter", "count": sheets, "seconds": round(key, 4),
        "targetSeconds": KEY_SECONDS, "met": key <= KEY_SECONDS}
    yield {
        "stage": "an entry, paper enter", "count": sheets, "seconds": round(entry, 4),
        "ratio": round(entry / before, 3), "target": ENTRY_RATIO, "met": entry <= before * ENTRY_RATIO}
    opened, key, shown = console(place, election)
    yield {"stage": "console opens", "count": 2 * sheets, "seconds": round(opened, 3)}
    yield {
        "stage": "slowest key, console", "count": 2 * sheets, "seconds": round(key, 4),
        "targetSeconds": KEY_SECONDS, "met": key <= KEY_SECONDS}
    yield {"stage": "a change is shown, console", "count": 2 * sheets, "seconds": round(shown, 3)}


def main():
    folder = Path(tempfile.mkdtemp(prefix="coldcount-keys-"))
    try:
        found = list(rows(folder, lambda text: print(text, file=sys.stderr, flush=True)))
    finally:
        shutil.rmtree(folder)
    for row in found:
        print(row)
    return 0 if all(row.get("met", True) for row in found) else 1


if __name__ == "__main__":
    sys.exit(main())
