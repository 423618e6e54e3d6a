#!/usr/bin/env python3
"""A plain count in memory, from the formats' pages: what ours must come to.

    reference_count.py --election election.json --media DIR --count-key F --vault-key F
        [--refused DIR] [--to DIR]

Reads every bundle folder in `media`, and prints JSON in the shape of the vectors' expected.json:
zero counts left out of `electronic` and `struck`. With --refused, each folder there is judged on an
empty workspace, and if that takes it, on one that holds the media. With --to, strikes.csv,
patterns.csv and tracking.txt are written there. Paper sheets and amendments are not its business.
"""

import argparse
import json
import pathlib
import sys
from collections import Counter, defaultdict

from formats import (
    NO_INDEX,
    FormatError,
    Layout,
    csv_file,
    decode64,
    hash_of,
    identity_context,
    open_identities,
    open_seal,
    seconds,
)
from reference_bundles import Refusal, read_media, judge_refused


# Reconciliation (section 6)


def read_identities(bundle, election_file, secret):
    """The bundle's entries (token, index, time): open, in order, covering the ballots exactly."""
    keys = [decode64(key, 32) for key in json.loads(election_file)["keys"]["vault"]]
    context = identity_context(hash_of(election_file), bundle.collector, bundle.sequence)
    commitment = bundle.manifest["identities"]["key"]
    entries = open_identities(bundle.identities, keys, secret, context, commitment)
    indices = sorted(index for _, index, _ in entries)
    if len(entries) != bundle.manifest["identities"]["count"]:
        raise FormatError("identities: count")
    if bundle.kind == "ballots":
        covered = indices == list(range(len(bundle.ballots)))
    else:
        covered = all(index == NO_INDEX for index in indices)
    if not covered or (bundle.kind == "roll" and any(time for _, _, time in entries)):
        raise FormatError("identities: indices or times")
    return entries


class Reconciliation:
    """Strikes as (manifest hash, index) -> reason, and how many register entries are left over."""

    def __init__(self, election_file, bundles, secret):
        self.election = json.loads(election_file)
        self.order = [channel["id"] for channel in self.election["channels"]]
        polls = self.election["polls"]
        self.opens, self.closes = seconds(polls["opens"]), seconds(polls["closes"])
        self.last_counts = self.election["policy"]["withinChannel"] == "last"
        self.strikes, self.unresolved = {}, 0
        self.rolls = None
        self.withdrawn = {}
        cast = defaultdict(lambda: ([], []))
        for bundle in bundles:
            entries = read_identities(bundle, election_file, secret)
            if bundle.kind == "roll":
                self.rolls = self.rolls or defaultdict(set)
                self.rolls[bundle.style].update(tok for tok, _, _ in entries)
                continue
            if bundle.kind == "withdrawal":
                for tok, _, time in entries:
                    place = tok, bundle.style
                    self.withdrawn[place] = max(time, self.withdrawn.get(place, 0))
                continue
            for tok, index, time in entries:
                side = 0 if bundle.kind == "ballots" else 1
                entry = (time, bundle.hash, index, bundle.channel)
                cast[tok, bundle.style][side].append(entry)
        if self.rolls is not None and set(self.rolls) != set(Layout(self.election).styles):
            raise FormatError("a style has no roll")
        self.check_styles(cast)
        for (tok, style), (ballots, papers) in cast.items():
            self.judge(tok, style, ballots, papers)

    def check_styles(self, cast):
        contests = Layout(self.election).styles
        places = set(cast) | {(t, s) for s, roll in (self.rolls or {}).items() for t in roll}
        styles = defaultdict(set)
        for tok, style in places:
            styles[tok].add(style)
        for found in styles.values():
            seen = [contest for style in found for contest in contests[style]]
            if len(seen) != len(set(seen)):
                raise FormatError("cross-style")

    def strike(self, ballot, reason):
        self.strikes[ballot[1], ballot[2]] = reason

    def barred(self, tok, style, time):
        """Steps 1 and 2: why an entry may not stand at all, or None."""
        if self.rolls is not None and tok not in self.rolls[style]:
            return "not-on-roll"
        return None if self.opens <= time <= self.closes else "outside-poll"

    def judge(self, tok, style, ballots, papers):
        standing = defaultdict(list)
        for ballot in ballots:
            reason = self.barred(tok, style, ballot[0])
            # Where the definition allows it, what was cast until then is taken back.
            if not reason and ballot[0] <= self.withdrawn.get((tok, style), 0):
                reason = "withdrawn"
            if reason:
                self.strike(ballot, reason)
            else:
                standing[ballot[3]].append(ballot)
        handed_out = [p for p in papers if not self.barred(tok, style, p[0])]
        self.unresolved += len(papers) - len(handed_out)

        # Step 3: one ballot a channel is left.
        left = {}
        for channel, cast in standing.items():
            cast.sort()
            left[channel] = cast.pop() if self.last_counts else cast.pop(0)
            for ballot in cast:
                self.strike(ballot, "superseded" if self.last_counts else "duplicate")

        # Steps 4 and 5: the first channel with anything prevails; in it the paper handed out.
        paper_channels = {paper[3] for paper in handed_out}
        used = [c for c in self.order if c in left or c in paper_channels]
        if not used:
            return
        if used[0] in paper_channels:
            self.unresolved += len(handed_out) - 1
            for ballot in left.values():
                self.strike(ballot, "voted-on-paper")
        else:
            self.unresolved += len(handed_out)
            for channel in used[1:]:
                if channel in left:
                    self.strike(left[channel], "other-channel")


