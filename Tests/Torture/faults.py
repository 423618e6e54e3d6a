"""Lets each single call of a command fail, or ends the process there, and looks what is left."""

import json
import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

import officers
import trace
from steps import NAMES, STEPS, WORKSPACE

MANY = 8
ERRORS = ("EIO", "ENOSPC", "EDQUOT", "EROFS")
# What any call may meet, one after the other; the second where a file is opened, the third where a
# call waits.
OTHERS = ("ENOMEM", "EMFILE", "EINTR")
HASH = re.compile(r"[0-9a-f]{64}")
WAITING = ("read", "pread64", "write", "pwrite64", "openat")


@dataclass(frozen=True)
class Point:
    step: str
    call: str
    path: str  # as Room.shown has it
    number: int  # of the calls of this name on this path
    fault: str

    def __str__(self):
        return f"{self.step}: {self.fault} at {self.call} {self.number} of {self.path}"


def record(room, step):
    """The calls that a step makes on the files of its room."""
    room.restore(step.name)
    with tempfile.NamedTemporaryFile() as file:
        done = room.run(step, prefix=(*trace.STRACE, "-o", file.name, "-e",
                                      "trace=" + ",".join(trace.CALLS)))
        if done.returncode != step.status:
            raise SystemExit(f"{step.name} under strace: {done.stderr}")
        text = Path(file.name).read_text(encoding="ascii")
    inside = str(room.root) + "/"
    return [call for call in trace.parse(text)
            if any(path.startswith(inside) or path + "/" == inside for path in call.paths)]


def points(room, step, calls):
    """Every place at which a step can be hurt, with what can go wrong there."""
    found, seen = [], {}
    for position, call in enumerate(calls):
        if not call.paths:
            continue
        path = call.paths[0]
        if step.every > 1 and HASH.search(path):
            continue  # named by what is another each time
        # strace counts by thread.
        for named in set(call.paths):
            key = (call.thread, call.name, named)
            seen[key] = seen.get(key, 0) + 1
        number = seen[(call.thread, call.name, path)]
        faults = kinds(call, position)
        if step.slow or call.name == "write" and number > MANY:
            # A file of hundreds of pieces: each of them fails, in one way after the other.
            faults = (faults[position % len(faults)],)
        shown = room.shown(path)
        found += [Point(step.name, call.name, shown, number, fault) for fault in faults]
    return found[::step.every]


def kinds(call, position):
    """How one call is made to fail."""
    other = OTHERS[position % len(OTHERS)]
    if other == "EMFILE" and call.name != "openat" or other == "EINTR" and call.name not in WAITING:
        other = "ENOMEM"
    return (ERRORS + ("KILL", other)) if call.changes else ("EIO", other)


class Failure(Exception):
    """What does not hold after a fault."""


def inject(room, point):
    """Runs a step with one fault; gives how it ended, or None where the fault was not met."""
    step = STEPS[NAMES.index(point.step)]
    room.restore(step.name)
    fault = "signal=KILL" if point.fault == "KILL" else f"error={point.fault}"
    path = room.here(point.path)
    with tempfile.NamedTemporaryFile() as file:
        done = room.run(step, prefix=(
            *trace.NAMESPACE, "strace", "-f", "-y", "-qq", "-o", file.name, "-P", path, "-e",
            f"trace={point.call}", "-e", f"inject={point.call}:{fault}:when={point.number}"))
        if point.fault == "KILL":
            return done if done.returncode in (-9, 137) else None
        return done if "(INJECTED)" in Path(file.name).read_text(errors="replace") else None


