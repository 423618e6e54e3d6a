"""The power goes at some moment of a command: what was not synced may be on the disk or not.

The calls of a run are replayed up to that moment into a model of a file system in which the bytes
of a file are safe after fsync of the file, and names in a folder after fsync of the folder (or
either after syncfs). Whatever is not safe is kept, dropped or torn, as a seed decides.
"""

import hashlib
import random
import shutil
from dataclasses import dataclass, field
from pathlib import Path

import faults
from faults import Failure
from steps import NAMES, STEPS


class Node:
    """A file or a folder; a name in a folder leads to one."""

    def __init__(self, data=None, names=None):
        self.data, self.names = data, names


@dataclass
class Change:
    """One thing that a call does to the disk."""

    kind: str  # data, cut, name or gone
    node: Node  # the file, or the folder in which a name changes
    name: str = ""
    target: Node | None = None
    offset: int = 0
    data: bytes = b""
    # Of a name that moves to another folder: it is not gone here before it is there.
    needs: "Change | None" = None
    safe_at: int | None = None  # the call after which nothing takes it back
    call: int = 0


@dataclass
class Recording:
    """What a run does to the disk, call by call."""

    start: Node
    changes: list = field(default_factory=list)
    moments: list = field(default_factory=list)  # numbers of calls after which power may go
    journal: list = field(default_factory=list)  # (call, bytes) once the journal was synced


def load(path):
    if path.is_dir():
        return Node(names={child.name: load(child) for child in path.iterdir()})
    return Node(data=path.read_bytes())


