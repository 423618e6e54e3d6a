#!/bin/bash
# needs.sh PURPOSE …: sees that what these purposes need is there. Debian's packages are installed
# where that takes no question; otherwise everything that is missing is said at once, in one line to copy.
#
#     SWIFT=… PYTHON=… needs.sh build test
#
# SWIFT is the compiler that was found, PYTHON one with what the tests check with; both may be empty.
set -euo pipefail
PATH=$PATH:/usr/sbin:/sbin

# Each line: purpose, Debian's package, and what shows that it is there, any of: a command, a library,
# a path. The first six are what Swift itself takes, which comes as an archive and so names nothing.
needs=$(cat <<END
build    libncurses6           libncurses.so.6
build    libcurl4              libcurl.so.4
build    libxml2               libxml2.so.2
build    libsqlite3-0          libsqlite3.so.0
build    libstdc++-12-dev      /usr/lib/gcc/*/*/libstdc++.so
build    binutils              ld
build    libsodium-dev         /usr/include/sodium.h /usr/local/include/sodium.h
python   python3               python3
test     python3               /usr/bin/python3
test     python3-venv          ${PYTHON:-/nowhere} /usr/lib/python3*/ensurepip
test     git                   git
test     minisign              minisign
test     tmux                  tmux
test     strace                strace
test     dosfstools            mkfs.vfat
test     fusefat               fusefat
test     faketime              faketime
test     groff                 groff
test     zsh                   zsh
test     fish                  fish
test     chromium              chromium
test     fonts-noto-cjk        /usr/share/fonts/opentype/noto
bench    valgrind              valgrind
bench    belenios-tool         belenios-tool
dist     python3               python3
dist     gcc                   gcc
dist     git                   git
sign     minisign              minisign
check    lintian               lintian
check    mmdebstrap            mmdebstrap
check    uidmap                newuidmap
END
)

is_there() {
  case $1 in
    /*) [ -e "$1" ] ;;
    *.so.*) ldconfig -p | grep -F "$1 " >/dev/null ;;
    *) command -v "$1" >/dev/null ;;
  esac
}

missing=()
while read -r purpose package signs; do
  [[ " $* " == *" $purpose "* && " ${missing[*]} " != *" $package "* ]] || continue
  # Unquoted: patterns of paths are meant.
  for sign in $signs; do
    if is_there "$sign"; then continue 2; fi
  done
  missing+=("$package")
done <<<"$needs"

as=()
if [ "${#missing[@]}" != 0 ]; then
  if [ "$(id -u)" != 0 ]; then as=(sudo -n); fi
  if command -v apt-get >/dev/null && "${as[@]}" true 2>/dev/null; then
    echo "missing, and now installed: ${missing[*]}"
    "${as[@]}" apt-get update -q
    "${as[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get install -q -y --no-install-recommends "${missing[@]}"
    missing=()
  fi
fi

if [ "${#missing[@]}" != 0 ]; then
  if command -v apt-get >/dev/null; then
    echo "Please install what is missing, and run make again:"
    echo "    sudo apt-get update && sudo apt-get install ${missing[*]}"
  else
    echo "This is no Debian. Please install what your system has for these, and run make again:"
    echo "    ${missing[*]}"
  fi >&2
fi
if [ -z "${SWIFT:-}" ]; then
  echo "Swift is missing: there is none on PATH, in /opt/swift or in ~/.local/share/swiftly. Install" >&2
  echo "Swift 6.3 from https://www.swift.org/install/linux/ and run make again." >&2
fi
[ "${#missing[@]}" = 0 ] && [ -n "${SWIFT:-}" ]
