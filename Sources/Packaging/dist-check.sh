#!/bin/bash
# dist-check.sh: builds this commit twice, in two folders, and compares what comes out byte by byte;
# then lintian looks at the package, the headers of the program in it are read, and it is tried.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$(mktemp -d /tmp/coldcount-dist-XXXXXX)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse HEAD)
# Both before anything is built: meanwhile this repository may go on.
for name in one another-folder; do
  git clone -q . "$work/$name/source"
  git -C "$work/$name/source" checkout -q --detach "$commit"
done
for name in one another-folder; do
  (cd "$work/$name/source" && bash Sources/Packaging/link-static.sh >"$work/$name.log" 2>&1) ||
    { cat "$work/$name.log" >&2; exit 1; }
  python3 "$work/$name/source/Sources/Packaging/package.py" \
    "$work/$name/source/.build/static/coldcount" --to "$work/$name/dist" >/dev/null
done
diff -r "$work/one/dist" "$work/another-folder/dist"
echo "Two builds of $commit in two folders give the same bytes:"
cat "$work/one/dist/SHA256SUMS"
lintian --fail-on error "$work"/one/dist/*.deb
echo "lintian finds no error"
deb=$(echo "$work"/one/dist/*.deb)
dpkg-deb --fsys-tarfile "$deb" | tar -xO ./usr/bin/coldcount >"$work/packaged"
bash Sources/Packaging/check-binary.sh "$work/packaged"
bash Sources/Packaging/try-package.sh "$deb"
