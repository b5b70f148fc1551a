#!/usr/bin/env bash
# Starts Ouroboros: brings what is missing, builds what has changed, serves until Ctrl-C.
set -euo pipefail

usage() {
  cat <<'TEXT'
Usage: ./run.sh [--port N] [--data DIR] [--host NAME]

Starts Ouroboros and prints `ready http://localhost:PORT` when it can be used. Ctrl-C stops it.
The first start installs and builds, which takes a minute or two; later ones take seconds.

  -p, --port N    the port to listen on; 0 takes a free one
  -d, --data DIR  the folder for the ledger and the genomes
  --host NAME     the address to listen on
  --dev           hot reload, for work on Ouroboros itself
  -h, --help      this text
TEXT
}

refuse() {
  echo "run.sh: $1 Try ./run.sh --help" >&2
  exit 2
}

# Checked here, ahead of an install that takes minutes. server.ts looks at the values again.
args=()
dev=
while [ $# -gt 0 ]; do
  case $1 in
    -h | --help) usage && exit 0 ;;
    --dev) dev=1 && args+=(--dev) && shift && continue ;;
    -p) flag=--port ;;
    -d) flag=--data ;;
    --port | --data | --host | --port=* | --data=* | --host=*) flag=${1%%=*} ;;
    *) refuse "there is no flag or argument '$1'." ;;
  esac
  case $1 in
    *=*) value=${1#*=} && shift ;;
    *)
      [ $# -gt 1 ] || refuse "$flag needs a value."
      value=$2 && shift 2
      ;;
  esac
  [ -n "$value" ] || refuse "$flag needs a value."
  case $flag in
    --port)
      { [[ $value =~ ^[0-9]{1,5}$ ]] && [ "$((10#$value))" -le 65535 ]; } ||
        refuse "--port takes a number from 0 to 65535, not '$value'."
      ;;
    # The server runs in the checkout, but the folder was named from where the user stands.
    --data) [[ $value = /* ]] || value=$PWD/$value ;;
  esac
  args+=("$flag" "$value")
done

self=${BASH_SOURCE[0]}
while [ -L "$self" ]; do
  target=$(readlink "$self")
  case $target in
    /*) self=$target ;;
    *) self=$(dirname "$self")/$target ;;
  esac
done
root=$(cd "$(dirname "$self")" && pwd -P)

. "$root/bin/ensure-node.sh"
. "$root/bin/ensure-packages.sh"
. "$root/bin/ensure-build.sh"
ensure_packages
[ -n "$dev" ] || ensure_build

# exec: Ctrl-C and signals reach the server itself. In development Next reloads the pages by itself; what else runs is
# started again when it changes.
cd "$root"
watch=()
[ -z "$dev" ] || watch=(--watch-path=lib --watch-path=organism --watch-path=server.ts --watch-preserve-output)
settings=()
[ ! -f .env ] || settings=(--env-file=.env)
exec node ${settings[@]+"${settings[@]}"} ${watch[@]+"${watch[@]}"} server.ts ${args[@]+"${args[@]}"}
