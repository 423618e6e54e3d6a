#!/usr/bin/env python3
"""Searches the memory of a program that is held still for secrets that should not be in it.

Reads one JSON object: the command, the passphrases to type at its terminal, where it is held, and
the needles in hexadecimal. `exit` holds it as it ends; a path, once it has opened that file; `screen`
where its screen has shown each text of the steps, after which the keys beside it were pressed.
Prints how often each needle is in its memory then. Needs root: the program lets nobody else look.
"""

import json
import os
import platform
import pty
import select
import signal
import sys
import tempfile
import time

EXIT_GROUP = {"x86_64": "231", "aarch64": "94"}
PIECE = 1 << 24
LIMIT = 120


def strace(hold, log):
    if hold == "screen":
        return []
    call = "exit_group" if hold == "exit" else "openat"
    delay = "delay_enter=100s" if hold == "exit" else "delay_exit=100s"
    only = [] if hold == "exit" else ["-P", hold]
    return ["strace", "-f", "-qq", "-o", log, *only, "-e", f"trace={call}",
            "-e", f"inject={call}:{delay}"]


def children(pid):
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        return [int(word) for word in file.read().split()]


def is_held(pid, hold):
    return is_ending(pid) if hold == "exit" else has_open(pid, hold)


def has_open(pid, path):
    """Whether a file is open, as it stays while the call that opened it does not come back."""
    for number in os.listdir(f"/proc/{pid}/fd"):
        try:
            if os.readlink(f"/proc/{pid}/fd/{number}") == path:
                return True
        except FileNotFoundError:
            continue
    return False


def is_ending(pid):
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/syscall", encoding="ascii") as file:
            if file.read().split()[0] == EXIT_GROUP[platform.machine()]:
                return True
    return False


def search(pid, needles):
    """How often each needle is in all memory that can be read."""
    counts = dict.fromkeys(needles, 0)
    overlap = max(map(len, needles.values()))
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps:
        regions = [line.split()[:2] for line in maps if not line.rstrip().endswith("[vsyscall]")]
    with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
        for bounds, rights in regions:
            start, end = (int(part, 16) for part in bounds.split("-"))
            if not rights.startswith("r"):
                continue
            tail = b""
            while start < end:
                memory.seek(start)
                try:
                    piece = memory.read(min(PIECE, end - start))
                except OSError:
                    break
                if not piece:
                    break
                text = tail + piece
                for name, needle in needles.items():
                    # One that ends in the tail was counted with the piece before.
                    at = text.find(needle, max(0, len(tail) - len(needle) + 1))
                    while at >= 0:
                        counts[name] += 1
                        at = text.find(needle, at + 1)
                tail = text[-overlap:]
                start += len(piece)
    return counts


def play(terminal, steps):
    """Presses the keys of each step once the screen showed its text; gives what it showed last."""
    said = b""
    deadline = time.monotonic() + LIMIT
    while steps and time.monotonic() < deadline:
        if select.select([terminal], [], [], 0.05)[0]:
            said += os.read(terminal, 65_536)
        elif steps[0][0].encode() in said:
            said = b""
            os.write(terminal, steps.pop(0)[1].encode())
    return said


def main():
    task = json.load(sys.stdin)
    needles = {name: bytes.fromhex(text) for name, text in task["needles"].items()}
    typed = list(task.get("typed", []))
    found = None
    with tempfile.TemporaryDirectory() as folder:
        command = strace(task["hold"], f"{folder}/log") + task["command"]
        tracer, terminal = pty.fork()
        if tracer == 0:
            os.execvp(command[0], command)
        said = b""
        deadline = time.monotonic() + LIMIT
        try:
            if task["hold"] == "screen":
                said = play(terminal, task["steps"])
                found = None if task["steps"] else search(tracer, needles)
            while found is None and task["hold"] != "screen" and time.monotonic() < deadline:
                if select.select([terminal], [], [], 0.1)[0]:
                    try:
                        said += os.read(terminal, 4096)
                    except OSError:
                        break
                    if typed and said.rstrip().endswith(b":"):
                        os.write(terminal, typed.pop(0).encode() + b"\n")
                        said = b""
                    continue
                program = children(tracer)
                if program and is_held(program[0], task["hold"]):
                    found = search(program[0], needles)
                    break
        finally:
            for pid in children(tracer) + [tracer]:
                os.kill(pid, signal.SIGKILL)
            os.waitpid(tracer, 0)
    if found is None:
        sys.exit("the program was never held: " + said.decode(errors="replace"))
    print(json.dumps(found))


main()
