#!/usr/bin/env python3
"""Holds the second audit against `coldcount verify` on packages of random elections.

    compare_audits.py BINARY [--tamperings N] [--verifiable] SEED...

For each seed an election is counted with the built program, with paper, amendments and lots, and
exported for auditors and for the public. Both audits must say the same of both packages, check by
check, and of N copies in which something was changed and all that people sign was signed again. With
--verifiable the elections have proofs (verifiable_election.py); what `verify --proofs` says of a package
and its copies must then be what proofs_check.py says, too.
Prints where they differ, with the seed, and exits 1 then.
"""

import argparse
import json
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

import audit
import compare_proofs
from audited_election import AuditedElection
from formats import canonical, hash_of
from verifiable_election import VerifiableElection


class Refused(Exception):
    """A command of the program that was to succeed."""


class Room:
    """A random election, counted with the built program."""

    def __init__(self, binary, seed, folder, is_verifiable=False):
        self.binary, self.folder, self.is_verifiable = binary, folder, is_verifiable
        self.random = random.Random(f"audit {seed}")
        self.election = (VerifiableElection if is_verifiable else AuditedElection)(seed)
        self.made = folder / "election"
        file = self.election.lay_out(self.made)
        self.definition = json.loads(file)
        roles = {role: [] for role in ("officer", "custodian", "operator")}
        for person in self.definition["people"]:
            if person["role"] in roles:
                roles[person["role"]].append(person["id"])
        self.officers, self.custodians = roles["officer"], roles["custodian"]
        self.clerks = roles["operator"]
        self.signing = self.officers[: self.definition["quorum"]["sign"]]

    def run(self, *line, by=None):
        signer = ["--as", by, "--key", self.made / f"keys/{by}.key"] if by else []
        place = [] if line[0] == "init" else ["--workspace", self.folder / "count"]
        done = subprocess.run(
            [self.binary, *line, *place, *signer, "--json"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise Refused(f"{line[0]} ends with {done.returncode}: {done.stdout}{done.stderr}")
        return json.loads(done.stdout) if done.stdout.strip() else None

    def fill(self):
        file = self.made / "election.json"
        count, vault = self.folder / "count", self.folder / "vault"
        self.run("init", count, "--election", file, "--vault", vault, by=self.clerks[0])
        self.run("import", self.made / "media", by=self.clerks[0])
        sheets, accounts = self.election.paper(self.definition)
        for what, rows in (("import", sheets), ("account", accounts)):
            table = self.folder / f"{what}.csv"
            table.write_text("\n".join(rows) + "\n")
            for clerk in self.clerks[:2] if len(rows) > 1 else []:
                self.run("paper", what, table, by=clerk)

    def amend(self):
        """Leaves a ballot out, or changes a status, as the officers sign."""
        changes = []
        contest = self.random.choice(self.definition["contests"])
        option = self.random.choice(contest["options"])["id"] if contest["options"] else None
        if option and contest["method"] != "question":
            changes.append(f"status {contest['id']} {option} died-during")
        for folder in sorted((self.made / "media").iterdir()):
            manifest = (folder / "manifest.json").read_bytes()
            if json.loads(manifest).get("ballots", {}).get("count"):
                changes.append(f"exclude {hash_of(manifest)} 0")
        if not changes or self.random.random() < 0.5:
            return
        change = self.random.choice(changes)
        self.run("amend", "--change", change, "--reason", "As decided", "--to", self.folder)
        file = self.folder / "amendment-001.json"
        for officer in self.signing:
            self.run("sign", file, by=officer)
        self.run("amend", file, by=self.clerks[0])

    def count(self):
        """Counts, draws lots until nothing is level, and gives the stage."""
        for number, custodian in enumerate(self.custodians, start=1):
            suffix = "" if number == 1 else f"-{number}"
            secret = self.made / f"keys/vault{suffix}.secret"
            self.run("reconcile", "--vault-key", secret, by=custodian)
        for custodian in self.custodians:
            self.run("sign", self.folder / "count/reconciliation/reconciliation.json", by=custodian)
        if self.random.random() < 0.3:
            self.count_stage("electronic")
        try:
            return self.count_stage("final")
        except Refused:
            return self.count_stage("partial")

    def count_stage(self, stage):
        result = self.folder / f"count/results/{stage}/result.json"
        for _ in range(40):
            self.open(stage)
            contests = json.loads(result.read_bytes())["contests"]
            # Lots are drawn once nothing else is out.
            open_ones = [c for c in contests if "draw" in c["outcome"] and stage == "final"]
            for contest in open_ones:
                self.draw(contest["id"], contest["outcome"]["draw"]["candidates"])
            if not open_ones:
                break
        for officer in self.signing:
            self.run("sign", result, by=officer)
        return stage

    def open(self, stage):
        """Has the quorum count, in one or one after the other; where it must, officers allow it first."""
        opening = self.officers[-self.definition["quorum"]["open"] :]
        share = {o: ("--share", self.made / f"keys/shares/{o}.txt") for o in opening}
        hands = [word for o in opening for word in share[o]]
        if not self.is_verifiable:
            self.run("count", "--stage", stage, *hands, by=self.officers[0])
            return
        hands += [word for o in opening for word in ("--officer-key", self.made / f"keys/{o}.key")]
        how = self.random.choice(["at once", "blind", "by turns"])
        if how == "at once":
            self.allowed("count", "--stage", stage, *hands, by=self.officers[0])
        elif how == "blind":
            self.run("count", "--stage", stage, "--blind", *hands, by=self.officers[0])
            self.allowed("release", *hands, by=self.officers[0])
        else:
            for officer in opening:
                self.run("mix", "--stage", stage, by=officer)
            for officer in opening:
                others = [word for o in opening if o != officer for word in ("--with", o)]
                self.allowed("open", *share[officer], *others, by=officer)

    def allowed(self, *line, by):
        """Runs a command that the officers allow where it would tell few ballots apart."""
        try:
            self.run(*line, by=by)
        except Refused as refusal:
            told = re.search(r"allow small (--tracking \w+ --groups \d+ --smallest \d+)", str(refusal))
            if told is None:
                raise
            for officer in self.signing:
                self.run("allow", "small", *told[1].split(), by=officer)
            self.run(*line, by=by)

    def draw(self, contest, candidates):
        """One round of lots; the next count says who draws again."""
        draws = []
        for option in candidates:
            draws += ["--draw", f"{option}={self.random.randint(1, 10)}"]
        self.run("lots", contest, *draws, "--witness", "W", by=self.officers[0])

    def export(self):
        """The package for auditors, and the one for the public."""
        packages = []
        for flag in ([], ["--public"]):
            package = self.folder / ("public" if flag else "package")
            try:
                self.run("export", package, *flag, by=self.officers[0])
            except Refused as refusal:
                # The public may not see so small a difference between two results.
                if flag and "small-difference" in str(refusal):
                    continue
                raise
            self.sign(package, "B2SUMS", self.signing)
            packages.append(package)
        return packages

    def sign(self, package, name, people):
        data = (package / name).read_bytes()
        for person in people:
            signature = self.election.keys[person].sign(data, "compared")
            (package / f"{name}.{person}.minisig").write_text(signature)

    def sign_again(self, package):
        """As who has the officers' and custodians' keys."""
        people = {"reconciliation.json": self.custodians, "result.json": self.signing}
        is_public = not (package / "journal.jsonl").exists()
        for name, signers in people.items() if not is_public else ():
            if (package / name).exists():
                self.sign(package, name, signers)
        for file in package.glob("proof/*.bin"):
            signature = self.election.keys[file.name.split(".")[1]].sign(file.read_bytes(), "compared")
            file.with_name(file.name + ".minisig").write_text(signature)
        files = [path for path in package.rglob("*") if path.is_file()]
        names = [path.relative_to(package).as_posix() for path in files]
        lines = [
            f"{hash_of((package / name).read_bytes())}  {name}\n"
            for name in sorted(names, key=str.encode)
            if not name.startswith("B2SUMS")
        ]
        (package / "B2SUMS").write_text("".join(lines))
        self.sign(package, "B2SUMS", self.signing)


# What is changed in a copy


def tamper(room, package):
    """Changes one thing somewhere; gives what."""
    choose = room.random
    if room.is_verifiable and (package / "proof").exists() and choose.random() < 0.5:
        # By who has the keys of whoever signed it.
        return compare_proofs.tamper(room.election, package)
    files = sorted(path for path in package.rglob("*") if path.is_file())
    files = [path for path in files if path.suffix != ".minisig" and path.name != "B2SUMS"]
    path = choose.choice(files)
    name = path.relative_to(package)
    if choose.random() < 0.05:
        path.unlink()
        return f"{name} is gone"
    if path.suffix in (".json", ".jsonl"):
        lines = path.read_text().splitlines()
        at = choose.randrange(len(lines))
        value = json.loads(lines[at])
        told = change(choose, value)
        lines[at] = canonical(value).decode().rstrip("\n")
        path.write_text("\n".join(lines) + "\n")
        return f"{name} line {at + 1}: {told}"
    if path.suffix in (".bin", ".sealed"):
        return f"{name}: {change_bytes(choose, path)}"
    lines = path.read_text().splitlines(keepends=True)
    if len(lines) < 2:
        return f"{name}: nothing"
    at = choose.randrange(len(lines))
    how = choose.choice(["drop", "double", "swap", "digit"])
    if how == "drop":
        del lines[at]
    elif how == "double":
        lines.insert(at, lines[at])
    elif how == "swap":
        lines[at - 1], lines[at] = lines[at], lines[at - 1]
    else:
        lines[at] = "".join(choose.choice("0123") if c == "1" else c for c in lines[at])
    path.write_text("".join(lines))
    return f"{name} line {at + 1}: {how}"


def change_bytes(choose, path):
    """Changes a bit, or exchanges two elements of a file."""
    data = bytearray(path.read_bytes())
    if len(data) < 64 or choose.random() < 0.5:
        if data:
            data[choose.randrange(len(data))] ^= 1 << choose.randrange(8)
        told = "bit"
    else:
        one, other = (32 * place for place in choose.sample(range(len(data) // 32), 2))
        data[one : one + 32], data[other : other + 32] = data[other : other + 32], data[one : one + 32]
        told = "elements"
    path.write_bytes(data)
    return told


def change(choose, value):
    """Changes one value inside of a JSON value in place; gives where."""
    path = "$"
    while True:
        keys = list(value) if isinstance(value, dict) else range(len(value))
        if not keys:
            if isinstance(value, list):
                value.append("x")
            return f"{path} gets a member"
        key = choose.choice(list(keys))
        inner = value[key]
        path += f".{key}"
        if isinstance(inner, (dict, list)) and choose.random() < 0.95:
            value = inner
            continue
        if isinstance(value, list) and choose.random() < 0.2:
            value.append(inner)
            return f"{path} is doubled"
        if isinstance(inner, bool):
            value[key] = not inner
        elif isinstance(inner, int):
            value[key] = inner + choose.choice([-1, 1, 1, 7])
        elif isinstance(inner, str):
            value[key] = choose.choice(["final", "partial", "o1", "x", inner[:-1], inner + "1"])
        elif isinstance(inner, (dict, list)) or choose.random() < 0.5:
            del value[key]
        else:
            value[key] = 1
        return f"{path} is changed from {str(inner)[:40]}"


# Both audits


def verdicts(report):
    """Of all checks but `reports`, whose words only the program has."""
    checks = [check for check in report["checks"] if check["id"] != "reports"]
    return [(check["number"], check["id"], check["verdict"]) for check in checks]


def compare(binary, package):
    """What the two say differently of a package; nothing where they agree."""
    done = subprocess.run(
        [binary, "verify", package, "--json"], stdin=subprocess.DEVNULL, capture_output=True
    )
    first = json.loads(done.stdout)
    audited = audit.Audit(str(package), None, None)
    second = json.loads(canonical(audit.report_json(audited)))
    said = [f"  {finding.failures[-1]}" for finding in audited.findings if finding.is_cut_off]
    same = verdicts(first) == verdicts(second) and first["facts"] == second["facts"]
    if same and not said:
        return None
    for one, other in zip(first["checks"], second["checks"]):
        if one["verdict"] != other["verdict"] and one["id"] != "reports":
            for report in (one, other):
                problems = report.get("failures", [report.get("reason")])[:2]
                said.append(f"  {report['number']} {report['id']} {report['verdict']} {problems}")
    return "\n".join(said) or "  facts, or the order of checks"


def compare_all(binary, package, is_verifiable):
    """The same, and what `verify --proofs` and its second implementation say differently."""
    said = [compare(binary, package)]
    if is_verifiable and (package / "proof").exists():
        ours = compare_proofs.ours(binary, package, False)
        theirs = compare_proofs.theirs(package, False)
        if not compare_proofs.agree(ours, theirs):
            said.append(f"  --proofs: {ours}, and proofs_check.py says {theirs}")
    return "\n".join(filter(None, said)) or None


def compare_election(binary, seed, options, folder):
    room = Room(binary, seed, folder, options.verifiable)
    room.fill()
    room.amend()
    room.count()
    differing = 0
    holding = 0
    for package in room.export():
        difference = compare_all(binary, package, room.is_verifiable)
        holding += 1
        if difference:
            differing += 1
            print(f"seed {seed}, {package.name}:\n{difference}", flush=True)
        for _ in range(options.tamperings):
            copy = folder / "copy"
            shutil.copytree(package, copy)
            told = tamper(room, copy)
            if room.random.random() < 0.9:
                room.sign_again(copy)
            difference = compare_all(binary, copy, room.is_verifiable)
            holding += 1
            if difference:
                differing += 1
                print(f"seed {seed}, {package.name}, {told}:\n{difference}", flush=True)
            shutil.rmtree(copy)
    return holding, differing


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("binary", type=pathlib.Path)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--tamperings", type=int, default=0)
    parser.add_argument("--verifiable", action="store_true", help="elections with proofs")
    options = parser.parse_args()
    packages = differing = 0
    for seed in options.seeds:
        with tempfile.TemporaryDirectory(prefix="coldcount-") as folder:
            made, unlike = compare_election(
                options.binary.resolve(), seed, options, pathlib.Path(folder)
            )
            packages += made
            differing += unlike
    if differing:
        sys.exit(f"compare_audits: {differing} of {packages} packages differ")
    print(f"{packages} packages audited alike")


if __name__ == "__main__":
    main()
