#!/usr/bin/env bash
# Builds the standard library of wasm32-unknown-unknown for Debian's own Rust compiler and puts it where that compiler
# looks. For machines that reach the package registries but not rustup's downloads; scripts/setup.sh calls it when
# `rustup target add` has failed. About a minute.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/common.sh
source scripts/wasm-env.sh

SYSROOT_LIB=/usr/lib/rustlib/$WASM_TARGET/lib

build_std() {
  local crate=$1
  mkdir -p "$crate/src"
  : >"$crate/src/lib.rs"
  # The empty [workspace] keeps cargo from looking for one in the folders above.
  printf '[package]\nname = "empty"\nedition = "2021"\n[workspace]\n' >"$crate/Cargo.toml"
  # RUSTC_BOOTSTRAP lets a stable compiler take -Z build-std. Without bitcode in the library, LTO fails later.
  (
    cd "$crate"
    RUSTC_BOOTSTRAP=1 CARGO_TARGET_DIR="$crate/target" \
      CARGO_ENCODED_RUSTFLAGS="$CARGO_ENCODED_RUSTFLAGS"$'\x1f'-Cembed-bitcode=yes \
      cargo build --release --quiet --target "$WASM_TARGET" \
      -Z build-std=std,panic_abort,panic_unwind,proc_macro
  )
}

install_std() {
  local built=$1/target/$WASM_TARGET/release/deps
  rm -f "$built"/libempty-*.rlib
  # Libraries of an earlier compiler are in the way of this one's.
  as_root rm -rf "$SYSROOT_LIB"
  as_root mkdir -p "$SYSROOT_LIB"
  as_root cp "$built"/*.rlib "$SYSROOT_LIB/"
}

apt_install rustc-web cargo-web rust-web-src
use_debian_rust
set_flags
crate=$(mktemp -d)
trap 'rm -rf "$crate"' EXIT
say "building the standard library of $WASM_TARGET with $($DEBIAN_RUSTC --version)"
build_std "$crate"
install_std "$crate"
has_wasm_target "$DEBIAN_RUSTC" ||
  fail "$DEBIAN_RUSTC still cannot compile for $WASM_TARGET; look into $SYSROOT_LIB"
