#!/usr/bin/env python3
"""Checks a folder with proofs, from the page FormatProofs: a second implementation of `coldcount verify --proofs`.

    proofs_check.py verify PACKAGE               prints `ok` or the code and place
    proofs_check.py verify --rehearsal PACKAGE   the same of a rehearsal
    proofs_check.py before PACKAGE               what an officer checks before using a share: no opening, no patterns.csv"""
import re, sys
from pathlib import Path

from proofs import *

# ---- verifying a package: public files only
class Package:
    def __init__(p, folder): p.folder = Path(folder)
    def read(p, name, code="missing-file"):
        try: return (p.folder / name).read_bytes()
        except OSError: raise Refused(code, name)
    def find(p, name): return (p.folder / name).read_bytes() if (p.folder / name).is_file() else None
    def names(p, folder=""): return sorted(x.name for x in (p.folder / folder).iterdir()) if (p.folder / folder).is_dir() else []

def check_keys(e):
    """Code `keys`."""
    check_draft(e.d)
    draft, keys = draft_hash(e.d), e.d["keys"]
    def no(what): raise Refused("keys", f"election.json keys {what}")
    if [o["officer"] for o in keys["officers"]] != e.officers: no("officers")
    points = []
    for i, o in enumerate(keys["officers"], 1):
        try: own = [unb64(x, 32) for x in o["points"]]; proof = unb64(o["proof"], 64)
        except ValueError: no(o["officer"])
        if not check_deal(draft, o["officer"], i, e.k, e.n, own, proof): no(o["officer"])
        points.append(own)
    try: Y = e.Y
    except ValueError: no("count")
    if Y != total(p[0] for p in points) or not is_point(Y): no("count")
    for i in range(1, e.n + 1):
        if not is_point(public_share(points, i)): no(e.officers[i - 1])

def read_bundles(e, package):
    """Check 2: every manifest, by hash, as at import; its ballots. Gives (collector, sequence, style, bundle, ballots)."""
    bundles, sequences, totals, manifests = [], set(), {}, []
    for name in package.names("manifests"):
        if not name.endswith(".json"): continue
        raw = package.read(f"manifests/{name}"); m = parse(raw, "coldcount/bundle/1", "manifest", name)
        manifests.append(name[:-5])
        if hash256(raw) != name[:-5]: raise Refused("manifest", name)
        if m["kind"] == "ballots":
            cell = m["collector"], m["style"]; totals[cell] = totals.get(cell, 0) + m["ballots"]["count"]
            if m["ballots"]["count"] > MAX_BALLOTS or totals[cell] > MAX_BALLOTS: raise Refused("manifest", name)
        if m["election"] != e.hash: raise Refused("election-mismatch", name)
        who = next((c for c in e.d["collectors"] if c["id"] == m["collector"]), None)
        if who is None: raise Refused("collector-unknown", name)
        if not check_signature(who["publicKey"], raw, package.read(f"manifests/{name}.minisig")): raise Refused("signature", name)
        if m["kind"] not in who["roles"] or m["channel"] != (None if m["kind"] == "roll" else who["channel"]) or m["style"] not in who["styles"] or m["style"] not in e.styles:
            raise Refused("collector-not-allowed", name)
        if (m["collector"], m["sequence"]) in sequences: raise Refused("sequence-conflict", name)
        sequences.add((m["collector"], m["sequence"]))
        if m["kind"] != "ballots": continue
        data = package.read(f"ballots/{name[:-5]}.sealed")
        size = e.ballot_size(m["style"])
        if m["ballots"]["size"] != size or len(data) != size * m["ballots"]["count"] or m["identities"]["count"] != m["ballots"]["count"]: raise Refused("size-mismatch", name)
        if hash256(data) != m["ballots"]["hash"]: raise Refused("hash-mismatch", name)
        own = [data[i:i + size] for i in range(0, len(data), size)]
        if any(a >= b for a, b in zip(own, own[1:])): raise Refused("ballot-order", name)
        bundles.append((m["collector"], m["sequence"], m["style"], name[:-5], own))
    return sorted(bundles), manifests

def read_amendments(e, package, bundles):
    """Check 3, code `amendment`: what they rule of bundles, ballots and collectors, a later change before an earlier; their hashes."""
    count = {bundle: len(own) for _, _, _, bundle, own in bundles}
    ruled, revoked, hashes = {}, {}, []
    names = [n for n in package.names() if re.fullmatch(r"amendment-[0-9]{3,}\.json", n)]
    for number_, name in enumerate(sorted(names, key=lambda n: (len(n), n)), 1):
        raw = package.read(name); a = parse(raw, "coldcount/amendment/1", "amendment", name)
        if name != f"amendment-{number_:03}.json" or a["number"] != number_ or a["election"] != e.hash or a["previous"] != (hashes[-1] if hashes else None):
            raise Refused("amendment", name)
        held = e.signed(name, raw, package.find)
        if held is None or held < e.sign: raise Refused("amendment", name)
        for change in a["changes"]:
            if change["kind"] in ("exclude", "restore"):
                if change["bundle"] not in count or not 0 <= change.get("index", 0) < max(1, count[change["bundle"]]): raise Refused("amendment", name)
                ruled[(change["bundle"], change.get("index"))] = change["kind"] == "exclude"
            elif change["kind"] == "revoke": revoked[change["collector"]] = change["last"]
        hashes.append(hash256(raw))
    return ruled, revoked, hashes

