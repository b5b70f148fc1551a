# shellcheck shell=sh
# Sourced with $root set to the checkout, after ensure-node.sh.
# Defines ensure_packages: node_modules is what package-lock.json says, quickly when it is already.
# Nothing here relies on `set -e`, which the shell suspends inside `… || …`.
: "${root:?}"

# One process at a time prepares a checkout; others wait here. The lock dies with its holder, also
# by kill -9. With flock it also lasts until an npm or a build that a dead holder left behind is
# done: that one inherited descriptor 9 and still writes.
take_lock() {
  trap 'drop_lock; exit 130' INT
  mkdir -p "$root/.lock"
  if command -v flock >/dev/null 2>&1; then
    exec 9>"$root/.lock/flock"
    if ! flock -n 9; then
      echo "ouroboros: another start is preparing this checkout; waiting for it …" >&2
      flock 9
    fi
    return
  fi
  until mkdir "$root/.lock/held" 2>/dev/null; do
    sleep 1
    holder=$(cat "$root/.lock/held/pid" 2>/dev/null)
    if [ -z "$holder" ] || ! kill -0 "$holder" 2>/dev/null; then
      # Renamed first: of two that find it dead, one removes it.
      mv "$root/.lock/held" "$root/.lock/dead.$$" 2>/dev/null && rm -rf "$root/.lock/dead.$$"
    fi
  done
  echo $$ >"$root/.lock/held/pid"
}

drop_lock() {
  if command -v flock >/dev/null 2>&1; then
    exec 9>&-
  elif [ "$(cat "$root/.lock/held/pid" 2>/dev/null)" = $$ ]; then
    rm -rf "$root/.lock/held"
  fi
  trap - INT
}

packages_are_current() {
  cmp -s "$root/package-lock.json" "$root/node_modules/.installed-lock"
}

# The stamp goes first and comes back last, so a half-done install is never taken for a whole one.
install_packages() (
  trap 'exit 130' INT
  cd "$root" || exit 1
  started=$(date +%s)
  if [ -f node_modules/.installed-lock ]; then
    echo "ouroboros: package-lock.json changed; updating the packages …" >&2
    rm -f node_modules/.installed-lock
    npm install --no-save --no-audit --no-fund --loglevel=error >&2 || exit 1
  else
    echo "ouroboros: installing the packages (once) …" >&2
    # `npm ci` refuses a lock that lacks an entry for this platform; `npm install` does not.
    npm ci --no-audit --no-fund --loglevel=error >&2 || {
      echo "ouroboros: npm ci failed; trying npm install …" >&2
      npm install --no-save --no-audit --no-fund --loglevel=error >&2 || exit 1
    }
  fi
  cp package-lock.json node_modules/.installed-lock &&
    echo "ouroboros: the packages are in place ($(($(date +%s) - started)) s)" >&2
)

ensure_packages() {
  packages_are_current && return
  if ! command -v npm >/dev/null 2>&1; then
    echo "ouroboros: needs npm to install its packages, and there is none on PATH. It comes with Node from https://nodejs.org." >&2
    exit 3
  fi
  take_lock
  # Whoever waited may find it done.
  packages_are_current || install_packages || {
    drop_lock
    echo "ouroboros: the packages could not be installed; npm's words are above. Look whether its registry can be reached, then run this again." >&2
    exit 3
  }
  drop_lock
}
