#!/usr/bin/env bash
# scripts/module.sh [OUT_DIR]: builds the browser module and packs it with its JavaScript into OUT_DIR, by default
# dist/module. Paths are relative to the repository. The variable KEYSEEK_POSTS says what build.rs embeds:
#
#   unset                 the project's own posts
#   a file or folder      that
#   set but empty         nothing: the module that the command carries and writes beside each index
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/common.sh
source scripts/wasm-env.sh

OUT=${1:-dist/module}
PKG=target/wasm/pkg
STAMP=target/wasm/stamps/${OUT//\//_}

# What rustc emits for this target by default; wasm-opt refuses instructions of a feature that it was not told of.
WASM_FEATURES=(
  --enable-bulk-memory
  --enable-multivalue
  --enable-mutable-globals
  --enable-nontrapping-float-to-int
  --enable-sign-ext
)
# The sections say which tools made the module; no browser reads them. The lowest kilobyte of memory is the far end of the
# stack, which grows down to it and is never that deep: telling so saves 0.8 kB, gzipped.
SMALL=(
  "${WASM_FEATURES[@]}"
  --one-caller-inline-max-function-size=0
  --low-memory-unused
  --strip-producers
  --strip-target-features
)

# Everything that the result depends on, by content: times would be wrong after a checkout or a deleted file.
inputs() {
  local posts=${KEYSEEK_POSTS-posts} paths=() path
  echo "posts=$posts"
  rustc --version
  echo "std=${CARGO_UNSTABLE_BUILD_STD:-compiled}"
  wasm-bindgen --version
  for path in Cargo.toml Cargo.lock build.rs src crates package-lock.json ${posts:+"$posts"} \
    scripts/module.sh scripts/pack.mjs scripts/wasm scripts/deflate scripts/wasm-env.sh; do
    [ ! -e "$path" ] || paths+=("$path")
  done
  {
    find "${paths[@]}" -type f ! -path 'crates/cli/*' ! -path 'crates/*/tests/*' ! -path 'crates/*/benches/*' -print0
    find www -type f -name '*.js' -print0
  } | LC_ALL=C sort -z | xargs -0 sha256sum
}

up_to_date() {
  [ -f "$STAMP" ] && [ "$(head -n 1 "$STAMP")" = "$1" ] && tail -n +2 "$STAMP" | sha256sum --check --status
}

compile() {
  # An older build's files would be taken for this one's.
  rm -rf "$PKG"
  wasm-pack --log-level error build --target web --profile wasm --mode no-install --no-pack --no-opt \
    --out-dir "$PKG" --out-name keyseek_module
}

# Whether an index is embedded. If not, the module need not be able to give its files, and `open()` need not ask it.
carries() {
  if [ "${KEYSEEK_POSTS-posts}" = "" ]; then echo false; else echo true; fi
}

# wasm-pack would run wasm-opt too, but goes on without a word where it finds none.
optimise() {
  local module=$PKG/keyseek_module_bg.wasm part
  # A function that is called once is smaller inlined, but compresses worse: 1.3 kB, gzipped; flattening first saves 0.2.
  # A module that carries an index answers without a request, so it is not split.
  if [ "$(carries)" = true ]; then
    wasm-opt --flatten --rereloop -Oz -Oz --converge "${SMALL[@]}" "$module" -o "$module"
    return
  fi
  # The split needs the functions' names.
  wasm-opt -g --flatten --rereloop -Oz -Oz --converge "${SMALL[@]}" "$module" -o "$module"
  node scripts/wasm/split.mjs "$PKG"
  for part in "$module" "$PKG/keyseek_secondary_bg.wasm"; do
    wasm-opt -Oz "${SMALL[@]}" "$part" -o "$part"
  done
}

for tool in wasm-pack wasm-bindgen wasm-opt esbuild; do
  PATH="$PWD/node_modules/.bin:${CARGO_HOME:-$HOME/.cargo}/bin:$PATH" has "$tool" ||
    fail "$tool is missing; run \`make setup\`"
done
# For this machine, before all is for the browser.
DEFLATE=${CARGO_TARGET_DIR:-target}/release/keyseek-deflate
cargo build --quiet --release --package keyseek-deflate
enter_wasm_env

# Two builds at once would take each other's files in $PKG.
mkdir -p "$(dirname "$STAMP")"
exec 9>target/wasm/.module-lock
flock 9

hash=$(inputs | sha256sum | cut -d ' ' -f 1)
if up_to_date "$hash"; then
  exit 0
fi
say "building the browser module into $OUT"
[ -n "${CARGO_UNSTABLE_BUILD_STD:-}" ] ||
  say "without the source of the standard library it is about 4 kB larger, gzipped; \`make setup\` gets it"
compile
optimise
node scripts/pack.mjs "$PKG" "$OUT" "$(carries)" "$DEFLATE"
{
  echo "$hash"
  sha256sum "$OUT"/keyseek-*.wasm.ks "$OUT"/keyseek-*-*.js "$OUT"/keyseek{,-search,-mark,-single}.js
} >"$STAMP"
