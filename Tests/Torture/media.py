#!/usr/bin/env python3
"""Media that misbehave, real ones where this machine can make them.

Arguments: the program and, if other than 100,000, how many files a stick has.

A stick with 100,000 files, one that is full, one that is write-protected, FAT (the kernel's on a loop
device, else a driver in user space), two sticks of one label, and for every file that a command reads
a pipe, a device, a folder, a link and a file that never ends. Ends with 1 where one is not handled.
"""

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import room as rooms
from steps import KEYS, VECTORS, signer

FAILED = []
FILES = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000


def expect(holds, what, done=None):
    print(("ok      " if holds else "FAILED  ") + what, flush=True)
    if not holds:
        FAILED.append(what)
        if done is not None:
            print(f"  status {done.returncode}\n  {done.stdout[-600:]}\n  {done.stderr[-600:]}")


def copy(source, target):
    """Copies without modes, which some media do not have."""
    target.mkdir(parents=True, exist_ok=True)
    for file in source.iterdir():
        (target / file.name).write_bytes(file.read_bytes())


class Count:
    """A count with its own workspace and vault."""

    def __init__(self, folder, binary, vault=None):
        self.path, self.binary = Path(folder), binary
        self.workspace = ("--workspace", f"{self.path}/count")
        done = self.run("init", f"{self.path}/count", "--election", f"{VECTORS}/election.json",
                        "--vault", str(vault or self.path / "vault"), bare=True)
        expect(done.returncode == 0, f"a workspace is made, its vault in {vault or 'a folder'}",
               done)

    def run(self, *argv, bare=False):
        return subprocess.run(
            [self.binary, *map(str, argv), *(() if bare else self.workspace), *self.signer(argv)],
            capture_output=True, text=True, errors="replace", timeout=60)

    @staticmethod
    def signer(argv):
        """Who does what only somebody of the election may, where the line does not say."""
        people = {"import": "clerk-1", "amend": "clerk-1", "reconcile": "keeper",
                  "release": "officer-a"}
        return () if "--as" in argv or argv[0] not in people else signer(people[argv[0]])

    def journal(self):
        return (self.path / "count" / "journal.jsonl").read_bytes()


