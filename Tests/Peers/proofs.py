"""Ballots, mixes, openings, keys and definitions with proofs, from the page FormatProofs: made by another hand than
the program, in another language. proofs_check.py checks a folder with them.

Points and scalars are 32 bytes, libsodium's own encodings. Officers and list positions are counted from 1."""
import base64, ctypes, json, re

from proofs_group import *
from proofs_group import S, _blake, _call

# ---- texts, signatures, definition
def b64(b): return base64.b64encode(b).decode()
def unb64(t, n):
    b = base64.b64decode(t, validate=True)
    if len(b) != n or b64(b) != t: raise ValueError("base64")
    return b
class Refused(Exception):
    def __init__(s, code, place): super().__init__(f"{code}: {place}"); s.code, s.place = code, place
def canon(o): return (json.dumps(o, sort_keys=True, separators=(",", ":"), ensure_ascii=False) + "\n").encode()
def parse(raw, form, code, place):
    """Canonical JSON of this format, or the code."""
    try: o = json.loads(raw); good = canon(o) == raw and o["format"] == form
    except (ValueError, KeyError, TypeError): good = False
    if not good: raise Refused(code, place)
    return o

class Signer:
    """minisign, prehashed."""
    def __init__(s, seed=None):
        s.pk, s.sk = ctypes.create_string_buffer(32), ctypes.create_string_buffer(64)
        seed = seed or random_bytes(32)
        S.crypto_sign_seed_keypair(s.pk, s.sk, seed); s.id = _blake(seed, 8)
    @property
    def public(s): return b64(b"Ed" + s.id + s.pk.raw)
    def _sign(s, m):
        out = ctypes.create_string_buffer(64); S.crypto_sign_detached(out, None, m, ctypes.c_ulonglong(len(m)), s.sk); return out.raw
    def sign(s, data, comment):
        sig = s._sign(_blake(data, 64))
        return (f"untrusted comment: signature from coldcount\n{b64(b'ED' + s.id + sig)}\n"
                f"trusted comment: {comment}\n{b64(s._sign(sig + comment.encode()))}\n").encode()
def check_signature(public, data, text):
    try:
        _, line, comment, line2, end = text.decode().split("\n")
        key, sig, glob = unb64(public, 42), unb64(line, 74), unb64(line2, 64)
        comment = comment.removeprefix("trusted comment: ").encode()
    except Exception: return False
    verify = lambda s, m: S.crypto_sign_verify_detached(s, m, ctypes.c_ulonglong(len(m)), key[10:]) == 0
    return (end == "" and sig[:2] == b"ED" and sig[2:10] == key[2:10] and verify(sig[10:], _blake(data, 64))
            and verify(glob, sig[10:] + comment))

class Election:
    """A definition, `coldcount/election/2`. In a rehearsal `id`, which every hash takes in, is another; the files' hash is not."""
    def __init__(e, raw, rehearsal=False):
        e.raw, d = raw, parse(raw, "coldcount/election/2", "definition", "election.json")
        e.d, e.hash = d, hash256(raw)
        e.id = bytes.fromhex(e.hash)
        if rehearsal: e.id = _blake(b"coldcount/rehearsal/1\n" + e.id, 32)
        e.contests = {c["id"]: c for c in d["contests"]}
        e.styles = {s["id"]: s for s in d["styles"]}
        e.people = {p["id"]: p for p in d["people"]}
        e.officers = [p["id"] for p in d["people"] if p["role"] == "officer"]
        e.k, e.n, e.sign = d["quorum"]["open"], len(e.officers), d["quorum"]["sign"]
        if any(len(c["options"]) > MAX_OPTIONS for c in d["contests"]): raise Refused("definition", "too many options")
        if any(sum(e.widths(s)) > MAX_POINTS for s in e.styles): raise Refused("definition", "too many points in a style")
        if sum(1 for _ in e.lists()) > MAX_LISTS: raise Refused("definition", "too many lists")
    @property
    def Y(e): return unb64(e.d["keys"]["count"], 32)
    def options(e, contest): return len(e.contests[contest]["options"])
    def widths(e, style): return [width(e.options(c)) for c in e.styles[style]["contests"]]
    def ballot_size(e, style): return 64 * sum(e.widths(style)) + 64
    def lists(e):
        """Every list there can be, in the order in which the proof files hold them: the definition's order of collectors and styles."""
        for c in e.d["collectors"]:
            if "ballots" not in c["roles"]: continue
            for s in e.d["styles"]:
                if s["id"] in c["styles"]:
                    for contest in s["contests"]: yield c["id"], s["id"], contest
    def points(e): return [[unb64(p, 32) for p in o["points"]] for o in e.d["keys"]["officers"]]
    def public_share(e, index): return public_share(e.points(), index)
    def list_context(e, collector, style, contest): return H("list", e.id, e.Y, collector, style, contest)
    def signed(e, name, raw, read):
        """How many officers' signatures hold beside a file that several sign; one that is there and does not hold is None."""
        found = [(o, read(f"{name}.{o}.minisig")) for o in e.officers]
        held = [check_signature(e.people[o]["publicKey"], raw, text) for o, text in found if text is not None]
        return sum(held) if all(held) else None