# Counting (sections 1, 2 and 7)


def read_marks(contest, marks):
    """valid, blank, overvoted, undervoted or malformed, judged in the order of section 2."""
    highest = 3 if contest["method"] == "support-oppose" else 1
    chosen = sum(1 for mark in marks if mark)
    if any(mark > highest for mark in marks):
        return "malformed"
    if not chosen:
        return "blank"
    most = {"plurality": contest.get("maxChoices"), "threshold": contest.get("maxChoices")}
    most |= {"question": 1, "support-oppose": len(marks)}
    if chosen > most[contest["method"]]:
        return "overvoted"
    least = contest["minChoices"] if contest["method"] == "plurality" else 1
    return "undervoted" if chosen < least else "valid"


def count(election, bundles, strikes, secret):
    """Counted figures of each contest, patterns, tracking lines and the number of unreadable."""
    layout = Layout(election)
    ballots = {contest: Counter() for contest in layout.contests}
    options = {contest: defaultdict(Counter) for contest in layout.contests}
    patterns, tracking, unreadable = Counter(), [], 0
    for bundle in bundles:
        for index, box in enumerate(bundle.ballots):
            struck = (bundle.hash, index) in strikes
            tracking.append(f"{hash_of(box)} {'struck' if struck else 'counted'}\n")
            if struck:
                continue
            vector = open_seal(box, secret)
            marks = None if vector is None else layout.read(bundle.style, vector)
            if marks is None:
                unreadable += 1
                patterns[bundle.style, "-", bundle.channel, bundle.collector, "unreadable"] += 1
                continue
            for contest_id, run in marks.items():
                contest = layout.contests[contest_id]
                verdict = read_marks(contest, run)
                ballots[contest_id][verdict] += 1
                shown = "malformed" if verdict == "malformed" else run.hex()
                patterns[bundle.style, contest_id, bundle.channel, bundle.collector, shown] += 1
                if verdict == "valid":
                    for option, mark in zip(contest["options"], run):
                        options[contest_id][option["id"]][mark] += 1
    contests = {}
    for contest_id, contest in layout.contests.items():
        names = {1: "chosen"}
        if contest["method"] == "support-oppose":
            names = {1: "support", 2: "oppose", 3: "abstain"}
        contests[contest_id] = {
            "electronic": dict(ballots[contest_id]),
            "options": {
                option["id"]: {
                    name: options[contest_id][option["id"]][mark] for mark, name in names.items()
                }
                for option in contest["options"]
            },
        }
    return contests, patterns, tracking, unreadable


def reference(election_file, media, count_secret, vault_secret, refused=None, to=None):
    election = json.loads(election_file)
    bundles = read_media(media, election_file)
    found = Reconciliation(election_file, bundles, vault_secret)
    contests, patterns, tracking, unreadable = count(
        election, bundles, found.strikes, count_secret
    )
    strike_rows = [(bundle, index, reason) for (bundle, index), reason in found.strikes.items()]
    pattern_rows = [(*pattern, n) for pattern, n in patterns.items()]
    header = ("style", "contest", "channel", "collector", "marks", "count")
    files = {
        "strikes.csv": csv_file(("bundle", "index", "reason"), strike_rows),
        "patterns.csv": csv_file(header, pattern_rows),
        "tracking.txt": "".join(sorted(tracking)).encode(),
    }
    for name, data in files.items() if to else ():
        (to / name).write_bytes(data)
    expected = {name: hash_of(data) for name, data in files.items()}
    expected |= {
        "contests": contests,
        "definition": hash_of(election_file),
        "entries": len(tracking),
        "manifests": {bundle.name: bundle.hash for bundle in bundles},
        "refused": judge_refused(refused, election_file, bundles) if refused else {},
        "struck": dict(Counter(found.strikes.values())),
        "struckTotal": len(found.strikes),
        "unreadable": unreadable,
        "unresolved": found.unresolved,
    }
    return expected


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--election", type=pathlib.Path, required=True)
    parser.add_argument("--media", type=pathlib.Path, required=True)
    parser.add_argument("--count-key", type=pathlib.Path, required=True, help="base64 on a line")
    parser.add_argument("--vault-key", type=pathlib.Path, required=True, help="base64 on a line")
    parser.add_argument("--refused", type=pathlib.Path)
    parser.add_argument("--to", type=pathlib.Path)
    options = parser.parse_args()
    secrets = [
        decode64(path.read_text().strip(), 32) for path in (options.count_key, options.vault_key)
    ]
    try:
        expected = reference(
            options.election.read_bytes(), options.media, *secrets, options.refused, options.to
        )
    except Refusal as refusal:
        sys.exit(f"reference_count: a bundle of the media is refused: {refusal}")
    except FormatError as error:
        sys.exit(f"reference_count: {error}")
    json.dump(expected, sys.stdout, indent=1, sort_keys=True, ensure_ascii=False)
    print()


if __name__ == "__main__":
    main()
