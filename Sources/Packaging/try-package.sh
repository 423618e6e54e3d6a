#!/bin/bash
# try-package.sh DEB: installs the package in a minimal Debian without Swift, and does there as an
# ordinary user what people do first, in each kind of locale.
#
# Root, or an ordinary user who may have user namespaces, makes that Debian with mmdebstrap, which
# runs this very script in it (with --inside) and then takes it away.
set -euo pipefail

outside() {
  local deb here
  deb=$(realpath "$1")
  here=$(realpath "$0")
  if [ "$(id -u)" != 0 ] && ! unshare --map-root-user --map-auto true 2>/dev/null; then
    echo "NOT TRIED: the package in a minimal Debian. That takes root, or user namespaces with" >&2
    echo "uidmap installed and a line for $(id -un) in /etc/subuid and /etc/subgid." >&2
    return
  fi
  mmdebstrap --quiet --variant=minbase --format=null \
    --include=locales,man-db,bash-completion,zsh,fish \
    --customize-hook="copy-in $deb $here /tmp" \
    --chrooted-customize-hook="bash /tmp/${here##*/} --inside /tmp/${deb##*/}" \
    bookworm /dev/null
}

fail() { echo "$*" >&2; exit 1; }

# As who was never root, with nothing of this process's environment.
as_voter() {
  local locale=$1
  shift
  runuser -u voter -- env -i PATH=/usr/bin:/bin HOME=/home/voter TERM=xterm LANG="$locale" "$@"
}

# says WORDS COMMAND …: the command succeeds and prints the words, and nothing on standard error.
says() {
  local words=$1
  shift
  "$@" >/tmp/printed 2>/tmp/complained || fail "$*: status $?: $(cat /tmp/printed /tmp/complained)"
  grep -F -e "$words" /tmp/printed >/dev/null || fail "$*: no '$words': $(tail /tmp/printed)"
  [ ! -s /tmp/complained ] || fail "$*: $(cat /tmp/complained)"
}

try_once() {
  local page
  for page in /usr/share/man/man1/coldcount*; do
    page=${page##*/}
    says NAME as_voter C.UTF-8 man "${page%.1.gz}"
  done
  echo "manual pages: $(find /usr/share/man/man1 -name 'coldcount*' | wc -l) are shown"
  says verify as_voter C.UTF-8 bash -c '. /usr/share/bash-completion/bash_completion
    _completion_loader coldcount || true
    COMP_WORDS=(coldcount ver) COMP_CWORD=1 COMP_LINE="coldcount ver" COMP_POINT=13
    "$(complete -p coldcount | sed -E "s/.*-F ([^ ]+).*/\1/")" coldcount ver coldcount
    printf "%s\n" "${COMPREPLY[@]}"'
  says _coldcount as_voter C.UTF-8 zsh -f -c \
    'autoload -U compinit && compinit -D && print $_comps[coldcount]'
  says verify as_voter C.UTF-8 fish -c 'complete -C "coldcount ver"'
  echo "completions: bash, zsh and fish have them"
  # shellcheck disable=SC2016 # That shell expands it.
  says coldcount unshare --mount sh -c 'umount -l /proc
    setpriv --reuid=voter --regid=voter --clear-groups coldcount --version'
  echo "without /proc: $(cat /tmp/printed)"
}

try_in() {
  local locale=$1 usage=$2 home=/home/voter/$1 status=0
  says "$usage" as_voter "$locale" coldcount --help
  # The stock note that vault and workspace lie on one device goes to standard error.
  as_voter "$locale" coldcount demo "$home" >/tmp/printed 2>/tmp/complained ||
    fail "demo in $locale: status $?: $(tail /tmp/printed /tmp/complained)"
  grep -F '+57,171' /tmp/printed >/dev/null || fail "demo in $locale: $(tail /tmp/printed)"
  as_voter "$locale" coldcount doctor >/tmp/printed 2>&1 || status=$?
  [ "$status" -le 1 ] && [ -s /tmp/printed ] || fail "doctor in $locale: $status: $(cat /tmp/printed)"
  status=0
  { sleep 3; printf q; sleep 1; } |
    as_voter "$locale" script --quiet --return --command \
      "stty rows 24 cols 80; exec coldcount console --workspace '$home/count'" /dev/null \
      >/tmp/printed 2>&1 || status=$?
  [ "$status" = 0 ] && grep -F 2017 /tmp/printed >/dev/null ||
    fail "console in $locale: $status: $(cat -v /tmp/printed)"
  echo "$locale: help, demo, doctor and console"
}

inside() {
  [ -z "$(find / -xdev -name 'libswift*' -print -quit)" ] || fail "there is a Swift in this Debian"
  dpkg -i "$1"
  dpkg --verify coldcount
  useradd --create-home voter
  localedef -i zh_TW -f UTF-8 zh_TW.UTF-8
  try_once
  try_in C Usage
  try_in C.UTF-8 Usage
  try_in zh_TW.UTF-8 用法
  dpkg --purge coldcount
  echo "The package was tried in Debian $(cat /etc/debian_version) by an ordinary user."
}

if [ "$1" = --inside ]; then inside "$2"; else outside "$1"; fi
