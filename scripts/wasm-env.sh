# shellcheck shell=bash
# Sourced by every script that builds for the browser, with the repository as the working directory. It picks the
# compiler that has the wasm32-unknown-unknown target and exports what cargo and wasm-pack need to use it. Nothing is
# remembered between calls: asking the compilers takes a tenth of a second and cannot be out of date.
#
# Two compilers are considered:
#   1. the one on PATH, rustup's, after `rustup target add wasm32-unknown-unknown`;
#   2. Debian's /usr/bin/rustc, for which scripts/wasm-std.sh has built the target's standard library.
#
# The first that has the source of the standard library, too, is preferred: then the library is compiled with the module,
# for size, and a panic is one instruction instead of a message, with its place, that no reader sees. That is 4 kB, gzipped. Else the
# compiled library is used; with KEYSEEK_STD=compiled always.

WASM_TARGET=wasm32-unknown-unknown
DEBIAN_RUSTC=/usr/bin/rustc
# A jump over a test whose outcome is known costs a copy of what stands between: without, the module is 0.1 kB smaller and no slower.
STD_SOURCE_FLAGS=(-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zmir-enable-passes=-JumpThreading)

# An empty crate compiles only where the target's standard library is present and was made by this very compiler.
has_wasm_target() {
  mkdir -p .tools/probe
  "$1" --target "$WASM_TARGET" --crate-name probe --crate-type lib --emit metadata \
    --out-dir .tools/probe - </dev/null >/dev/null 2>&1
}

# RUSTC_BOOTSTRAP lets a stable compiler take flags that are not stable yet: building the library is no other code, but
# another compiler may not know them.
has_std_source() {
  [ "${KEYSEEK_STD:-source}" = source ] &&
    [ -f "$("$1" --print sysroot)/lib/rustlib/src/rust/library/Cargo.lock" ] &&
    RUSTC_BOOTSTRAP=1 "$1" --target "$WASM_TARGET" "${STD_SOURCE_FLAGS[@]}" --print cfg >/dev/null 2>&1
}

use_std_source() {
  export RUSTC_BOOTSTRAP=1 CARGO_UNSTABLE_BUILD_STD=std,panic_abort
  export CARGO_UNSTABLE_BUILD_STD_FEATURES=optimize_for_size
}

# Puts Debian's rustc and cargo first in PATH without the rest of /usr/bin, which may hold another Node.
use_debian_rust() {
  local sysroot
  sysroot=$(rustc --print sysroot)
  set -- "$sysroot"/lib/rustlib/*/bin/rust-lld
  export CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER=$1
  mkdir -p .tools/debian-rust
  ln -sf "$DEBIAN_RUSTC" /usr/bin/cargo .tools/debian-rust/
  export PATH="$PWD/.tools/debian-rust:$PATH"
}

# Panic messages carry source paths. The prefixes go: they are bytes that every reader loads, they name the builder's
# home folder, and they would make the module differ from one machine to the next.
set_flags() {
  local folder flags="" separator=$'\x1f'
  local registry="${CARGO_HOME:-$HOME/.cargo}/registry/src"
  # The folder must be there before the first build, or the second build's flags would differ and rebuild it all.
  compgen -G "$registry/*/" >/dev/null || cargo fetch --quiet || return 1
  for folder in "$registry"/*/; do
    flags+="--remap-path-prefix=${folder%/}=crates$separator"
  done
  flags+="--remap-path-prefix=$(rustc --print sysroot)/lib/rustlib/src/rust=rust$separator"
  flags+="--remap-path-prefix=$PWD=keyseek"
  # Without them wasm-bindgen adds no table of JavaScript's values, of which none cross.
  flags+="$separator-Ctarget-feature=-reference-types"
  # WebAssembly adds an offset where it loads; that LLVM has pointers walk along instead is 0.3 kB more, and no faster.
  flags+="$separator-Cllvm-args=-disable-lsr"
  if [ -n "${CARGO_UNSTABLE_BUILD_STD:-}" ]; then
    flags+=$(printf "$separator%s" "${STD_SOURCE_FLAGS[@]}")
  fi
  export CARGO_ENCODED_RUSTFLAGS=$flags
}

select_wasm_compiler() {
  local rustc compilers=()
  for rustc in rustc "$DEBIAN_RUSTC"; do
    if command -v "$rustc" >/dev/null && has_wasm_target "$rustc"; then compilers+=("$rustc"); fi
  done
  if [ "${#compilers[@]}" = 0 ]; then
    echo "keyseek: no compiler here has the $WASM_TARGET target; run \`make setup\`" >&2
    return 1
  fi
  for rustc in "${compilers[@]}"; do
    if has_std_source "$rustc"; then
      use_compiler "$rustc"
      use_std_source
      return
    fi
  done
  use_compiler "${compilers[0]}"
}

use_compiler() {
  if [ "$1" = "$DEBIAN_RUSTC" ]; then use_debian_rust; fi
}

# One folder for every build of this target: a different compiler or different flags in target/ would rebuild it all.
enter_wasm_env() {
  export PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
  export CARGO_TARGET_DIR="$PWD/target/wasm"
  select_wasm_compiler && set_flags
}
