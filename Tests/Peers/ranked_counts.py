#!/usr/bin/env python3
"""Counts elections with programs that others wrote: votelib and pyrankvote.

Reads a JSON array of elections from standard input, each {"method", "seats", "options", "papers":
[[ranking, number], …]}, and writes one object for each: who is elected, or why the program cannot
say, by program.
"""

import json
import sys

import pyrankvote
import votelib.evaluate.core
import votelib.evaluate.sequential


def plurality(election):
    votes = {option: 0 for option in election["options"]}
    for ranking, number in election["papers"]:
        votes[ranking[0]] += number
    found = votelib.evaluate.core.Plurality().evaluate(votes, election["seats"])
    if any(isinstance(option, votelib.evaluate.core.Tie) for option in found):
        return {"votelib": "tie"}
    return {"votelib": sorted(found)}


def transferable(election):
    """votelib's selector: Droop quota, exact fractions, all surpluses of a count at once."""
    votes = {}
    for ranking, number in election["papers"]:
        votes[tuple(ranking)] = votes.get(tuple(ranking), 0) + number
    for option in election["options"]:
        # An option that nobody puts first stands all the same.
        votes.setdefault((option,), 0)
    # Left to itself votelib takes the pile of papers without a next preference for a candidate who
    # stays, and then excludes two at once.
    selector = votelib.evaluate.sequential.TransferableVoteSelector(
        quota_function="droop", retainer=votelib.evaluate.core.Plurality()
    )
    try:
        return sorted(selector.evaluate(votes, election["seats"]))
    except Exception as error:  # A tie ends votelib's count in several ways.
        return f"{type(error).__name__}: {error}"


def runoff(election):
    """pyrankvote's instant runoff."""
    candidates = {option: pyrankvote.Candidate(option) for option in election["options"]}
    ballots = []
    for ranking, number in election["papers"]:
        ballots += [
            pyrankvote.Ballot(ranked_candidates=[candidates[option] for option in ranking])
        ] * number
    result = pyrankvote.instant_runoff_voting(list(candidates.values()), ballots)
    return sorted(winner.name for winner in result.get_winners())


def count(election):
    if election["method"] == "plurality":
        return plurality(election)
    results = {"votelib": transferable(election)}
    if election["method"] == "instant-runoff":
        results["pyrankvote"] = runoff(election)
    return results


json.dump([count(election) for election in json.load(sys.stdin)], sys.stdout)
