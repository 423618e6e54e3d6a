#!/usr/bin/env python3
"""Makes what the fuzzer starts from, out of samples/ and Tests/Vectors.

    seeds.py FOLDER COLDCOUNT     a folder for each target below FOLDER

A result package is made with the program itself: an electronic count of the vectors' election with
a sheet, an account and an amendment in its journal.
"""

import json
import random
import shutil
import struct
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VECTORS = ROOT / "Tests" / "Vectors"
SAMPLE = ROOT / "samples" / "referendum-2017"


class Seeds:
    def __init__(self, folder):
        self.folder = Path(folder)

    def add(self, target, data):
        folder = self.folder / target
        folder.mkdir(parents=True, exist_ok=True)
        if isinstance(data, str):
            data = data.encode()
        (folder / f"seed-{len(list(folder.iterdir())):03}").write_bytes(data)

    def files(self, target, paths, limit=None):
        paths = sorted(paths)
        assert paths, f"no seed for {target}"
        for path in paths:
            data = path.read_bytes()
            if limit is None or len(data) <= limit:
                self.add(target, data)


def canonical(value):
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def election_hash():
    out = subprocess.run(
        ["b2sum", "-l", "256", VECTORS / "election.json"], capture_output=True, text=True, check=True)
    return out.stdout[:64]


def sheet():
    return {
        "batch": "b1", "contest": "council", "counts": {"c1": 3, "c2": 0, "c3": 0, "c4": 0, "c5": 1},
        "election": election_hash(), "format": "coldcount/sheet/1",
        "objections": {"accepted": 1, "rejected": 0}, "papers": 5,
        "rejected": {"overvoted": 0, "uncertain": 0, "unmarked": 1}, "station": "s1"}


SHEETS = "station,batch,contest,item,count\n" + "".join(
    f"s1,b1,council,{item},{count}\n"
    for item, count in [
        ("papers", 5), ("c1", 3), ("c2", 0), ("c3", 0), ("c4", 0), ("c5", 1),
        ("rejected:unmarked", 1), ("rejected:overvoted", 0), ("rejected:uncertain", 0)])
ACCOUNTS = 'station,issued,unused,spoilt,tendered,in-box,note\ns1,40,6,2,0,32,"two, spoilt"\n'


def amendment():
    zero = "0" * 64
    return {
        "changes": [
            {"contest": "council", "kind": "status", "option": "c1", "status": "died-during"},
            {"collector": "web", "kind": "revoke", "last": 2},
            {"bundle": zero, "index": 3, "kind": "exclude"}, {"bundle": zero, "kind": "restore"},
            {"collector": "web", "kind": "missing", "sequence": 4},
            {"collector": "web", "kind": "last", "sequence": 3},
            {"collector": "web", "kind": "accept-chain", "sequence": 3},
            {"count": 2, "kind": "accept-cross-style"},
            {"count": 40, "kind": "accept-register", "station": "s1"},
            {"draws": {"c3": 7, "c4": 2}, "kind": "lots", "line": 12}],
        "election": election_hash(), "format": "coldcount/amendment/1", "number": 1,
        "previous": None, "reason": "As the officers decided"}


