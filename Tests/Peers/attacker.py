#!/usr/bin/env python3
"""Attacks what was published of an election, release after release, with a solver.

    attacker.py FILE

FILE has lines of JSON, one a contest:

    {"name", "minimum", "atoms": [[n, ...], ...], "sums": [{"atoms": [i, ...]}, ...]}

An atom is what came in at one place between two releases: its ballots, then its valid ballots, then
the votes of every option. A sum is a published row, as the atoms in it. The attacker knows every sum
and that no figure is below nought. It wins where

  derived   a combination of the sums is the figures of a set of atoms with fewer ballots than the
            minimum, or all of whose valid ballots are for one option, unless all of the contest are;
  bounded   the ballots of an atom that is small are known more closely than the minimum.

Prints a line of JSON a contest: {"name", "derived": [...], "bounded": [...]}. The solver is scipy's
(HiGHS), so that no code of ours decides.
"""

import json
import sys

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

LARGEST = 8  # how often, at most, the attacker adds or subtracts one sum


def derived(matrix, weights, allowed, needed, most):
    """A set of atoms in the span of the sums: a list of positions, or None."""
    sums, atoms = matrix.shape
    # Unknowns: how often each sum is taken, then whether each atom is in the set.
    equal = np.hstack([matrix.T, -np.eye(atoms)])
    rules = [LinearConstraint(equal, 0, 0)]
    pick = np.concatenate([np.zeros(sums), needed.astype(float)])
    rules.append(LinearConstraint(pick, 1, np.inf))
    cost = np.concatenate([np.zeros(sums), weights])
    if most is not None:
        rules.append(LinearConstraint(cost, 0, most))
    low = np.concatenate([np.full(sums, -LARGEST), np.zeros(atoms)])
    high = np.concatenate([np.full(sums, LARGEST), allowed.astype(float)])
    kinds = np.concatenate([np.zeros(sums), np.ones(atoms)])
    found = milp(cost, constraints=rules, bounds=Bounds(low, high), integrality=kinds)
    if found.status == 2:  # infeasible
        return None
    if found.x is None:
        raise SystemExit(f"the solver gave up: {found.message}")
    return [int(i) for i in np.flatnonzero(found.x[sums:] > 0.5)]


def attack(contest):
    atoms = np.array(contest["atoms"], dtype=float)
    minimum = contest["minimum"]
    wins = {"name": contest["name"], "derived": [], "bounded": []}
    if len(atoms) == 0:
        return wins
    matrix = np.zeros((len(contest["sums"]), len(atoms)))
    for row, one in enumerate(contest["sums"]):
        matrix[row, one["atoms"]] = 1
    matrix = np.unique(matrix[matrix.any(axis=1)], axis=0)
    ballots, valid, votes = atoms[:, 0], atoms[:, 1], atoms[:, 2:]
    last = atoms.sum(axis=0)
    small = ballots < minimum
    if ballots.sum() >= minimum and small.any():
        found = derived(matrix, ballots, small, small, minimum - 1)
        if found is not None:
            wins["derived"].append({"few": found})
        for atom in np.flatnonzero(small):
            ends = [
                linprog(
                    sign * np.eye(len(atoms))[atom], A_eq=matrix, b_eq=matrix @ ballots,
                    bounds=(0, None))
                for sign in (1, -1)]
            width = -ends[1].fun - ends[0].fun
            if width < minimum - 1e-6:
                wins["bounded"].append([int(atom), width])
    for option in range(votes.shape[1]):
        if (last[2:] == last[1]).any():
            break
        alike = (votes[:, option] == valid)
        if (alike & (valid > 0)).any():
            found = derived(matrix, ballots, alike, alike & (valid > 0), None)
            if found is not None:
                wins["derived"].append({"alike": found, "option": option})
    return wins


def main():
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            print(json.dumps(attack(json.loads(line))))


if __name__ == "__main__":
    main()