class Replay:
    """Follows the calls of a run and notes what each does and what each makes safe."""

    def __init__(self, room, step, calls, leave_out=None):
        self.root = str(room.root)
        self.recording = Recording(load(room.start(step)))
        # As it is while nothing is lost, to find nodes by their names; the changes are applied to
        # a copy of the start later, so that nodes keep their identity.
        self.current = {id(n): dict(n.names) for n in self.folders(self.recording.start)}
        self.opened, self.left_out = {}, 0
        self.bytes = {}
        for number, call in enumerate(calls):
            if leave_out is not None and call.name == leave_out[0] and \
                    call.paths[0].replace(self.root, "{root}") == leave_out[1]:
                self.left_out += 1
                continue
            if call.result >= 0 and (call.changes or call.name == "openat"):
                self.take(number, call)
        self.thin(calls)

    @staticmethod
    def folders(node):
        if node.names is not None:
            yield node
            for child in node.names.values():
                yield from Replay.folders(child)

    def find(self, path):
        node = self.recording.start
        relative = path[len(self.root):].strip("/")
        for part in relative.split("/") if relative else []:
            node = self.current[id(node)].get(part)
            if node is None:
                raise Failure(f"the recording names {path}, which is not there")
        return node

    def place(self, path):
        parent, _, name = path.rpartition("/")
        return self.find(parent), name

    def add(self, number, change):
        change.call = number
        self.recording.changes.append(change)
        return change

    def put(self, number, folder, name, node):
        self.current[id(folder)][name] = node
        return self.add(number, Change("name", folder, name, node))

    def take(self, number, call):
        paths = call.paths
        if call.name == "openat":
            folder, name = self.place(paths[0])
            node = self.current[id(folder)].get(name) if paths[0] != self.root else folder
            if node is None:
                node = Node(data=b"")
                self.bytes[id(node)] = b""
                self.put(number, folder, name, node)
            is_append = "O_APPEND" in call.arguments
            self.opened[call.result] = [node, None if is_append else 0]
        elif call.name == "write":
            self.write(number, call)
        elif call.name == "ftruncate":
            node = self.opened[call.descriptor][0]
            size = int(call.arguments.rsplit(",", 1)[1])
            self.bytes[id(node)] = self.content(node)[:size]
            self.add(number, Change("cut", node, offset=size))
        elif call.name in ("fsync", "fdatasync", "syncfs"):
            self.sync(number, None if call.name == "syncfs" else self.opened[call.descriptor][0])
        elif call.name in ("mkdir", "mkdirat"):
            folder, name = self.place(paths[0])
            node = Node(names={})
            self.current[id(node)] = {}
            self.put(number, folder, name, node)
        elif call.name in ("unlink", "rmdir", "unlinkat"):
            folder, name = self.place(paths[0])
            self.current[id(folder)].pop(name, None)
            self.add(number, Change("gone", folder, name))
        elif call.name.startswith("rename"):
            (source, old), (target, new) = self.place(paths[0]), self.place(paths[1])
            node = self.current[id(source)].pop(old)
            there = self.put(number, target, new, node)
            gone = self.add(number, Change("gone", source, old, needs=there))
            if source is target:
                there.needs = gone

    def content(self, node):
        return self.bytes.get(id(node), node.data)

    def write(self, number, call):
        opened = self.opened[call.descriptor]
        node, offset = opened
        data = call.texts[0][: call.result]
        before = self.content(node)
        offset = len(before) if offset is None else offset
        self.bytes[id(node)] = before[:offset].ljust(offset, b"\0") + data \
            + before[offset + len(data):]
        if opened[1] is not None:
            opened[1] += len(data)
        self.add(number, Change("data", node, offset=offset, data=data))

    def sync(self, number, node):
        for change in self.recording.changes:
            if change.safe_at is None and node in (None, change.node):
                change.safe_at = number
        journal = self.find_or_none("count", "journal.jsonl")
        if journal is None:
            return
        # A line is there once its bytes are safe and, of the first, the file's name is too.
        own = [c for c in self.recording.changes if journal is c.node or journal is c.target]
        if all(change.safe_at is not None for change in own):
            self.recording.journal.append((number, self.content(journal)))

    def find_or_none(self, *names):
        node = self.recording.start
        for name in names:
            node = self.current.get(id(node), {}).get(name)
            if node is None:
                return None
        return node

    def thin(self, calls):
        """Of writes to one file, one after the other, the last is the moment to look at."""
        numbers = sorted({change.call for change in self.recording.changes}
                         | {c.safe_at for c in self.recording.changes if c.safe_at is not None})
        last = {}
        for change in self.recording.changes:
            last[change.call] = change
        for here, after in zip(numbers, numbers[1:] + [None]):
            one, other = last.get(here), last.get(after)
            if one and other and one.kind == other.kind == "data" and one.node is other.node:
                continue
            self.recording.moments.append(here)


def crash(recording, moment, generator, keep):
    """The tree after the power went after call `moment`; `keep` is how likely the unsafe stays."""
    kept, torn = set(), {}
    for change in recording.changes:
        if change.call > moment:
            break
        safe = change.safe_at is not None and change.safe_at <= moment
        if safe or generator.random() < keep:
            kept.add(id(change))
        elif change.kind == "data" and generator.random() < 0.5:
            torn[id(change)] = generator.randrange(len(change.data) + 1)
    for change in recording.changes:
        if change.needs is not None and id(change) in kept:
            kept.add(id(change.needs))
    copies = {}

    def copy(node):
        if id(node) not in copies:
            copies[id(node)] = Node(node.data, None if node.names is None else {})
            for name, child in (node.names or {}).items():
                copies[id(node)].names[name] = copy(child)
        return copies[id(node)]

    root = copy(recording.start)
    for change in recording.changes:
        if change.call > moment:
            break
        node = copy(change.node)
        if change.kind == "data" and (id(change) in kept or id(change) in torn):
            data = change.data[: torn.get(id(change), len(change.data))]
            before = node.data.ljust(change.offset, b"\0")
            node.data = before[: change.offset] + data + before[change.offset + len(data):]
        elif id(change) not in kept:
            continue
        elif change.kind == "cut":
            node.data = node.data[: change.offset]
        elif change.kind == "name":
            node.names[change.name] = copy(change.target)
        elif change.kind == "gone":
            node.names.pop(change.name, None)
    return root


