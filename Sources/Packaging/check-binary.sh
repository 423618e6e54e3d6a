#!/bin/bash
# check-binary.sh BINARY: what must hold of the program that is given to people, read from its headers.
set -euo pipefail
binary=$1
fail() { echo "$binary: $*" >&2; exit 1; }

# No library is ever looked for beside the program, which may lie on a stick.
if readelf -dW "$binary" | grep -E 'RPATH|RUNPATH'; then fail "names a folder for libraries"; fi
if readelf -dW "$binary" | grep NEEDED | grep -vE '\[(libc\.so|libm\.so|ld-linux)'; then
  fail "needs a library beside the C library"
fi
# Full RELRO: what the loader fills in is complete and closed to writing before the program begins.
readelf -lW "$binary" | grep -w GNU_RELRO >/dev/null || fail "has no segment GNU_RELRO"
readelf -dW "$binary" | grep -w BIND_NOW >/dev/null || fail "binds its symbols late"
readelf -hW "$binary" | grep -w DYN >/dev/null || fail "always lies at one address"
readelf -lW "$binary" | grep -w GNU_STACK | grep -w RW >/dev/null || fail "has a stack that runs"