MAX_OPTIONS, MAX_POINTS, MAX_LISTS, MAX_BALLOTS = 10_020, 2**16, 2**20, 2**24
def draft_hash(d):
    """Of the definition as it stands before the ceremony: `keys` has `ceremony` and `vault` by then."""
    return bytes.fromhex(hash256(canon({**d, "keys": {k: v for k, v in d["keys"].items() if k not in ("count", "officers")}})))
def box_key(text):
    """An officer's X25519 key, or None: of another length or of low order."""
    try: key = unb64(text, 32)
    except (ValueError, TypeError): return None
    return key if _call("crypto_scalarmult", 32, ONE, key)[0] == 0 else None

# ---- ceremony (Pedersen's distributed key generation)
def deal(draft, officer, index, k, n):
    """One officer's polynomial (secret), its public points and the proof that he knows the constant term."""
    a = [random_scalar() for _ in range(k)]
    points = [base(x) for x in a]
    kappa = random_scalar()
    c = scalar(H("deal", draft, officer, index, k, n, points, base(kappa)))
    return a, points, c + sadd(kappa, smul(c, a[0]))
def check_deal(draft, officer, index, k, n, points, proof):
    c, s = proof[:32], proof[32:]
    if len(points) != k or not all(is_point(p) for p in points) or not is_scalar(c) or not is_scalar(s): return False
    return c == scalar(H("deal", draft, officer, index, k, n, points, sub(base(s), mul(c, points[0]))))
def share_for(a, index):
    """f(index), to be sealed to that officer."""
    out = ZERO
    for x in reversed(a): out = sadd(smul(out, number(index)), x)
    return out
def share_point(points, index):
    """f(index)·g from the public points of one dealer."""
    out = IDENTITY
    for p in reversed(points): out = add(mul(number(index), out), p)
    return out
def check_share(points, index, share): return is_scalar(share) and base(share) == share_point(points, index)
def public_share(all_points, index): return total(share_point(p, index) for p in all_points)
def lagrange(members, index):
    out = ONE
    for j in members:
        if j != index: out = smul(out, smul(number(j), sinv(ssub(number(j), number(index)))))
    return out

def box_seal(message, key):
    out = ctypes.create_string_buffer(len(message) + 48)
    assert S.crypto_box_seal(out, message, ctypes.c_ulonglong(len(message)), key) == 0; return out.raw
def make_deal(d, officer):
    """Visit 1 of an officer: his deal file. Nothing secret of it has to be kept."""
    officers = [p for p in d["people"] if p["role"] == "officer"]; k, n = d["quorum"]["open"], len(officers)
    index = [o["id"] for o in officers].index(officer) + 1
    a, points, proof = deal(draft_hash(d), officer, index, k, n)
    boxes = [b64(box_seal(share_for(a, j), box_key(o["box"]))) for j, o in enumerate(officers, 1)]
    return a, {"format": "coldcount/deal/1", "draft": draft_hash(d).hex(), "officer": officer, "points": [b64(p) for p in points], "proof": b64(proof), "boxes": boxes}