def put(node, path):
    if node.names is None:
        path.write_bytes(node.data)
        return
    path.mkdir(mode=0o700)
    for name, child in node.names.items():
        put(child, path / name)


@dataclass(frozen=True)
class Cut:
    step: str
    moment: int  # by its place among the moments; -1 the last, when the command is done
    number: int  # 0: nothing unsafe stays; 1: all of it; else as the seed has it
    seed: int

    def __str__(self):
        return f"{self.step}: power cut at moment {self.moment}, variant {self.number}"


def cuts(recording, step, variants, seed):
    found = [Cut(step.name, moment, number, seed)
            for moment in range(-1, len(recording.moments) - 1)
            for number in (range(variants) if not step.slow else [moment % variants])]
    return found[::step.every]


# Files that lose their name as soon as they are made; a power cut may give it back, until the next
# count takes it away.
SCRATCH = ("count/patterns.spill", "count/tracking.spill")

# Calls that nobody can leave out without a loss: the harness has to find each.
CANARIES = [
    ("import", "fsync", "{root}/count/journal.jsonl"),
    ("import", "fsync", "{root}/count/incoming"),
    ("import", "fsync", "{root}/vault/heads"),
    ("import", "fsync", "{root}/vault/incoming/section"),
    ("count-amend", "fsync", "{root}/count/amendments"),
    ("blind", "fsync", "{root}/count/results/blind/final.new"),
    ("sever", "fsync", "{root}/desk"),
    ("deal-o1", "fsync", "{root}/desk/turns"),
    ("open-o1", "fsync", "{root}/count/journal.jsonl"),
    ("mix-there", "fsync", "{root}/carried/mix/journal.jsonl"),
    ("mix-take", "fsync", "{root}/count/proofs/proof"),
]


def finds(room, name, call, path):
    """Whether a loss is found in a run from which these calls are left out."""
    step = STEPS[NAMES.index(name)]
    replay = Replay(room, step, faults.record(room, step), leave_out=(call, path))
    if not replay.left_out:
        raise Failure(f"{name} makes no {call} of {path}")
    try:
        attempt(room, replay.recording, Cut(name, -1, 0, 1), False)
    except Failure:
        return True
    return False


def attempt(room, recording, cut, to_the_end):
    """Cuts the power; then the workspace opens, nothing acknowledged is lost, the rest follows."""
    step = STEPS[NAMES.index(cut.step)]
    generator = random.Random(f"{cut.seed} {cut.step} {cut.moment} {cut.number}")
    keep = {0: 0.0, 1: 1.0}.get(cut.number, generator.choice((0.2, 0.5, 0.8)))
    moment = recording.moments[min(cut.moment, len(recording.moments) - 1)]
    shutil.rmtree(room.root)
    put(crash(recording, moment, generator, keep), Path(room.root))
    done = [data for call, data in recording.journal if call <= moment]
    before = done[-1] if done else b""
    if not done:
        saved = room.start(step) / "count" / "journal.jsonl"
        before = saved.read_bytes() if saved.exists() else b""
    if before:
        faults.opens(room, before, step)
    faults.closed(room)
    faults.carried(room, room.start(step) / "carried")
    if moment == recording.moments[-1]:
        # The command has said that it is done.
        if difference := room.difference(step, besides=SCRATCH):
            raise Failure(f"what was done is lost: {difference}")
        if room.journal() and step.older is None:
            head = hashlib.blake2b(room.journal().split(b"\n")[-2], digest_size=32).hexdigest()
            if not (room.root / "vault/heads").read_text().endswith(head + "\n"):
                raise Failure("the vault does not know the last line")
    faults.again(room, step)
    if to_the_end:
        faults.rest(room, step)
