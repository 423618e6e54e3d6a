#!/usr/bin/env python3
"""Checks the reference count itself: on the vectors it comes to exactly what their maker says."""

import json
import pathlib
import sys

from formats import decode64
from reference_count import reference

VECTORS = pathlib.Path(__file__).resolve().parent.parent / "Vectors"


def main():
    wanted = json.loads((VECTORS / "expected.json").read_text())

    def key(name):
        return decode64((VECTORS / "keys" / f"{name}.secret").read_text().strip(), 32)

    for vault in ("vault", "vault-2"):
        found = reference(
            (VECTORS / "election.json").read_bytes(),
            VECTORS / "media",
            key("count"),
            key(vault),
            VECTORS / "refused",
        )
        # The vectors' maker published no hash of it.
        del found["patterns.csv"]
        differing = [name for name in found.keys() | wanted if found.get(name) != wanted.get(name)]
        if differing:
            sys.exit(f"check_vectors: differs by {vault} key: {', '.join(sorted(differing))}")
    print(f"the reference count equals expected.json ({len(wanted['refused'])} refusals included)")


if __name__ == "__main__":
    main()
