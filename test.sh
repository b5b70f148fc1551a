#!/usr/bin/env bash
# Runs every check, after bringing what they need. The last line says `N passed, N failed`.
set -uo pipefail

stages=(static unit build integration e2e)

usage() {
  cat <<TEXT
Usage: ./test.sh [--only STAGE[,STAGE…]]

Runs every check and stops at the first stage that fails. The last line says N passed, N failed.

  --only   only these stages, of: ${stages[*]} (static: types, lint, dead code)
  --help   this text
TEXT
}

refuse() {
  echo "test.sh: $1 Try ./test.sh --help" >&2
  exit 2
}

only=()
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --only)
      [ $# -gt 1 ] || refuse "--only needs a stage."
      IFS=, read -ra named <<<"$2"
      only+=(${named[@]+"${named[@]}"})
      shift 2
      ;;
    *) refuse "there is no flag or argument '$1'." ;;
  esac
done
for stage in ${only[@]+"${only[@]}"}; do
  [[ " ${stages[*]} " = *" $stage "* ]] || refuse "there is no stage '$stage'; the stages are: ${stages[*]}."
done
[ ${#only[@]} -eq 0 ] || stages=("${only[@]}")

root=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
cd "$root" || exit 3
. bin/ensure-node.sh
. bin/ensure-packages.sh
. bin/ensure-build.sh
PATH=$root/node_modules/.bin:$PATH
export NEXT_TELEMETRY_DISABLED=1

runs() { [[ " ${stages[*]} " = *" $1 "* ]]; }

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

apt_install() {
  echo "test.sh: installing $* with apt-get …" >&2
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@")
  "${install[@]}" >/dev/null 2>&1 || { apt-get update >/dev/null && "${install[@]}" >/dev/null; }
}

# The second sandbox tier. Its tests say that they were skipped where there is none.
ensure_bubblewrap() {
  [ "$(uname -s)" = Linux ] || return 0
  command -v bwrap >/dev/null && return
  if can_apt && apt_install bubblewrap; then return; fi
  echo "test.sh: there is no bwrap here, so tests of sandbox tier 2 are skipped (apt-get install bubblewrap)." >&2
}

# Workers in Python, by the system's own: one in a home folder cannot be read in the sandbox. Their tests say that they were
# skipped where there is none.
ensure_python() {
  [ "$(uname -s)" = Linux ] || return 0
  PATH=/usr/bin:/bin:/usr/local/bin command -v python3 >/dev/null && return
  if can_apt && apt_install python3; then return; fi
  echo "test.sh: there is no python3 here, so tests of workers in Python are skipped (apt-get install python3)." >&2
}

find_postgres() { compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || { command -v initdb && command -v postgres; } >/dev/null; }

# The ledger of cores on several hosts. Its tests start servers of their own, and say that they were skipped where there
# is none to start; in CI there has to be one.
ensure_postgres() {
  find_postgres && return
  if [ "$(uname -s)" = Linux ] && can_apt; then
    # Debian's package would make and start a server of its own. Whoever has settings keeps them.
    mkdir -p /etc/postgresql-common
    [ -e /etc/postgresql-common/createcluster.conf ] || echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.conf
    if apt_install postgresql && find_postgres; then return; fi
  fi
  echo "test.sh: THERE IS NO POSTGRESQL HERE, so the tests of the ledger in PostgreSQL are skipped (apt-get install postgresql)." >&2
  if [ -n "${CI:-}" ]; then
    echo "test.sh: in CI they have to run." >&2
    exit 3
  fi
}

# Flows of the factory in Redis: their tests start servers of their own, as those of the ledger do.
ensure_redis() {
  command -v redis-server >/dev/null && return
  if [ "$(uname -s)" = Linux ] && can_apt && apt_install redis-server && command -v redis-server >/dev/null; then
    # Debian's package starts a server that nobody here has asked for.
    if command -v systemctl >/dev/null; then systemctl disable --now redis-server >/dev/null 2>&1 || true; fi
    return
  fi
  echo "test.sh: THERE IS NO REDIS HERE, so the tests of flows in Redis are skipped (apt-get install redis-server)." >&2
  if [ -n "${CI:-}" ]; then
    echo "test.sh: in CI they have to run." >&2
    exit 3
  fi
}

# Playwright's own browser if it is there or can be had, else the machine's.
find_chromium() {
  local candidate
  for candidate in "${OUROBOROS_CHROMIUM:-}" \
    "$(node -p "require('@playwright/test').chromium.executablePath()" 2>/dev/null)" \
    chromium chromium-browser google-chrome; do
    candidate=$(command -v "${candidate:-/nowhere}") && "$candidate" --version >/dev/null 2>&1 &&
      OUROBOROS_CHROMIUM=$candidate && export OUROBOROS_CHROMIUM && return
  done
  return 1
}

ensure_browser() {
  find_chromium && return
  echo "test.sh: bringing a browser for the end-to-end tests …" >&2
  if PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT=10000 playwright install chromium >/dev/null 2>&1; then
    find_chromium && return
  fi
  if can_apt && apt_install chromium; then
    find_chromium && return
  fi
  echo "test.sh: no browser for the end-to-end tests. Run 'npx playwright install --with-deps chromium', or install Chromium and set OUROBOROS_CHROMIUM to its path." >&2
  exit 3
}

run_vitest() {
  vitest run --project "$1" --passWithNoTests --reporter=default --reporter=json \
    --outputFile.json="test-results/$1.json"
}

check_types() { tsc --noEmit; }
check_lint() { eslint --max-warnings 0 .; }
check_dead() { knip; }

# These only read, so they run side by side, and what each says comes in one piece.
stage_static() {
  next typegen >/dev/null || return
  mkdir -p test-results
  local check checks=(types lint dead) running=() broken=0
  for check in "${checks[@]}"; do
    "check_$check" >"test-results/$check.txt" 2>&1 &
    running+=($!)
  done
  for check in "${!checks[@]}"; do
    wait "${running[check]}" && echo "${checks[check]}: passed" && continue
    broken=1
    echo "${checks[check]}: FAILED"
    cat "test-results/${checks[check]}.txt"
  done
  return $broken
}

stage_unit() { run_vitest unit; }
stage_integration() { run_vitest integration; }
stage_build() { ensure_build; }
stage_e2e() {
  if [ -z "$(find tests/e2e -name '*.spec.ts' 2>/dev/null)" ]; then
    echo "There are no end-to-end tests yet."
    return
  fi
  ensure_build
  mkdir -p test-results/screens
  PLAYWRIGHT_JSON_OUTPUT_FILE=$root/test-results/e2e.json playwright test --reporter=list,json
}

ensure_packages
if runs unit || runs integration || runs e2e; then ensure_bubblewrap; ensure_python; fi
if runs integration; then ensure_postgres; ensure_redis; fi
if runs e2e; then ensure_browser; fi

trap 'exit 130' INT
reports=(test-results/unit.json test-results/integration.json test-results/e2e.json)
rm -f "${reports[@]}"
stage_failed=
for stage in "${stages[@]}"; do
  printf '\n── %s ──\n' "$stage"
  began=$SECONDS
  # A subshell, so that a stage that exits ends itself alone.
  if ! ("stage_$stage"); then
    stage_failed=$stage
    printf '── %s FAILED after %d s ──\n' "$stage" $((SECONDS - began))
    break
  fi
  printf '── %s passed in %d s ──\n' "$stage" $((SECONDS - began))
done

read -r passed failed < <(node scripts/count-tests.ts "${reports[@]}")
# A stage without tests of its own, or one that broke outside of any test, is one failure.
if [ -n "$stage_failed" ] && [ "$failed" = 0 ]; then failed=1; fi

printf '\nEverything took %d s%s\n' "$SECONDS" "${stage_failed:+; the stage that failed: $stage_failed}"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