def take(d, officer, box, deals, signatures, final):
    """Visit 2 of an officer, whose X25519 pair is box: his share. d is the draft; final is election.json, or None before it is put together."""
    check_draft(d)
    officers = [p for p in d["people"] if p["role"] == "officer"]; k, n = d["quorum"]["open"], len(officers)
    index, draft, share, read = [o["id"] for o in officers].index(officer) + 1, draft_hash(d), ZERO, []
    for i, (dealer, raw, signature) in enumerate(zip(officers, deals, signatures), 1):
        if not check_signature(dealer["publicKey"], raw, signature): raise Refused("signature", dealer["id"])
        x = parse(raw, "coldcount/deal/1", "keys", dealer["id"])
        try: points, proof = [unb64(p, 32) for p in x["points"]], unb64(x["proof"], 64)
        except (ValueError, KeyError, TypeError): raise Refused("keys", dealer["id"])
        if set(x) != {"format", "draft", "officer", "boxes", "points", "proof"} or x["draft"] != draft.hex() or x["officer"] != dealer["id"] \
           or not check_deal(draft, dealer["id"], i, k, n, points, proof): raise Refused("keys", dealer["id"])
        read.append((x, points))
    for dealer, (x, points) in zip(officers, read):
        try: sealed = [unb64(b, 80) for b in x["boxes"]]
        except ValueError: raise Refused("share", dealer["id"])
        out = ctypes.create_string_buffer(32)
        if len(sealed) != n or S.crypto_box_seal_open(out, sealed[index - 1], ctypes.c_ulonglong(80), *box) != 0 or not check_share(points, index, out.raw):
            raise Refused("share", dealer["id"])
        share = sadd(share, out.raw)
    keys = {**d["keys"], "count": b64(total(points[0] for _, points in read)), "officers": [{k_: x[k_] for k_ in ("officer", "points", "proof")} for x, _ in read]}
    if final is not None and final != canon({**d, "keys": keys}): raise Refused("deals", "election.json")
    assert base(share) == public_share([points for _, points in read], index)
    return share
def check_draft(d):
    """Code `keys`: what has to be right before anybody deals."""
    def no(what): raise Refused("keys", f"election.json {what}")
    officers = [p for p in d["people"] if p["role"] == "officer"]
    if not 2 <= d["quorum"]["open"] <= len(officers) <= 16: no("quorum")
    if not re.fullmatch("[0-9a-f]{64}", str(d["keys"].get("ceremony"))): no("ceremony")
    boxes = [box_key(o.get("box")) for o in officers]
    for o, key in zip(officers, boxes):
        if key is None or boxes.count(key) > 1: no(o["id"])

# ---- ballots
def seal(e, collector, style, marks, points=None):
    """marks: one byte string for each contest. `points` overrides what is sealed (for malformed ballots in tests)."""
    points = points or [p for m in marks for p in encode(m)]
    r = [random_scalar() for _ in points]
    text = b"".join(base(x) + add(m, mul(x, e.Y)) for x, m in zip(r, points))
    kappa = random_scalar()
    c = scalar(H("ballot", e.id, e.Y, collector, style, text, base(kappa)))
    s, power = kappa, c
    for x in r: s, power = sadd(s, smul(power, x)), smul(power, c)
    return text + c + s
def is_readable(e, collector, style, ballot):
    """The check that anybody can make of a sealed ballot."""
    if len(ballot) != e.ballot_size(style): return False
    text, c, s = ballot[:-64], ballot[-64:-32], ballot[-32:]
    if not all(is_point(text[i:i + 32]) for i in range(0, len(text), 32)): return False
    if not is_scalar(c) or not is_scalar(s): return False
    t, power = base(s), c
    for i in range(0, len(text), 64): t, power = sub(t, mul(power, text[i:i + 32])), smul(power, c)
    return c == scalar(H("ballot", e.id, e.Y, collector, style, text, t))
def slices(e, style, ballot):
    """What each contest's list gets of a ballot."""
    at = 0
    for w in e.widths(style):
        yield ballot[at:at + 64 * w]; at += 64 * w

# ---- mix
def parts(entry): return [(entry[i:i + 32], entry[i + 32:i + 64]) for i in range(0, len(entry), 64)]
def mix_size(N, w): return N * (64 * w + 128) + 128 + 32 * w if N else 0
def mix_hash(L, number_, officer, before, after, c): return H("mix", L, number_, officer, before, after, c)
def mix_weights(P, N): return [scalar(H("mix-weight", P, i)) for i in range(1, N + 1)]
def mix_challenge(P, chain, t1, t2, t3, t4, th): return scalar(H("mix-challenge", P, chain, t1, t2, t3, t4, th))

