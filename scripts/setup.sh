#!/usr/bin/env bash
# scripts/setup.sh [browsers]
#
# Makes everything that the build and the tests need, on a Debian 12 that has rustup with a toolchain, git, make and
# Node; with `browsers`, the browsers beside Chromium that the tests drive, which take some minutes more. Every step is
# skipped when its result is there, so it may run before each build.
#
# The cargo tools go where `cargo install` puts them, not into the project: wasm-pack and wasm-bindgen take minutes to
# compile, and a second clone should find them.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/common.sh
source scripts/wasm-env.sh

WASM_PACK_VERSION=0.15.1
GECKODRIVER_VERSION=0.37.1
TARGET_DOWNLOAD_SECONDS=180

require_basics() {
  has cargo || fail "no cargo on PATH; install rustup from https://rustup.rs, then run this again"
  rustc --version >/dev/null || fail "rustup has no toolchain; run \`rustup default stable\`"
  has npm || fail "no npm on PATH; install Node 20 or newer"
  # Rust programs for this machine are linked by the C compiler.
  has cc || apt_install gcc libc6-dev
}

browser_found() { has chromium || has chromium-browser || has google-chrome || has google-chrome-stable; }

install_browser() {
  [ -n "${KEYSEEK_CHROMIUM:-}" ] || browser_found || apt_install chromium
  # Screenshots of Korean pages show boxes where no font has Hangul, and those that a test compares are in this font.
  [ -n "$(fc-list ':family=Noto Sans CJK KR' family 2>/dev/null)" ] || apt_install fontconfig fonts-noto-cjk
}

# What only tests need, and what fails without it. Everything can be built without.
without() { say "$1 cannot be had here: the tests in $2 will fail. The reason is above"; }

install_other_browsers() {
  [ -n "${KEYSEEK_FIREFOX:-}" ] || has firefox-esr || has firefox || (apt_install firefox-esr) || without Firefox Firefox
  [ -n "${KEYSEEK_GECKODRIVER:-}" ] || has geckodriver || (cargo_install geckodriver "$GECKODRIVER_VERSION") ||
    without geckodriver Firefox
  [ -n "${KEYSEEK_WEBKIT_DRIVER:-}" ] || has WebKitWebDriver || (apt_install webkit2gtk-driver) || without WebKitWebDriver WebKit
  # WebKit needs a display.
  [ -n "${KEYSEEK_XVFB:-}" ] || has Xvfb || (apt_install xvfb) || without Xvfb WebKit
}

install_wasm_target() {
  if (select_wasm_compiler 2>/dev/null); then return; fi
  if has rustup; then
    say "adding the $WASM_TARGET target"
    if timeout "$TARGET_DOWNLOAD_SECONDS" rustup target add "$WASM_TARGET" 2>/dev/null && has_wasm_target rustc; then
      return
    fi
    say "rustup cannot download it here; falling back to Debian's compiler"
  fi
  scripts/wasm-std.sh
}

# The module is 4 kB smaller with it, gzipped, and complete without.
install_std_source() {
  if (select_wasm_compiler && [ -n "${CARGO_UNSTABLE_BUILD_STD:-}" ]); then return; fi
  if has rustup; then
    say "adding the source of the standard library"
    timeout "$TARGET_DOWNLOAD_SECONDS" rustup component add rust-src 2>/dev/null ||
      say "rustup cannot download it here"
  fi
  (select_wasm_compiler && [ -n "${CARGO_UNSTABLE_BUILD_STD:-}" ]) ||
    say "the browser module will be about 4 kB larger, gzipped: the standard library cannot be built from source here"
}

# The crates that the standard library is made of, so that later builds need no network.
fetch_std_dependencies() {
  (
    select_wasm_compiler
    [ -z "${CARGO_UNSTABLE_BUILD_STD:-}" ] || cargo fetch --quiet --target "$WASM_TARGET"
  )
}

# The version of wasm-bindgen in Cargo.lock: the command-line tool must be of exactly that version.
locked_wasm_bindgen() {
  [ -f Cargo.lock ] || return 0
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/[^0-9.]/, ""); print; exit }' Cargo.lock
}

# $1 crate, $2 version. These are build tools: light optimisation halves the wait and they are quick enough. A registry
# mirror may lack a dependency that the crate's lock file names, so the second try lets cargo choose.
cargo_install() {
  say "compiling $1 $2 (a few minutes)"
  export CARGO_PROFILE_RELEASE_OPT_LEVEL=1 CARGO_PROFILE_RELEASE_LTO=off
  if cargo install --quiet --force --locked "$1" --version "$2"; then return; fi
  say "that failed with the crate's own lock file; trying without it"
  cargo install --quiet --force "$1" --version "$2" ||
    fail "could not install $1 $2; the compiler's or cargo's message is above"
}

install_cargo_tools() {
  local wanted
  has wasm-pack || cargo_install wasm-pack "$WASM_PACK_VERSION"
  wanted=$(locked_wasm_bindgen)
  if [ -n "$wanted" ]; then
    [ "$(wasm-bindgen --version 2>/dev/null)" = "wasm-bindgen $wanted" ] || cargo_install wasm-bindgen-cli "$wanted"
  else
    has wasm-bindgen || cargo_install wasm-bindgen-cli '*'
  fi
}

# The copy of the lock file inside node_modules says what was installed; times would be wrong after a checkout.
install_node_packages() {
  local installed=node_modules/.keyseek-package-lock.json
  if cmp -s package-lock.json "$installed"; then return; fi
  say "installing the Node packages"
  npm ci --silent --no-audit --no-fund || fail "npm ci failed; run it by hand to see why"
  cp package-lock.json "$installed"
}

require_basics
export PATH="${CARGO_HOME:-$HOME/.cargo}/bin:$PATH"
if [ "${1:-}" = browsers ]; then
  install_other_browsers
  exit
fi
install_browser
install_wasm_target
install_std_source
fetch_std_dependencies
install_cargo_tools
install_node_packages
