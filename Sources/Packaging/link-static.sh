#!/bin/bash
# link-static.sh: builds .build/static/coldcount, which needs nothing of the system but its C library.
#
# Sources are compiled as if they lay in one fixed folder, and what would differ between two builds
# of one commit (the build id, a hash over paths, the table of symbols) is left out: the same commit
# gives the same bytes in every folder. The linker's own -s would not do: Package.swift asks it for
# --strip-debug, and the last one holds.
set -euo pipefail
cd "$(dirname "$0")/../.."
here=$(pwd)
swift=${SWIFT:-swift}
lib="$here/.build/static-lib"
mkdir -p "$lib" .build/static
# The archive alone lies there, so that the linker cannot take the shared library.
ln -sf "$(gcc -print-file-name=libstdc++.a)" "$lib/libstdc++.a"
# Where the compiler's choices hang on addresses they are the same each time.
fixed=()
if setarch -R true 2>/dev/null; then fixed=(setarch -R); fi
STATIC_SODIUM=1 "${fixed[@]}" "$swift" build -c release --product coldcount --scratch-path .build/static-build \
  --static-swift-stdlib --disable-local-rpath \
  -Xswiftc -use-ld=lld -Xswiftc -Xclang-linker -Xswiftc -static-libgcc \
  -Xswiftc -file-prefix-map -Xswiftc "$here=/coldcount" -Xcc "-ffile-prefix-map=$here=/coldcount" \
  -Xlinker "-L$lib" -Xlinker --gc-sections -Xlinker -z -Xlinker now -Xlinker -z -Xlinker relro \
  -Xlinker --build-id=none
# The toolchain's own: with -R that of binutils loses the segment PT_GNU_RELRO, without a word.
"$(dirname "$(command -v "$swift")")/llvm-objcopy" --strip-all -R .swift_modhash \
  .build/static-build/release/coldcount .build/static/coldcount
bash Sources/Packaging/check-binary.sh .build/static/coldcount