def mix(e, L, number_, officer, before, seed=None, trace=None, hasher=mix_hash, challenger=mix_challenge, arrange=sorted, disguise=lambda what, x: x):
    """Re-encrypts a list, sorts it, and proves it. Gives the list and the section of the proof file.
    number_: this is the first, second … mix; officer: index of who mixes; seed: 32 bytes drawn for this run of all lists. hasher and all after it are for wrong mixes in tests."""
    N = len(before)
    if N == 0: return [], b""
    w = len(before[0]) // 64
    seed = seed or random_bytes(32)
    draw = lambda name, i=0, v=0: derived(seed, L, number_, name, v, i)
    every = lambda name: [draw(name, i) for i in range(1, N + 1)]
    rho = [[draw("rho", i, v) for v in range(1, w + 1)] for i in range(1, N + 1)]
    fresh = [b"".join(add(A, base(x)) + add(B, mul(x, e.Y)) for (A, B), x in zip(parts(m), xs)) for m, xs in zip(before, rho)]
    j = arrange(range(N), key=lambda i: fresh[i])                  # position i of the output holds input j[i]
    after = disguise("outputs", [fresh[x] for x in j])
    h, hs = generator(0), [generator(i + 1) for i in range(N)]
    r = every("r")                                                 # r[i] belongs to input i
    c = [None] * N
    for i in range(N): c[j[i]] = add(base(r[j[i]]), hs[i])
    c = disguise("commitments", c)
    P = hasher(L, number_, officer, before, after, c)
    u = mix_weights(P, N)
    up = [u[x] for x in j]
    rh = every("r-chain")
    chain = []
    for i in range(N): chain.append(add(base(rh[i]), mul(up[i], chain[-1] if i else h)))
    chain = disguise("chain", chain)
    o1, o2, o3 = draw("omega-1"), draw("omega-2"), draw("omega-3"); o4 = [draw("omega-4", 0, v) for v in range(1, w + 1)]
    oh, op = every("omega-chain"), every("omega-prime")
    t1, t2 = base(o1), base(o2)
    t3 = add(base(o3), total(mul(op[i], hs[i]) for i in range(N)))
    t4 = []
    for v in range(w):
        t4.append(sub(total(mul(op[i], parts(after[i])[v][0]) for i in range(N)), base(o4[v])))
        t4.append(sub(total(mul(op[i], parts(after[i])[v][1]) for i in range(N)), mul(o4[v], e.Y)))
    th = [add(base(oh[i]), mul(op[i], chain[i - 1] if i else h)) for i in range(N)]
    C = challenger(P, chain, t1, t2, t3, t4, th)
    vs = [ONE] * N
    for i in range(N - 2, -1, -1): vs[i] = smul(up[i + 1], vs[i + 1])
    s1 = sadd(o1, smul(C, ssum(r)))
    s2 = sadd(o2, smul(C, ssum(smul(rh[i], vs[i]) for i in range(N))))
    s3 = sadd(o3, smul(C, ssum(smul(r[i], u[i]) for i in range(N))))
    s4 = [sadd(o4[v], smul(C, ssum(smul(rho[i][v], u[i]) for i in range(N)))) for v in range(w)]
    sh = [sadd(oh[i], smul(C, rh[i])) for i in range(N)]
    sp = [sadd(op[i], smul(C, up[i])) for i in range(N)]
    if trace is not None:
        trace.update(secret=dict(seed=seed.hex(), rho=[[x.hex() for x in xs] for xs in rho], r=[x.hex() for x in r], r_chain=[x.hex() for x in rh], o=[x.hex() for x in (o1, o2, o3)],
                                 o4=[x.hex() for x in o4], o_chain=[x.hex() for x in oh], o_prime=[x.hex() for x in op]))
        trace.update(permutation=[x + 1 for x in j], P=P.hex(), weights=[x.hex() for x in u], t1=t1.hex(), t2=t2.hex(), t3=t3.hex(),
                     t4=[x.hex() for x in t4], t_chain=[x.hex() for x in th], challenge=C.hex())
    section = b"".join(after + c + chain + [C, s1, s2, s3] + s4 + sh + sp)
    assert len(section) == mix_size(N, w)
    return after, section

def read_points(data, place):
    out = [data[i:i + 32] for i in range(0, len(data), 32)]
    for i, p in enumerate(out):
        if not is_point(p): raise Refused("point", f"{place} point {i}")
    return out
def read_scalars(data, place):
    out = [data[i:i + 32] for i in range(0, len(data), 32)]
    for i, s in enumerate(out):
        if not is_scalar(s): raise Refused("scalar", f"{place} scalar {i}")
    return out

