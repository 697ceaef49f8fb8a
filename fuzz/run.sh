#!/usr/bin/env bash
# Fuzzes every target, or those named, for FUZZ_SECONDS (60) each; goes on after a finding and fails at the end.
#
# The fuzzer's instrumentation needs a nightly compiler; a stable one does as well when told that it is a nightly. There
# is no sanitizer unless FUZZ_SANITIZER names one: the project has no unsafe code, and without one twice as much is tried.
set -euo pipefail
cd "$(dirname "$0")/.."

SECONDS_EACH=${FUZZ_SECONDS:-60}
SANITIZER=${FUZZ_SANITIZER:-none}
# Longer inputs find nothing that these do not, and are slow.
MAX_BYTES=1000

command -v cargo-fuzz >/dev/null || cargo install --locked cargo-fuzz
if cargo +nightly --version >/dev/null 2>&1; then
  fuzz=(cargo +nightly fuzz)
else
  export RUSTC_BOOTSTRAP=1
  fuzz=(cargo fuzz)
fi

if [ $# -gt 0 ]; then targets=("$@"); else mapfile -t targets < <("${fuzz[@]}" list); fi
"${fuzz[@]}" build --sanitizer "$SANITIZER"
failed=()
for target in "${targets[@]}"; do
  mkdir -p "fuzz/corpus/$target"
  "${fuzz[@]}" run --sanitizer "$SANITIZER" "$target" "fuzz/corpus/$target" "fuzz/seeds/$target" -- \
    -max_total_time="$SECONDS_EACH" -max_len="$MAX_BYTES" -timeout=20 -rss_limit_mb=3000 -verbosity=0 -print_final_stats=1 ||
    failed+=("$target")
done
if [ ${#failed[@]} -gt 0 ]; then
  echo "fuzz: something was found in ${failed[*]}; the inputs are in fuzz/artifacts" >&2
  exit 1
fi
echo "fuzz: nothing was found in ${targets[*]}"
