"""The group, the one hash, and marks as points, for proofs.py: libsodium's, called through ctypes.

Clear rather than fast, not constant time: for vectors and tests only."""
import ctypes

# ---- libsodium
S = ctypes.CDLL("libsodium.so.23")
_stream = {"seed": None, "n": 0}           # test vectors only: a seed makes every random byte, libsodium's own too, follow from it

def _buf(p, n):
    ctypes.memmove(p, _seeded(n), n)
def _seeded(n):
    out = b""
    while len(out) < n:
        _stream["n"] += 1
        out += _blake(_stream["seed"] + _stream["n"].to_bytes(8, "big"), 64)
    return out[:n]
class _Impl(ctypes.Structure):
    _fields_ = [("name", ctypes.CFUNCTYPE(ctypes.c_char_p)), ("random", ctypes.CFUNCTYPE(ctypes.c_uint32)),
                ("stir", ctypes.c_void_p), ("uniform", ctypes.c_void_p),
                ("buf", ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_size_t)), ("close", ctypes.c_void_p)]
_keep = []
def seed_everything(seed):
    """Before anything else; never in a real election."""
    _stream.update(seed=seed, n=0)
    if not _keep:
        impl = _Impl(_Impl._fields_[0][1](lambda: b"seeded"), _Impl._fields_[1][1](lambda: int.from_bytes(_seeded(4), "big")),
                     None, None, _Impl._fields_[4][1](_buf), None)
        _keep.append(impl); S.randombytes_set_implementation(ctypes.byref(impl))
    S.sodium_init()

def _call(function, size, *args):
    out = ctypes.create_string_buffer(size)
    code = getattr(S, function)(out, *args)
    return code, out.raw
def _blake(data, size, key=None):
    out = ctypes.create_string_buffer(size)
    S.crypto_generichash(out, ctypes.c_size_t(size), data, ctypes.c_ulonglong(len(data)), key, ctypes.c_size_t(len(key) if key else 0))
    return out.raw
def random_bytes(n):
    if _stream["seed"] is not None: return _seeded(n)
    out = ctypes.create_string_buffer(n); S.randombytes_buf(out, ctypes.c_size_t(n)); return out.raw
S.sodium_init()

def hash256(data): return _blake(data, 32).hex()                   # `hash` of the formats

# ---- the group
IDENTITY = ZERO = bytes(32)
ONE = (1).to_bytes(32, "little")
def is_point(p):
    """Canonical and not the identity. libsodium 1.0.18 overlooks the highest bit (RFC 9496 section 4.3.1 does not): look at it here."""
    return len(p) == 32 and p != IDENTITY and p[31] < 128 and S.crypto_core_ristretto255_is_valid_point(p) == 1
def is_scalar(s): return len(s) == 32 and _call("crypto_core_ristretto255_scalar_reduce", 32, s + bytes(32))[1] == s
def add(p, q):
    code, out = _call("crypto_core_ristretto255_add", 32, p, q); assert code == 0; return out
def sub(p, q):
    code, out = _call("crypto_core_ristretto255_sub", 32, p, q); assert code == 0; return out
def mul(s, p):
    """libsodium gives -1 where the product is the identity; both causes are taken out before."""
    if s == ZERO or p == IDENTITY: return IDENTITY
    code, out = _call("crypto_scalarmult_ristretto255", 32, s, p); assert code == 0; return out
def base(s):
    if s == ZERO: return IDENTITY
    code, out = _call("crypto_scalarmult_ristretto255_base", 32, s); assert code == 0; return out
def total(points):
    out = IDENTITY
    for p in points: out = add(out, p)
    return out
def sadd(a, b): return _call("crypto_core_ristretto255_scalar_add", 32, a, b)[1]
def ssub(a, b): return _call("crypto_core_ristretto255_scalar_sub", 32, a, b)[1]
def smul(a, b): return _call("crypto_core_ristretto255_scalar_mul", 32, a, b)[1]
def sinv(a): return _call("crypto_core_ristretto255_scalar_invert", 32, a)[1]
def ssum(xs):
    out = ZERO
    for x in xs: out = sadd(out, x)
    return out
def number(n): return n.to_bytes(32, "little")                     # a small number as a scalar
def random_scalar(): return scalar(random_bytes(64))
def scalar(digest64): return _call("crypto_core_ristretto255_scalar_reduce", 32, digest64)[1]

# ---- the one hash
def H(label, *items):
    """64 bytes. Every item is preceded by its length, so that no two inputs run together; numbers are 8 bytes big-endian."""
    text = b"coldcount/verifiable/1\n" + label.encode() + b"\n"
    for item in items:
        if isinstance(item, int): item = item.to_bytes(8, "big")
        if isinstance(item, str): item = item.encode()
        if isinstance(item, (list, tuple)): item = b"".join(item)
        text += len(item).to_bytes(8, "big") + item
    return _blake(text, 64)
def derived(seed, L, n, name, v, i):
    """A secret scalar of a mix, from the 32 bytes drawn for this run. L is in it: the same scalars in two lists tell both permutations."""
    return scalar(H("secret", seed, L, n, name, v, i))
_generators = {}
def generator(i):
    """h is generator(0), h_i is generator(i): nobody knows a logarithm of one to another, and no election chooses them."""
    if i not in _generators:
        _generators[i] = _call("crypto_core_ristretto255_from_hash", 32, H("generator", i))[1]
    return _generators[i]

# ---- marks to points and back
BLOCK = 30
def width(options): return max(1, -(-options // BLOCK))
def encode_block(block):
    for counter in range(1, 8192):
        p = bytes([2 * (counter % 128)]) + block + bytes([counter // 128])
        if S.crypto_core_ristretto255_is_valid_point(p) == 1: return p
    raise ValueError("no point")                                   # (3/4)^8191: does not happen
def encode(marks):
    padded = bytes(marks) + bytes(BLOCK * width(len(marks)) - len(marks))
    return [encode_block(padded[i:i + BLOCK]) for i in range(0, len(padded), BLOCK)]
def decode(points, options):
    """The marks, or None: malformed. Only the encoding that `encode` gives is one."""
    data = b"".join(p[1:31] for p in points)
    marks = data[:options]
    return marks if encode(marks) == list(points) else None