def png(width, height, depth, colour, rows):
    def chunk(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    palette = chunk(b"PLTE", bytes(range(12))) if colour == 3 else b""
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + palette
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def pictures(seeds):
    noise = random.Random(7)
    for depth, colour, bits in [(8, 0, 8), (1, 0, 1), (16, 0, 16), (8, 2, 24), (8, 3, 8),
                                (2, 3, 2), (8, 4, 16), (8, 6, 32), (16, 6, 64)]:
        size = (9 * bits + 7) // 8
        rows = b"".join(
            bytes([row % 5]) + bytes(noise.randrange(4) for _ in range(size)) for row in range(7))
        seeds.add("picture", png(9, 7, depth, colour, rows))
    for head, data in [("P1\n# c\n4 2\n", b"0 1 0 1\n1 0 1 0\n"), ("P2\n3 1\n255\n", b"0 128 255\n"),
                       ("P3\n1 2\n9\n", b"1 2 3 4 5 6\n"), ("P4\n9 2\n", b"\x80\x00\x7f\x80"),
                       ("P5 3 2 255\n", bytes(range(6))), ("P6\n2 1\n65535\n", bytes(12))]:
        seeds.add("picture", head.encode() + data)


def identities(seeds):
    noise = random.Random(7)
    def records(indices, cast):
        tokens = sorted(noise.randbytes(32) for _ in indices)
        return b"".join(t + struct.pack(">QQ", i, cast) for t, i in zip(tokens, indices))
    for kind in range(4):
        for count in (0, 1, 3, 20):
            indices = list(range(count)) if kind == 0 else [2**64 - 1] * count
            noise.shuffle(indices)
            cast = 0 if kind == 2 else 1489200000
            for more in (0, 2, 3):
                seeds.add("identities", bytes([kind | more << 2, 0]) + records(indices, cast))
            seeds.add("identities", bytes([kind | 16, 170]) + records(indices, cast))


def proofs(seeds):
    """Sections are changed by what an input says; files are read as they are."""
    made = VECTORS / "verifiable"
    for target in ("ballot", "mix", "opening"):
        for edits in (b"", b"\0\0\0", b"\0\x20\x01\x01\x40\xff"):
            seeds.add(target, edits)
    seeds.files("deal", (made / "ceremony").rglob("deal.*.json"))
    seeds.files("count-keys", [made / "package/election.json"])


def package(seeds, coldcount):
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        def run(*words, signer=None):
            line = [str(coldcount), *map(str, words)]
            if signer:
                line += ["--as", signer, "--key", str(VECTORS / "keys" / f"{signer}.key")]
            done = subprocess.run(line, capture_output=True, text=True)
            if done.returncode:
                sys.exit(f"seeds: {' '.join(line)}: {done.stderr}")
        where = ["--workspace", folder / "count"]
        (folder / "sheets.csv").write_text(SHEETS)
        (folder / "accounts.csv").write_text(ACCOUNTS)
        (folder / "passphrase").write_text("only for this\n")
        run("key", "box", "somebody", "--election", "fuzz", "--to", folder / "boxes",
            "--passphrase-file", folder / "passphrase")
        seeds.files("wrapped", (folder / "boxes").glob("*.json"))
        run("init", folder / "count", "--election", VECTORS / "election.json", "--vault",
            folder / "vault")
        run("import", VECTORS / "media", *where, signer="clerk-1")
        for clerk in ("clerk-1", "clerk-2"):
            run("paper", "import", folder / "sheets.csv", *where, signer=clerk)
            run("paper", "account", folder / "accounts.csv", *where, signer=clerk)
        run("desk", "init", folder / "desk", "--election", VECTORS / "election.json")
        for command, table in (("import", "sheets.csv"), ("account", "accounts.csv")):
            run("paper", command, folder / table, "--workspace", folder / "desk", signer="clerk-1")
        run("desk", "export", folder / "desks", "--workspace", folder / "desk", signer="clerk-1")
        seeds.files("desk", (folder / "desks").rglob("desk.json"))
        run("export", folder / "halls", "--inputs", *where, signer="officer-a")
        seeds.files("inputs", (folder / "halls").rglob("inputs.json"))
        run("reconcile", "--vault-key", VECTORS / "keys" / "vault.secret", *where, signer="keeper")
        shares = []
        for officer in ("officer-a", "officer-b"):
            shares += ["--share", VECTORS / "keys" / "shares" / f"{officer}.txt"]
        run("count", "--stage", "partial", *shares, *where, signer="officer-a")
        for officer in ("officer-a", "officer-b"):
            run("sign", folder / "count/results/partial/result.json", signer=officer)
        for name, options in (("package", []), ("public", ["--public"])):
            run("export", folder / name, *options, *where, signer="officer-a")
            for officer in ("officer-a", "officer-b"):
                run("sign", folder / name / "B2SUMS", signer=officer)
            text = b""
            for path in sorted(p for p in (folder / name).rglob("*") if p.is_file()):
                text += f"@@ {path.relative_to(folder / name)}\n".encode() + path.read_bytes()
            seeds.add("package", text)
        made = folder / "package"
        seeds.add("package", "@! link\n@@ B2SUMS\n")
        for target, name in [("strikes", "strikes.csv"), ("tracking", "tracking.txt"),
                             ("journal", "journal.jsonl"), ("patterns", "patterns.csv"),
                             ("json", "result.json"), ("json", "reconciliation.json"),
                             ("csv", "patterns.csv"), ("sums", "B2SUMS")]:
            seeds.add(target, (made / name).read_bytes())
        # Short ones are changed faster.
        for target, name, lines in [("strikes", "strikes.csv", 4), ("tracking", "tracking.txt", 3),
                                    ("journal", "journal.jsonl", 2), ("patterns", "patterns.csv", 5),
                                    ("sums", "B2SUMS", 2)]:
            seeds.add(target, b"".join((made / name).read_bytes().splitlines(True)[:lines]))


def main():
    seeds = Seeds(sys.argv[1])
    shutil.rmtree(seeds.folder, ignore_errors=True)
    seeds.add("canary", "{")
    manifests = list(VECTORS.glob("*/*/manifest.json"))
    for target in ("json", "definition"):
        seeds.files(target, [VECTORS / "election.json", SAMPLE / "election.json"])
    seeds.files("json", manifests)
    seeds.files("manifest", manifests)
    seeds.files("signature", list(VECTORS.rglob("*.minisig"))[:12] + list(SAMPLE.glob("*.minisig")))
    seeds.files("public-key", (ROOT / "keys").rglob("*.pub"))
    seeds.files("secret-key", list((VECTORS / "keys").glob("*.key")) + list(SAMPLE.rglob("*.key")))
    seeds.files("share", (VECTORS / "keys" / "shares").glob("*.txt"))
    seeds.files("wrapped", list(SAMPLE.glob("share.*.json")) + list(SAMPLE.glob("vault.*.json")))
    seeds.files("csv", list(SAMPLE.rglob("*.csv")), limit=8192)
    for text in (SHEETS, ACCOUNTS, 'a,b\n"x""y",\n', "a\n1\n"):
        seeds.add("csv", text)
    seeds.add("sheet-csv", SHEETS)
    seeds.add("sheet-json", canonical(sheet()))
    seeds.add("account", ACCOUNTS)
    seeds.add("survey", "contest,option,percent,sample,source\ncouncil,c1,41.5,1007,Poll\n")
    whole = amendment()
    seeds.add("amendment", canonical(whole))
    for change in whole["changes"]:
        seeds.add("amendment", canonical(dict(whole, changes=[change])))
    pictures(seeds)
    identities(seeds)
    proofs(seeds)
    package(seeds, Path(sys.argv[2]).resolve())


if __name__ == "__main__":
    main()