REASONS = "not-on-roll outside-poll withdrawn superseded duplicate other-channel voted-on-paper".split()

# What reconciliation.json has (page FormatReconciliation), no more and no less.
RECONCILED = {
    "format": str, "election": str, "amendments": [str], "manifests": [str], "eligibility": str, "strikes": str,
    "identities": [{"bundle": str, "ballots": int, "problem": str, "counts": bool}],
    "registers": [{"station": str, "style": str, "count": int}], "struck": [{"reason": str, "style": str, "channel": str, "count": int}],
    "unresolved": [{"station": str, "count": int}], "crossStyle": int, "leftOut": int, "restored": int, "rollRepeated": int,
}

def fits(value, form):
    """Whether a value is of a form: a type, a list of a form, or an object of just these members."""
    if isinstance(form, list): return isinstance(value, list) and all(fits(one, form[0]) for one in value)
    if isinstance(form, dict): return isinstance(value, dict) and value.keys() == form.keys() and all(fits(value[name], form[name]) for name in form)
    return type(value) is form and (form is not int or 0 <= value <= 1 << 40)

def read_reconciliation(e, package, bundles, manifests, amendments):
    """Check 3, code `reconciliation`: the custodians' word for strikes.csv, for these manifests and these amendments. Gives strikes and bundles that do not count."""
    raw = package.read("reconciliation.json"); r = parse(raw, "coldcount/reconciliation/1", "reconciliation", "reconciliation.json")
    strikes = package.read("strikes.csv")
    def no(what): raise Refused("reconciliation", what)
    if not fits(r, RECONCILED): no("reconciliation.json")
    if r["election"] != e.hash or r["manifests"] != sorted(manifests) or r["amendments"] != amendments: no("reconciliation.json")
    if r["strikes"] != hash256(strikes): no("strikes.csv")
    found = [(p, package.find(f"reconciliation.json.{p['id']}.minisig")) for p in e.d["people"] if p["role"] == "custodian"]
    held = [check_signature(p["publicKey"], raw, text) for p, text in found if text is not None]
    if not held or not all(held): no("reconciliation.json signature")
    count = {bundle: len(own) for _, _, _, bundle, own in bundles}
    head, *lines, end = strikes.decode().split("\n")
    struck = set()
    for line in lines:
        bundle, index, reason = line.split(",")
        if reason not in REASONS or bundle not in count or not re.fullmatch("0|[1-9][0-9]*", index) or int(index) >= count[bundle] or (bundle, int(index)) in struck: no("strikes.csv")
        struck.add((bundle, int(index)))
    if head != "bundle,index,reason" or end != "" or lines != sorted(lines): no("strikes.csv")
    return struck, {i["bundle"] for i in r["identities"] if not i["counts"]}

def counted_ballots(e, package):
    """Checks 2 and 3. Lists of ballots by (collector, style), bundles by sequence, ballots by index."""
    bundles, manifests = read_bundles(e, package)
    ruled, revoked, amendments = read_amendments(e, package, bundles)
    struck, unidentified = read_reconciliation(e, package, bundles, manifests, amendments)
    cells, tracking, seen = {}, [], set()
    for collector, sequence, style, bundle, own in bundles:
        out = ruled.get((bundle, None), sequence > revoked.get(collector, sequence)) or bundle in unidentified
        for i, ballot in enumerate(own):
            fate = "excluded" if out or ruled.get((bundle, i), False) else "struck" if (bundle, i) in struck else "counted"
            if fate != "excluded":
                if ballot in seen: raise Refused("duplicate-ballot", f"{bundle} {i}")
                seen.add(ballot)
            tracking.append(f"{hash256(ballot)} {fate}\n")
            if fate == "counted": cells.setdefault((collector, style), []).append(ballot)
    if "".join(sorted(tracking)).encode() != package.read("tracking.txt"): raise Refused("tracking", "tracking.txt")
    return cells

def read_lists(e, cells):
    """Check 4: the lists, and how many ballots of each (collector, style) are unreadable."""
    lists, unreadable = {}, {}
    for (collector, style), ballots in cells.items():
        for ballot in ballots:
            if is_readable(e, collector, style, ballot):
                for contest, part in zip(e.styles[style]["contests"], slices(e, style, ballot)): lists.setdefault((collector, style, contest), []).append(part)
            else: unreadable[collector, style] = unreadable.get((collector, style), 0) + 1
    return lists, unreadable

