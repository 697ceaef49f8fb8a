#!/usr/bin/env bash
# Proves the borders of ARCHITECTURE.md: what runs in the browser compiles for it, names no file, clock, thread or
# network of the standard library, and depends only in the direction src → search → index → text.
set -euo pipefail
cd "$(dirname "$0")/.."
source scripts/common.sh
source scripts/wasm-env.sh

BROWSER_CRATES=(keyseek-text keyseek-index keyseek-search keyseek)
FORBIDDEN_STD='env|fs|io|net|process|thread|time'
# Each would mean that work of the build step has moved into the browser.
FORBIDDEN_CRATES=(clap html5ever icu_segmenter indicatif memmap2 notify pulldown-cmark rayon rayon-core rust-stemmers
  scraper tempfile tokio walkdir)

# The crates of this workspace that each may depend on.
allowed_dependencies() {
  case $1 in
    keyseek-text) echo ;;
    keyseek-index) echo keyseek-text ;;
    keyseek-search) echo keyseek-index keyseek-text ;;
    keyseek) echo keyseek-search keyseek-index keyseek-text ;;
    keyseek-build) echo keyseek-search keyseek-index keyseek-text ;;
    keyseek-cli) echo keyseek-build keyseek-search keyseek-index keyseek-text ;;
  esac
}

folder_of() {
  if [ "$1" = keyseek ]; then echo .; else echo "crates/${1#keyseek-}"; fi
}

failures=0
complain() {
  echo "check-borders: $*" >&2
  failures=$((failures + 1))
}

# One at a time: checked together, a crate could live on a feature that only another one asks for.
# With nothing embedded, which has no bearing on this and spares the work.
check_compiles() {
  KEYSEEK_POSTS="" cargo check --quiet --lib --target "$WASM_TARGET" -p "$1" || complain "$1 does not compile for $WASM_TARGET"
}

# The code of a source file: without comments, and without its #[cfg(test)] items. rustfmt's layout is relied upon: such
# an item ends at a line that starts with "}" or, when it has no body, at its first ";".
code_of() {
  awk '
    /^#\[cfg\(test\)\]/ { test = 1; next }
    test && /^\}|^[^{]*;$/ { test = 0; next }
    test { next }
    { sub(/(^|[[:space:]])\/\/.*/, ""); print }
  ' "$1"
}

# Also finds `use std::{cell, io::Read}`, over several lines.
check_sources() {
  local file found
  while IFS= read -r file; do
    found=$(code_of "$file" | tr '\t\n' '  ' | sed -E 's/ *([{},:;]+) */\1/g' |
      grep -oE "\bstd::(\{([^;]*[{,])?)?($FORBIDDEN_STD)(::|[,};])" | sort -u | tr '\n' ' ' || true)
    [ -z "$found" ] || complain "$file uses the machine: $found"
  done < <(find "$(folder_of "$1")/src" -name '*.rs' ! -name 'tests.rs' ! -path '*/tests/*')
}

check_direction() {
  local dependency
  # The first line is the crate itself.
  while read -r dependency; do
    case " $(allowed_dependencies "$1") " in
      *" $dependency "*) ;;
      *) complain "$1 depends on $dependency; it may depend on: $(allowed_dependencies "$1")" ;;
    esac
  done < <(cargo tree --quiet -p "$1" --edges normal --depth 1 --prefix none --format '{p}' |
    awk 'NR > 1 && /^keyseek/ { print $1 }')
}

check_wasm_tree() {
  local tree name
  tree=$(cargo tree --quiet -p keyseek --edges normal --target "$WASM_TARGET" --prefix none --format '{p}' |
    cut -d ' ' -f 1 | sort -u)
  for name in "${FORBIDDEN_CRATES[@]}"; do
    ! grep -qx "$name" <<<"$tree" ||
      complain "$name is in the browser module; see \`cargo tree -p keyseek --target $WASM_TARGET -i $name\`"
  done
}

enter_wasm_env
for crate in "${BROWSER_CRATES[@]}"; do
  check_compiles "$crate"
  check_sources "$crate"
done
for crate in "${BROWSER_CRATES[@]}" keyseek-build keyseek-cli; do
  check_direction "$crate"
done
check_wasm_tree

[ "$failures" = 0 ] || fail "check-borders: $failures borders crossed"
echo "check-borders: ${BROWSER_CRATES[*]} keep within their borders"
