"""A command at a terminal of its own, and somebody who types."""

import fcntl
import os
import pty
import select
import struct
import subprocess
import termios
import time

SECONDS = 30
# What people press who see something else than they expect, until the command ends.
ESCAPE = b"\x1b"


def run(argv, keys, environment):
    """Types each text once the screen shows what stands before it; gives how the command ended, with
    all that was shown."""
    controller, terminal = pty.openpty()
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    process = subprocess.Popen(
        ["setsid", "--ctty", *argv], stdin=terminal, stdout=terminal, stderr=terminal, cwd="/",
        env=environment | {"TERM": "xterm-256color", "LANG": "C.UTF-8"})
    os.close(terminal)
    shown, seen, waiting, end = b"", 0, list(keys), time.monotonic() + SECONDS
    try:
        # What a command says last is still to be read when it has ended: until its end is closed.
        while time.monotonic() < end:
            ready = select.select([controller], [], [], 0.3)[0]
            try:
                shown += os.read(controller, 1 << 16) if ready else b""
            except OSError:  # the other end is closed
                break
            if waiting and waiting[0][0].encode() in shown[seen:]:
                seen = len(shown)
                os.write(controller, waiting.pop(0)[1].encode())
            elif not ready and process.poll() is None:
                waiting = waiting[:0]
                os.write(controller, ESCAPE)
        if time.monotonic() >= end:
            process.kill()
        process.wait(SECONDS)
    finally:
        os.close(controller)
    text = shown.decode(errors="replace")
    return subprocess.CompletedProcess(argv, process.returncode, text, text)
