#!/usr/bin/env bash
# Builds the image and shows that it does what Dockerfile and docs/deployment.md say. Needs a Docker engine and
# nothing else: the containers have no network, and each is asked from within.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: scripts/check-docker.sh [--base IMAGE] [--keep] [-- ARGUMENTS OF docker build …]

Builds the image, runs it, and checks it. Exit 0: all is well; 1: something is not; 3: there is no Docker here.

  --base IMAGE  build on this image instead of the official one of Node
  --keep        keep the image, as ouroboros:check
TEXT
}

build=()
keep=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --keep) keep=1 && shift ;;
    --base)
      [ $# -gt 1 ] || { usage >&2 && exit 2; }
      build+=(--build-arg "BASE=$2") && shift 2
      ;;
    --) shift && build+=("$@") && break ;;
    *) usage >&2 && exit 2 ;;
  esac
done

if ! docker version >/dev/null 2>&1; then
  echo "check-docker: no Docker engine answers here, so nothing was checked." >&2
  exit 3
fi

cd "$(dirname "${BASH_SOURCE[0]}")/.."
image=ouroboros:check
mine=ouroboros-check-$$
failures=0

clean_up() {
  docker rm -f "$mine" >/dev/null 2>&1 || :
  docker volume rm -f "$mine" >/dev/null 2>&1 || :
  [ -n "$keep" ] || docker rmi "$image" >/dev/null 2>&1 || :
}
trap clean_up EXIT

ok() { printf '● ok  %s\n' "$1"; }
bad() {
  failures=$((failures + 1))
  printf '✖ no  %s\n' "$1"
}
check() { if [ "$2" = "$3" ]; then ok "$1"; else bad "$1: '$2', not '$3'"; fi; }

start() { docker run -d --name "$mine" --network none -v "$mine:/data" "$@" >/dev/null; }
inside() { docker exec -u 1000:1000 "$mine" "$@"; }
# Prints what an address answers; nothing where it answers with an error.
token() { inside bin/ouroboros invite --role viewer --token 2>/dev/null; }
ask() { inside node -e "fetch('http://localhost:' + process.env.PORT + '$1', { headers: { authorization: 'Bearer ${2:-}' } }).then(async (answer) => { if (answer.ok) console.log(await answer.text()) }, () => {})"; }
first_hash() { ask '/api/events?limit=1' "$(token)" | inside_json 'events[0].hash'; }
inside_json() { docker exec -i -u 1000:1000 "$mine" node -e "let text = ''; process.stdin.on('data', (part) => (text += part)).on('end', () => console.log(text && JSON.parse(text).$1))"; }

# Up to two minutes: a slow machine is no fault of the image.
wait_for() {
  local what=$1 tries
  shift
  for ((tries = 0; tries < 240; tries++)); do
    if "$@"; then ok "$what" && return; fi
    [ "$(docker inspect -f '{{.State.Running}}' "$mine")" = true ] || break
    sleep 0.5
  done
  bad "$what"
  docker logs --tail 20 "$mine" >&2
}
is_healthy() { [ "$(docker inspect -f '{{.State.Health.Status}}' "$mine")" = healthy ]; }
is_ready() { [ -n "$(ask /readyz)" ]; }

stop() {
  local began=$SECONDS
  docker stop -t 30 "$mine" >/dev/null
  local took=$((SECONDS - began))
  if [ "$took" -lt 10 ]; then ok "SIGTERM ends it in under 10 s"; else bad "SIGTERM ended it after $took s"; fi
  check "it ended by itself, in order" "$(docker inspect -f '{{.State.ExitCode}}' "$mine")" 0
}
users() { inside sh -c "cat /proc/[0-9]*/status 2>/dev/null | awk '/^Uid:/ { print \$2 }' | sort -u" | tr '\n' ' '; }

echo "check-docker: building …" >&2
docker build -q ${build[@]+"${build[@]}"} -t "$image" . >/dev/null

start "$image"
wait_for "a core is at work" is_ready
wait_for "the health check says healthy" is_healthy
check "no process belongs to root" "$(users)" "1000 "
check "the last stage has no development packages and no tests" "$(inside sh -c 'ls -d node_modules/vitest node_modules/typescript tests docs 2>/dev/null; :')" ""
check "the command line works in it" "$(inside bin/ouroboros history bubble-sort --json | head -1 | inside_json organism)" bubble-sort
before=$(first_hash)
check "nobody is let in who has not signed in" "$(ask /api/status)" ""
check "it shows a link that lets one in" "$(docker logs "$mine" 2>&1 | grep -c '/sign-in?link=')" 1
stop

docker rm "$mine" >/dev/null
start -e PORT=4321 --read-only --tmpfs /tmp "$image"
wait_for "a new container on the same volume is ready, on another PORT, with nothing else writable" is_ready
check "the ledger goes on where it was" "$(first_hash)" "${before:-nothing was read}"
stop

docker rm "$mine" >/dev/null
docker run --rm --network none --user 0 --entrypoint chown -v "$mine:/data" "$image" -R 0:0 /data
start --user 0 "$image"
wait_for "started as root, on a volume of root's, it is ready" is_ready
check "and nothing of it runs as root" "$(users)" "1000 "
stop

[ "$failures" = 0 ]