def many_files(folder, binary):
    count = Count(folder, binary)
    stick = Path(folder) / "stick"
    for place in (stick, stick / "web-1"):
        place.mkdir(exist_ok=True)
        for number in range(FILES // 2):
            os.mknod(place / f"picture-{number:06}.jpg")
    copy(VECTORS / "media" / "web-1", stick / "web-1")
    begun = time.monotonic()
    done = count.run("import", stick)
    seconds = time.monotonic() - begun
    expect(done.returncode == 0 and "1 accepted" in done.stdout,
           f"a bundle is found among {FILES} files ({seconds:.1f} s)", done)
    expect(len(done.stdout) < 3_000 and f"and {FILES // 2 - 20:,} more" in done.stdout,
           "what was ignored is told in a few lines", done)
    expect(len(count.journal().splitlines()[-1]) < 3_000, "and recorded in a short one")
    if FILES < 100_000:
        return
    for number in range(150_001):
        os.mknod(stick / f"more-{number:06}.jpg")
    done = count.run("import", stick)
    expect(done.returncode == 1 and "too-large" in done.stderr,
           "with more than 200,000 it is refused", done)


def labels(folder, binary):
    count = Count(folder, binary)
    sticks = [Path(folder) / "media" / name for name in ("STICK", "STICK1")]
    copy(VECTORS / "media" / "web-1", sticks[0] / "bundle")
    copy(VECTORS / "media" / "web-2", sticks[1] / "bundle")
    done = count.run("import", *sticks)
    expect("2 accepted" in done.stdout and done.returncode == 0,
           "two sticks of one label with folders of one name are both read", done)


def traps(folder, binary):
    """Whatever reads a file refuses what is none, at once."""
    count = Count(folder, binary)
    place = Path(folder)
    (place / "target").write_text("x")
    os.symlink("target", place / "link")
    os.mkfifo(place / "pipe")
    (place / "folder").mkdir()
    os.mknod(place / "empty")
    with open(place / "endless", "wb") as file:
        file.truncate(1 << 40)
    things = [place / name for name in ("link", "pipe", "folder", "empty", "endless")]
    things += ["/dev/zero", "/dev/full", place / "nowhere"]
    key, share = f"{KEYS}/clerk-1.key", f"{KEYS}/shares/officer-a.txt"
    lines = {
        "a definition": ("init", place / "x", "--election", "{}", "--vault", place / "y"),
        "a signing key": ("import", place / "none", "--as", "clerk-1", "--key", "{}"),
        "a passphrase": ("key", "new", "someone", "--to", place / "z", "--passphrase-file", "{}"),
        "sheets": ("paper", "import", "{}", "--as", "clerk-1", "--key", key),
        "accounts": ("paper", "account", "{}", "--as", "clerk-1", "--key", key),
        "an amendment": ("amend", "{}"),
        "a vault key": ("reconcile", "--vault-key", "{}"),
        "what is signed": ("sign", "{}", "--as", "clerk-1", "--key", key),
        "a draft": ("ceremony", "{}", "--to", place / "w"),
        "ballots to seal": ("seal", "{}", "--election", f"{VECTORS}/election.json", "--as", "web",
                            "--key", f"{KEYS}/web.key", "--pepper", place / "target",
                            "--sequence", "1", "--to", place / "v"),
        "a package": ("verify", "{}"), "a package to publish": ("disclose", "{}", "--to",
                                                                  place / "u"),
        "a package to compare": ("compare", "{}", "{}"),
        "a leak": ("trace", "{}", "--package", place / "folder"),
        "a share": ("release", "--share", "{}", "--share", share),
    }
    before = count.journal()
    for what, line in lines.items():
        stuck, wrong = [], []
        for thing in things:
            if what == "what is signed" and thing == place / "empty":
                continue
            try:
                done = count.run(*[str(thing) if part == "{}" else part for part in line],
                                 bare=line[0] in ("init", "key", "ceremony", "seal", "verify"))
            except subprocess.TimeoutExpired:
                stuck.append(str(thing))
                continue
            if done.returncode not in (1, 2, 3) or "coldcount:" not in done.stderr \
                    and "fail" not in done.stdout.lower():
                wrong.append(f"{thing}: {done.returncode} {done.stderr[-300:]}")
        expect(not stuck and not wrong, f"{what} that is no file is refused at once "
               + " ".join(stuck + wrong))
    expect(count.journal().startswith(before), "and the journal has what it had")


def counted(folder, binary):
    """A count that can be exported."""
    room = rooms.Room(f"{folder}/room", binary, {"count"})
    room.restore("export")
    return room


def export(room, target):
    return room.command([room.binary, "export", str(target), "--workspace",
                         f"{room.root}/count", *signer("officer-a")])


def ends_badly(room, target, code):
    before = room.journal()
    done = export(room, target)
    expect(done.returncode == 3 and f"[{code}]" in done.stderr,
           f"an export to a medium that is {code} says so", done)
    expect(room.journal() == before, "and is not recorded as done")


def full_and_protected(folder, binary):
    room = counted(folder, binary)
    stick = Path(folder) / "stick"
    stick.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(stick)]
    if subprocess.run(mount, capture_output=True).returncode != 0:
        return print("not tried: a full and a write-protected stick (no mount here)")
    try:
        ends_badly(room, stick / "result", "full")
        subprocess.run(["mount", "-o", "remount,size=8m,ro", str(stick)], check=True)
        ends_badly(room, stick / "other", "read-only")
        subprocess.run(["mount", "-o", "remount,size=8m,rw", str(stick)], check=True)
        done = export(room, stick / "third")
        expect(done.returncode == 0, "and once there is room it is exported", done)
        expect("may be taken out now" in done.stderr, "and says when it may be taken out", done)
    finally:
        unmounted(["umount"], stick)


