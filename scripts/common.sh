# shellcheck shell=bash
# Sourced by the scripts that install: one way to speak, to fail, to become root and to ask for Debian packages.

say() { echo "keyseek: $*"; }

fail() {
  echo "keyseek: $*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null; }

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif has sudo; then
    sudo "$@"
  else
    fail "this needs root or sudo: $*"
  fi
}

# Packages that are there already are left at their version.
apt_install() {
  local missing=() package
  has apt-get || fail "not a Debian system; install what these Debian packages hold: $*"
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "installing Debian packages: ${missing[*]}"
  # A stale package list is a usual reason for failure, so it is brought up to date first.
  as_root apt-get update -qq || fail "apt-get update failed; check the network and /etc/apt/sources.list"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
    fail "apt-get could not install: ${missing[*]}"
}
