"""What programs that people would otherwise use take for the same number of ballots.

`belenios-tool` of Debian proves more than Coldcount does: see the page on speed for what each of them
shows and what it does not. A program that is not installed is named as not measured.
"""

import json
import os
import shutil
import subprocess
import tarfile

from bench_election import COLDCOUNT, OPTIONS, Election, Failure, run
from bench_stages import count_command, filled_workspace

GROUP = "BELENIOS-2048"
TRUSTEES = 2


def is_installed():
    return shutil.which("belenios-tool") is not None


class Belenios:
    """An election of one question with so many answers, of which one is chosen."""

    def __init__(self, folder, ballots, options=len(OPTIONS)):
        self.folder, self.ballots, self.options = folder, ballots, options
        folder.mkdir()
        self.uuid = self.tool("setup", "generate-token").strip()
        shared = ("--uuid", self.uuid, "--group", GROUP)
        self.write("voters.txt", "".join(f"v{n}@example.org,v{n}\n" for n in range(ballots)))
        self.tool("setup", "generate-credentials", *shared, "--file", "voters.txt")
        for _ in range(TRUSTEES):
            self.tool("setup", "generate-trustee-key", "--group", GROUP)
        keys = sorted(folder.glob("*.pubkey"))
        self.write("public_keys.jsons", "".join(key.read_text() for key in keys))
        next(folder.glob("*.pubcreds")).rename(folder / "public_creds.json")
        credentials = next(folder.glob("*.privcreds")).read_text().splitlines()
        self.credentials = [line.split()[-1] for line in credentials]
        self.tool("setup", "make-trustees")
        self.write("questions.json", json.dumps({
            "description": "Benchmark", "name": "Benchmark", "administrator": "nobody",
            "credential_authority": "nobody",
            "questions": [{
                "answers": [f"Answer {n + 1}" for n in range(options)], "blank": False, "min": 1, "max": 1, "question": "Who?"}],
        }))
        self.tool("setup", "make-election", *shared, "--template", "questions.json")
        self.tool("archive", "init")
        for name in ("election.json", "trustees.json", "public_creds.json", "public_keys.jsons"):
            (folder / name).unlink()
        self.seconds = {"make": 0.0}

    def write(self, name, text):
        (self.folder / name).write_text(text)

    def tool(self, *words, given=None):
        done = subprocess.run(
            ["belenios-tool", *words], cwd=self.folder, input=given, capture_output=True, text=True,
            env=os.environ | {"BELENIOS_USE_URANDOM": "1"})
        if done.returncode:
            raise Failure(f"belenios-tool {' '.join(words)}: {done.stderr}")
        return done.stdout

    def timed(self, stage, *words):
        """A step whose time counts; its output is the archive's next entry where it has one."""
        usage = os.times()
        out = self.tool("election", *words)
        after = os.times()
        spent = after.children_user + after.children_system - usage.children_user - usage.children_system
        self.seconds[stage] = self.seconds.get(stage, 0.0) + spent
        return out

    def add(self, kind, text=""):
        self.tool("archive", "add-event", f"--type={kind}", given=text)

    def vote(self):
        for number, credential in enumerate(self.credentials):
            self.write("credential", credential + "\n")
            choice = [int(option == number % self.options) for option in range(self.options)]
            self.write("choice", json.dumps([choice]) + "\n")
            ballot = self.timed("make", "generate-ballot", "--privcred", "credential", "--ballot", "choice")
            self.add("Ballot", ballot)

    def verify(self):
        self.timed("verify", "verify")

    def count(self):
        self.add("EndBallots")
        self.add("EncryptedTally", self.timed("tally", "compute-encrypted-tally"))
        for number, key in enumerate(sorted(self.folder.glob("*.privkey")), 1):
            part = self.timed("tally", "decrypt", "--privkey", key.name, "--trustee-id", str(number))
            self.add("PartialDecryption", part)
        self.add("Result", self.timed("tally", "compute-result"))
        with tarfile.open(self.folder / f"{self.uuid}.bel") as archive:
            results = [
                json.loads(archive.extractfile(member).read())
                for member in archive.getmembers() if member.name.endswith(".data.json")]
        counted = [sum(entry["result"][0]) for entry in results if isinstance(entry, dict) and "result" in entry]
        if counted != [self.ballots]:
            raise Failure(f"belenios-tool counted {counted} of {self.ballots} ballots")


def coldcount(folder, ballots):
    """Processor seconds of the same steps here."""
    folder.mkdir()
    election = Election(folder, ballots)
    seconds = {"make": election.seal()[3]}
    workspace = filled_workspace(election)
    seconds["tally"] = run(*count_command(election, workspace, 1), "--quiet")[3]
    officers = [election.signer(name) for name in ("officer-a", "officer-b")]
    for officer in officers:
        run(COLDCOUNT, "sign", workspace / "results/electronic/result.json", *officer)
    run(COLDCOUNT, "export", folder / "package", "--workspace", workspace, *officers[0])
    for officer in officers:
        run(COLDCOUNT, "sign", folder / "package/B2SUMS", *officer)
    seconds["verify"] = run(COLDCOUNT, "verify", folder / "package")[3]
    return seconds


def rows(folder, ballots, say):
    """Processor time of making, tallying and verifying so many ballots, ours first."""
    say(f"peers: {ballots} ballots each")
    ours = coldcount(folder / "peer-coldcount", ballots)
    if not is_installed():
        yield {"stage": "belenios-tool", "notes": ["not measured: it is not installed"]}
        return
    belenios = Belenios(folder / "peer-belenios", ballots)
    belenios.vote()
    belenios.verify()
    belenios.count()
    names = {"make": "make ballots", "tally": "open and tally", "verify": "verify"}
    for stage, name in names.items():
        for program, seconds in (("coldcount", ours), ("belenios-tool", belenios.seconds)):
            yield {
                "stage": f"{program}, {name}", "count": ballots, "seconds": round(seconds[stage], 4),
                "microsecondsEach": round(seconds[stage] * 1e6 / ballots, 1),
            }
