#!/usr/bin/env python3
"""Makes the Debian package from a built binary, with lists of hashes and signatures of them.

    package.py BINARY --to DIR [--key minisign.key]

The same binary and the same commit give the same bytes: times are the commit's, names are sorted,
everything belongs to root.
"""

import argparse
import gzip
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What Debian says of the library that is linked in.
SODIUM = Path("/usr/share/doc/libsodium-dev/copyright")
# What Debian 12 has; the binary needs no more than its C library.
LIBC = "2.36"
SHELLS = {
    "bash": ("coldcount.bash", "usr/share/bash-completion/completions/coldcount"),
    "zsh": ("_coldcount", "usr/share/zsh/vendor-completions/_coldcount"),
    "fish": ("coldcount.fish", "usr/share/fish/vendor_completions.d/coldcount.fish"),
}


def run(*command, **options):
    return subprocess.run(command, check=True, capture_output=True, text=True, **options).stdout


def commit_time():
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return int(epoch)
    return int(run("git", "log", "-1", "--format=%ct", cwd=ROOT))


def maintainer():
    """Whom the commit names: there is no other address."""
    return f"Coldcount maintainers <{run('git', 'log', '-1', '--format=%ae', cwd=ROOT).strip()}>"


def put(path, data, mode=0o644):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    path.chmod(mode)


def squeezed(data):
    return gzip.compress(data, compresslevel=9, mtime=0)


def fill(tree, binary, version, epoch):
    """Lays the files of the package out."""
    put(tree / "usr/bin/coldcount", binary.read_bytes(), 0o755)
    with tempfile.TemporaryDirectory() as made:
        for what in ["man", *SHELLS]:
            run(str(binary), "generate", what, "--to", f"{made}/{what}", "--lang", "en")
        for page in sorted(Path(made, "man").iterdir()):
            put(tree / f"usr/share/man/man1/{page.name}.gz", squeezed(page.read_bytes()))
        for shell, (name, target) in SHELLS.items():
            put(tree / target, Path(made, shell, name).read_bytes())
    documents = tree / "usr/share/doc/coldcount"
    put(documents / "copyright", (ROOT / "Sources/Packaging/copyright").read_bytes() + SODIUM.read_bytes())
    put(documents / "README.md.gz", squeezed((ROOT / "README.md").read_bytes()))
    put(documents / "keys.md", (ROOT / "keys/README.md").read_bytes())
    day = run("date", "-u", "-R", "-d", f"@{epoch}").strip()
    changes = f"coldcount ({version}) unstable; urgency=medium\n\n  * Release {version}.\n\n"
    put(documents / "changelog.gz", squeezed(f"{changes} -- {maintainer()}  {day}\n".encode()))
    for folder in ("samples", "keys"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.is_file() and path.suffix not in (".py", ".png"):
                name = path.relative_to(ROOT / folder)
                if folder == "samples" or name.suffix == ".pub":
                    put(tree / "usr/share/coldcount" / folder / name, path.read_bytes())
    for path in sorted((ROOT / "Sources/Packaging/schemas").iterdir()):
        put(tree / "usr/share/coldcount/schemas" / path.name, path.read_bytes())
    # The second audit, and what it checks proofs with.
    for name in ("audit", "proofs", "proofs_check", "proofs_group"):
        put(tree / f"usr/share/coldcount/{name}.py", (ROOT / f"Tests/Peers/{name}.py").read_bytes())


def control(tree, version, architecture):
    files = sorted(path for path in tree.rglob("*") if path.is_file())
    size = sum(-(-path.stat().st_size // 1024) for path in files) + len(files)
    sums = "".join(
        f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
    )
    put(tree / "DEBIAN/md5sums", sums.encode())
    put(tree / "DEBIAN/control", f"""\
Package: coldcount
Version: {version}
Section: utils
Priority: optional
Architecture: {architecture}
Maintainer: {maintainer()}
Installed-Size: {size}
Depends: libc6 (>= {LIBC})
Suggests: python3-nacl
Description: count a vote on a laptop that has never been online
 Imports sealed ballots from removable media, merges paper counts that two
 people keyed, strikes the ballots of people who voted twice without showing
 who they are, and writes a signed result that anybody can check.
""".encode())


def build(binary, to, key):
    version = run(str(binary), "--version").split()[1]
    epoch = commit_time()
    architecture = run("dpkg", "--print-architecture").strip()
    to.mkdir(parents=True, exist_ok=True)
    package = to / f"coldcount_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        fill(tree, binary, version, epoch)
        control(tree, version, architecture)
        for path in [tree, *tree.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
            os.utime(path, (epoch, epoch))
        run("dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", "--build",
            str(tree), str(package), env={**os.environ, "SOURCE_DATE_EPOCH": str(epoch)})
    shutil.copyfile(binary, to / "coldcount")
    (to / "coldcount").chmod(0o755)
    names = ["coldcount", package.name]
    for list_name, digest in (
        ("SHA256SUMS", lambda data: hashlib.sha256(data)),
        ("B2SUMS", lambda data: hashlib.blake2b(data, digest_size=32)),
    ):
        lines = [f"{digest((to / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
        (to / list_name).write_text("".join(lines))
        signature = to / f"{list_name}.minisig"
        signature.unlink(missing_ok=True)
        if key:
            subprocess.run(
                ["minisign", "-S", "-s", str(key), "-m", str(to / list_name),
                 "-t", f"coldcount {version} {list_name}"], check=True, stdout=subprocess.DEVNULL)
    print(package)
    print(f"signed with {key}" if key else "UNSIGNED: give KEY=minisign.key to sign the lists")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("binary", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    parser.add_argument("--key", type=Path)
    options = parser.parse_args()
    try:
        build(options.binary.resolve(), options.to.resolve(), options.key)
    except subprocess.CalledProcessError as error:
        sys.exit(f"{error.cmd[0]} failed: {error.stderr or error.returncode}")


if __name__ == "__main__":
    main()