def proof_files(e, package, opened=True):
    """Check 5: (officer, name) of the mixes in their order, of the openings in the officers' order."""
    mixers, openers, names = {}, [], package.names("proof")
    for name in names:
        plain = name.removesuffix(".minisig")
        m = re.fullmatch(r"(?:mix-([1-9][0-9]{0,3})|open)\.(.+)\.bin", plain)
        if not m or m[2] not in e.officers or plain not in names: raise Refused("proof-file", name)
        if name != plain: continue
        officer = e.officers.index(m[2]) + 1
        if m[1] is None: openers.append((officer, name))
        elif int(m[1]) in mixers: raise Refused("proof-file", name)
        else: mixers[int(m[1])] = officer, name
    if sorted(mixers) != list(range(1, len(mixers) + 1)): raise Refused("proof-file", "mixes are not numbered without gap")
    mixers = [mixers[n] for n in sorted(mixers)]
    if len({o for o, _ in mixers}) != len(mixers): raise Refused("officer-repeated", "mix")
    if len(mixers) < e.k or len(openers) != (e.k if opened else 0): raise Refused("quorum", f"{len(mixers)} mixes, {len(openers)} openings, {e.k} needed")
    return mixers, sorted(openers)

def begin(folder, rehearsal=False):
    """Checks 1 to 3: the folder, the election, and its counted ballots by (collector, style). Raises Refused."""
    package = Package(folder)
    e = Election(package.read("election.json"), rehearsal)
    check_keys(e)
    for officer in e.officers:                                     # in this mode all of them sign: that is the end of the ceremony
        if not check_signature(e.people[officer]["publicKey"], e.raw, package.read(f"election.json.{officer}.minisig")):
            raise Refused("signature", f"election.json.{officer}.minisig")
    return package, e, counted_ballots(e, package)

def verify(folder, rehearsal=False, opened=True):
    """Every check of the page FormatProofs, in its order; opened=False: what an officer checks before he uses his share. Raises Refused."""
    package, e, cells = begin(folder, rehearsal)
    lists, unreadable = read_lists(e, cells)
    channel = {c["id"]: c["channel"] for c in e.d["collectors"]}
    counts = {(style, "-", channel[collector], collector, "unreadable"): n for (collector, style), n in unreadable.items()}
    mixers, openers = proof_files(e, package, opened)
    order = [(key, width(e.options(key[2]))) for key in e.lists()]
    data = {}
    for officer, name in mixers + openers:
        data[name] = package.read(f"proof/{name}")
        if not check_signature(e.people[e.officers[officer - 1]]["publicKey"], data[name], package.read(f"proof/{name}.minisig", "proof-signature")):
            raise Refused("proof-signature", name)
        size = mix_size if name.startswith("mix") else open_size
        if len(data[name]) != sum(size(len(lists.get(key, [])), w) for key, w in order): raise Refused("proof-size", name)
    at = dict.fromkeys(data, 0)
    def take(name, n):
        at[name] += n; return data[name][at[name] - n:at[name]]
    final = {}
    for key, w in order:
        L, final[key] = e.list_context(*key), lists.get(key, [])
        N = len(final[key])
        for n, (officer, name) in enumerate(mixers, 1):
            final[key] = check_mix(e, L, n, officer, final[key], w, take(name, mix_size(N, w)), f"{name} {'/'.join(key)}")
    if not opened: return final
    members = [o for o, _ in openers]
    for key, w in order:
        L, current = e.list_context(*key), final[key]
        D = [check_open(e, L, members, officer, current, w, take(name, open_size(len(current), w)), f"{name} {'/'.join(key)}") for officer, name in openers]
        for points in messages(current, D, w):
            row = key[1], key[2], channel[key[0]], key[0], pattern(e, key[2], points); counts[row] = counts.get(row, 0) + 1
    if patterns_csv(counts) != package.read("patterns.csv"): raise Refused("patterns", "patterns.csv")
    return counts

# ---- what may be opened
def small_groups(before, new, smallest):
    """before: the sets of ballots of one (collector, style) that openings begun so far had, by whomever; new: the set to be opened now. Ballots that stand in
    exactly the same of these sets are a group; the result is the sizes of the groups that are too small, ascending. Empty: it may be opened."""
    groups = {}
    for ballot in set().union(new, *before): groups.setdefault(tuple(ballot in s for s in (*before, new)), []).append(ballot)
    return sorted(len(g) for g in groups.values() if len(g) < smallest)

if __name__ == "__main__":
    arguments = [a for a in sys.argv[1:] if a != "--rehearsal"]
    if len(arguments) == 2 and arguments[0] in ("verify", "before"):
        try: verify(arguments[1], "--rehearsal" in sys.argv, arguments[0] == "verify"); print("ok")
        except Refused as refused: print(refused); sys.exit(1)
    else: print(__doc__); sys.exit(2)