def check(room, point, done, to_the_end):
    """Looks whether all that was done is there, and whether doing the rest comes to the same."""
    step = STEPS[NAMES.index(point.step)]
    before = room.start(step) / "count" / "journal.jsonl"
    if before.exists() or room.journal():
        opens(room, before.read_bytes() if before.exists() else b"", step)
    closed(room)
    carried(room, room.start(step) / "carried")
    whole = room.difference(step) is None
    if point.fault != "KILL":
        if done.returncode == 0 and not whole and not step.keys:
            raise Failure(f"it says that it is done: {room.difference(step)}")
        if done.returncode not in (0, 1, 3):
            raise Failure(f"it ends with the status {done.returncode}: {done.stderr[-400:]}")
        if point.fault == "EINTR" and done.returncode != step.status:
            raise Failure(f"a call that was interrupted is not made again: {done.stderr[-400:]}")
        # A bundle that is refused, and a check that fails, are told among the others.
        said = "coldcount: " in done.stderr or "refused" in done.stdout \
            or step.name == "verify" and "fail" in done.stdout.lower()
        if done.returncode != 0 and not said:
            raise Failure(f"it does not say what went wrong: {done.stderr[-400:]}")
    again(room, step)
    if to_the_end:
        rest(room, step)


def closed(room):
    """No secret lies in plain, and no opening without its line."""
    opened = {line["data"]["officer"] for lines in (room.lines(), *journals(room).values())
              for line in lines if line["event"] == "opened"}
    if found := officers.lies_open(room.root, opened):
        raise Failure(found)


def journals(room):
    """The lines of each folder that was carried to a laptop of an officer's own."""
    return {path.parent: room.lines(path.read_bytes())
            for path in room.root.glob("carried/*/journal.jsonl")}


def carried(room, before):
    """What was carried has every line that it had, and each mix that a line tells of."""
    for folder, lines in journals(room).items():
        old = before / folder.name / "journal.jsonl"
        if old.exists() and not (folder / "journal.jsonl").read_bytes().startswith(old.read_bytes()):
            raise Failure(f"lines that were in the journal of {folder.name} are not there any more")
        for data in (line["data"] for line in lines if line["event"] == "mixed"):
            mix = folder / "proof" / f"mix-{data['number']}.{data['officer']}.bin"
            if old.exists() and not (mix.exists() and officers.is_whole(room.root, mix, data["hash"])):
                raise Failure(f"the journal of {folder.name} tells of {mix.name}, which is not there")


def rest(room, step):
    """Every step after this one, to the end."""
    for later in STEPS[NAMES.index(step.name) + 1:]:
        if later.branch == step.branch:
            again(room, later)


def opens(room, before, step):
    """The workspace opens, and what was in its journal before is in it."""
    if not room.journal().startswith(before):
        raise Failure("lines that were in the journal are not there any more")
    for command in ("journal", "status"):
        done = room.ask(command, "--json")
        if done.returncode != 0:
            raise Failure(f"{command} ends with {done.returncode}: {done.stderr[-400:]}")
    # The vault never knows more than the journal. It may know less, where the line was written and
    # the vault's own failed; that is said, and mended by the next line.
    copy = json.loads(done.stdout)["copy"]
    if copy not in ("latest", "ahead") and step.older is None:
        raise Failure(f"the vault takes the workspace for a copy that is {copy}")


def again(room, step):
    """Does a step, where it is not done, as people would; then all is as it must be."""
    before = room.journal()
    before = before[: before.rfind(b"\n") + 1]
    is_whole = room.difference(step) is None
    # What has to be new and may be done again is told in no line.
    is_told = WORKSPACE in zip(step.argv, step.argv[1:]) and (step.once or not step.new)
    is_done = is_whole if not is_told else \
        set(room.events()) == set(room.whole[step.name].get("count/journal.jsonl", ()))
    target = None
    if step.name == "sever" and (room.root / "desk" / step.new).exists():
        target = "another-" + step.new
    elif step.new and not is_done:
        # What lies there is not whole; it is removed by hand, as the refusal says.
        shutil.rmtree(room.target(step), ignore_errors=True)
    if not ((step.once or step.new) and is_done and is_whole):
        done = room.command(room.argv(step.retry)) if step.retry else room.run(step, new=target)
        if done.returncode != step.status:
            raise Failure(f"doing {step.name} again: {done.returncode} {done.stderr[-400:]}")
        if target and (room.root / "desk" / target).exists():
            (room.root / "desk" / target).replace(room.root / "desk" / step.new)
    if room.journal():
        opens(room, before, step)
    if difference := room.difference(step):
        raise Failure(f"after {step.name}: {difference}")
    imported = [event for event in room.events() if event.startswith('["import"')]
    if len(imported) != len(set(imported)):
        raise Failure("a bundle is in twice")