def check_mix(e, L, number_, officer, before, w, section, place, hasher=mix_hash, trace=None):
    """Checks one section against the list before and gives the list after."""
    N = len(before)
    if len(section) != mix_size(N, w): raise Refused("proof-size", place)
    if N == 0: return []
    at = 0
    def take(n):
        nonlocal at
        at += n; return section[at - n:at]
    entries = take(64 * w * N)
    read_points(entries, place + " output")
    after = [entries[i:i + 64 * w] for i in range(0, len(entries), 64 * w)]
    c = read_points(take(32 * N), place + " commitment")
    chain = read_points(take(32 * N), place + " chain")
    C, s1, s2, s3, *s4 = read_scalars(take(128 + 32 * w), place)
    sh = read_scalars(take(32 * N), place); sp = read_scalars(take(32 * N), place)
    for i in range(1, N):
        if after[i - 1] >= after[i]: raise Refused("mix-order", f"{place} output {i}")
    h, hs = generator(0), [generator(i + 1) for i in range(N)]
    P = hasher(L, number_, officer, before, after, c)
    u = mix_weights(P, N)
    product = ONE
    for x in u: product = smul(product, x)
    t1 = sub(base(s1), mul(C, sub(total(c), total(hs))))
    t2 = sub(base(s2), mul(C, sub(chain[-1], mul(product, h))))
    t3 = sub(add(base(s3), total(mul(sp[i], hs[i]) for i in range(N))), mul(C, total(mul(u[i], c[i]) for i in range(N))))
    t4 = []
    for v in range(w):
        for side, key in ((0, lambda s: base(s)), (1, lambda s: mul(s, e.Y))):
            old = total(mul(u[i], parts(before[i])[v][side]) for i in range(N))
            new = total(mul(sp[i], parts(after[i])[v][side]) for i in range(N))
            t4.append(sub(sub(new, key(s4[v])), mul(C, old)))
    th = [sub(add(base(sh[i]), mul(sp[i], chain[i - 1] if i else h)), mul(C, chain[i])) for i in range(N)]
    if trace is not None: trace.update(P=P.hex(), challenge=C.hex())
    if C != mix_challenge(P, chain, t1, t2, t3, t4, th): raise Refused("mix-proof", place)
    return after

# ---- opening
def open_size(N, w): return 32 * w * N + 64 if N else 0
def open_hash(L, members, officer, final, D): return H("open", L, [m.to_bytes(8, "big") for m in members], officer, final, D)
def firsts(entries): return [A for entry in entries for A, _ in parts(entry)]
def open_list(e, L, members, index, share, final, trace=None, z=None, hasher=open_hash, disguise=lambda x: x):
    """One officer's part of opening a list. members: the indices of those who open, ascending."""
    if not final: return b""
    z = z or smul(lagrange(members, index), share)
    A = firsts(final)
    D = disguise([mul(z, a) for a in A])
    T = hasher(L, members, index, final, D)
    v = [scalar(H("open-weight", T, i)) for i in range(1, len(A) + 1)]
    astar = total(mul(x, a) for x, a in zip(v, A))
    kappa = scalar(H("nonce", z, random_bytes(32), T))             # hedged: neither a bad generator nor a repeated one gives the share away
    C = scalar(H("open-challenge", T, base(kappa), mul(kappa, astar)))
    if trace is not None:
        trace.update(secret=dict(z=z.hex(), kappa=kappa.hex()), T=T.hex(), weights=[x.hex() for x in v], t1=base(kappa).hex(), t2=mul(kappa, astar).hex(), challenge=C.hex())
    return b"".join(D) + C + sadd(kappa, smul(C, z))
def check_open(e, L, members, index, final, w, section, place):
    if len(section) != open_size(len(final), w): raise Refused("proof-size", place)
    if not final: return []
    D = read_points(section[:-64], place)
    C, s = read_scalars(section[-64:], place)
    A = firsts(final)
    Z = mul(lagrange(members, index), e.public_share(index))
    T = open_hash(L, members, index, final, D)
    v = [scalar(H("open-weight", T, i)) for i in range(1, len(A) + 1)]
    astar, dstar = total(mul(x, a) for x, a in zip(v, A)), total(mul(x, d) for x, d in zip(v, D))
    if C != scalar(H("open-challenge", T, sub(base(s), mul(C, Z)), sub(mul(s, astar), mul(C, dstar)))): raise Refused("open-proof", place)
    return D
def messages(final, all_D, w):
    """B minus all parts, w points an entry."""
    out = []
    for i, entry in enumerate(final):
        out.append([sub(B, total(D[i * w + v] for D in all_D)) for v, (_, B) in enumerate(parts(entry))])
    return out

# ---- patterns
HIGHEST = {"support-oppose": lambda n: 3, "instant-runoff": lambda n: n, "single-transferable": lambda n: n}      # FormatElection
def pattern(e, contest, points):
    n = e.options(contest)
    marks = decode(points, n)
    highest = HIGHEST.get(e.contests[contest]["method"], lambda n: 1)(n)
    if marks is None or any(m > highest for m in marks): return "malformed"
    return marks.hex()
def patterns_csv(counts): 
    lines = sorted(f"{','.join(key)},{n}\n".encode() for key, n in counts.items())
    return b"style,contest,channel,collector,marks,count\n" + b"".join(lines)

