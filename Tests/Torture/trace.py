"""Reads what strace wrote: which calls a command made on the files of a room."""

import os
import re
import shutil
import subprocess
from dataclasses import dataclass

HEX = r"(?:\\x[0-9a-f]{2})*"
LINE = re.compile(r"^(\d+) +(\w+)\((.*)$")
RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>(.*)$")
END = re.compile(r"\)\s+= (-?\d+|\?)(.*)$")
TEXT = re.compile(rf'"({HEX})"(?:\.\.\.)?')
DESCRIPTOR = re.compile(rf"^(\d+)<({HEX})>")

CHANGING = ("write", "pwrite64", "rename", "renameat", "renameat2", "fsync", "fdatasync", "syncfs",
            "link", "linkat", "unlink", "unlinkat", "ftruncate", "mkdir", "mkdirat", "rmdir",
            "fchmod")
READING = ("read", "pread64", "getdents64", "newfstatat", "flock")
CALLS = CHANGING + READING + ("openat",)
# The program lets nobody but root look into its memory, where the names of files are; others have
# root's rights over it in a user namespace of their own.
NAMESPACE = () if os.geteuid() == 0 else ("unshare", "--user", "--map-root-user")
STRACE = (*NAMESPACE, "strace", "-f", "-y", "-qq", "-xx", "-s", "4000000")


def is_here():
    """Whether calls can be seen into and made to fail."""
    return shutil.which("strace") is not None and subprocess.run(
        [*NAMESPACE, "true"], capture_output=True).returncode == 0


def plain(text):
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class Call:
    """One call that came back."""

    thread: int
    name: str
    texts: list  # strings among the arguments, as bytes
    descriptor: int | None
    path: str | None  # of the descriptor
    arguments: str
    result: int
    injected: bool

    @property
    def paths(self):
        """Every file that the call names."""
        if self.path is not None and self.name != "newfstatat":
            return [self.path]
        named = self.texts[:2] if "rename" in self.name else self.texts[:1]
        found = [text.decode(errors="surrogateescape") for text in named]
        return [self.path] if found == [""] and self.path else found

    @property
    def changes(self):
        if self.name == "openat":
            return "O_CREAT" in self.arguments or "O_WRONLY" in self.arguments
        return self.name in CHANGING


def parse(text):
    """The calls in the order in which they came back."""
    waiting, calls = {}, []
    for line in text.splitlines():
        if match := RESUMED.match(line):
            thread, name, rest = match.groups()
            start = waiting.pop(thread, None)
            if start is None:
                continue
            rest = start + rest
        elif match := LINE.match(line):
            thread, name, rest = match.groups()
            if rest.endswith("<unfinished ...>"):
                waiting[thread] = rest[: -len("<unfinished ...>")].rstrip()
                continue
        else:
            continue
        end = END.search(rest)
        if end is None or end[1] == "?":
            continue
        arguments = rest[: end.start()]
        found = DESCRIPTOR.match(arguments)
        calls.append(Call(
            int(thread), name, [plain(t) for t in TEXT.findall(arguments)],
            int(found[1]) if found else None,
            plain(found[2]).decode(errors="surrogateescape") if found else None,
            arguments, int(end[1]), "(INJECTED)" in end[2]))
    return calls