def unmounted(command, stick):
    """Unmounts; a driver in user space may be busy with it for a while."""
    for _ in range(50):
        done = subprocess.run([*command, str(stick)], capture_output=True, text=True)
        # A try that says that it failed may have ended the driver all the same.
        if done.returncode == 0 or not os.path.ismount(stick):
            return
        time.sleep(0.2)
    expect(False, f"{stick} is unmounted", done)


@contextlib.contextmanager
def fat(folder):
    """A mounted FAT image, or None where nothing here can mount one."""
    image, stick = Path(folder) / "image", Path(folder) / "fat"
    stick.mkdir()
    with open(image, "wb") as file:
        file.truncate(40 << 20)
    made = os.path.exists("/usr/sbin/mkfs.vfat") and subprocess.run(
        ["/usr/sbin/mkfs.vfat", "-n", "STICK", str(image)], capture_output=True).returncode == 0
    for name, mount, unmount in (
            ("the kernel's FAT", ["mount", "-o", "loop", "-t", "vfat"], ["umount"]),
            ("fusefat", ["fusefat", "-o", "rw+"], ["fusermount", "-u"])):
        if made and shutil.which(mount[0]) and subprocess.run(
                [*mount, str(image), str(stick)], capture_output=True).returncode == 0:
            try:
                yield name, stick
            finally:
                unmounted(unmount, stick)
            return
    yield None, None


def can_append(path):
    """Whether the driver lets a file grow, as every vault and journal has to."""
    try:
        for text in (b"one", b"two"):
            with open(path, "ab") as file:
                file.write(text)
        return path.read_bytes() == b"onetwo"
    except OSError:
        return False


def on_fat(folder, binary):
    room = counted(folder, binary)
    with fat(folder) as (name, stick):
        if name is None:
            return print("not tried: FAT (neither loop mounts of vfat nor fusefat here)")
        done = export(room, stick / "result")
        expect(done.returncode == 0, f"{name}: an export is written and read back", done)
        for officer in ("officer-a", "officer-b"):
            done = room.ask("sign", f"{stick}/result/B2SUMS", *signer(officer))
            expect(done.returncode == 0, f"{name}: and signed", done)
        done = room.command([room.binary, "verify", f"{stick}/result"])
        expect(done.returncode == 0, f"{name}: and verified", done)
        for bundle, place in (("web-1", "web-1"), ("desk-1", "DESK")):
            copy(VECTORS / "media" / bundle, stick / place)
        count = Count(folder, binary)
        done = count.run("import", stick / "web-1", stick / "DESK")
        expect("2 accepted" in done.stdout, f"{name}: bundles are imported", done)
        if not can_append(stick / "appended"):
            return print(f"not tried: a vault on FAT ({name} cannot append to a file)")
        away = Path(folder) / "away"
        away.mkdir()
        fat_vault = Count(away, binary, vault=stick / "vault")
        done = fat_vault.run("import", VECTORS / "media")
        expect(done.returncode == 0, f"{name}: a vault takes the identities", done)
        done = fat_vault.run("reconcile", "--vault-key", f"{KEYS}/vault.secret")
        expect(done.returncode == 0, f"{name}: and is reconciled from there", done)
        done = fat_vault.run("status", "--json")
        expect('"copy":"latest"' in done.stdout, f"{name}: and remembers the journal", done)


def main():
    binary = os.path.abspath(sys.argv[1])
    for part in (many_files, labels, traps, full_and_protected, on_fat):
        with tempfile.TemporaryDirectory(prefix="coldcount-media-") as folder:
            part(folder, binary)
    print(f"{len(FAILED)} failed")
    return 1 if FAILED else 0


if __name__ == "__main__":
    sys.exit(main())
