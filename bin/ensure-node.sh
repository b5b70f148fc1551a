# shellcheck shell=sh
# Sourced with $root set to the checkout. Leaves a Node on PATH that runs this program,
# which is written in TypeScript and started as it is, and which denies its organisms the network:
# that takes Node 25 or newer (24 has no --allow-net, so its services would not start).
#
# The machine's own Node is used when it is new enough. Otherwise Node 26 comes from npm into
# .node/ of this checkout, and nothing outside it changes.
: "${root:?}"

runs_ouroboros() {
  case $("$1" --version 2>/dev/null) in
    v2[5-9].* | v[3-9][0-9].*) return 0 ;;
    *) return 1 ;;
  esac
}

# `.node/bin/node` appears by a single rename, whole or not at all. What a killed run left in its
# own folder is swept by the next one.
bring_node() (
  for left in "$root"/.node/tmp.*; do
    if [ -d "$left" ] && ! kill -0 "${left##*.}" 2>/dev/null; then rm -rf "$left"; fi
  done
  tmp=$root/.node/tmp.$$
  trap 'rm -rf "$tmp"' EXIT
  trap 'exit 130' INT
  mkdir -p "$tmp" "$root/.node/bin" && cd "$tmp" || exit 1
  # The package fetches this platform's binary in its install script, which npm may hold back
  # unless a package.json allows it.
  echo '{ "private": true, "dependencies": { "node": "26" }, "allowScripts": { "node": true } }' \
    >package.json
  if ! npm install --ignore-scripts=false --no-audit --no-fund --loglevel=error >log 2>&1; then
    cat log >&2
    exit 1
  fi
  runs_ouroboros ./node_modules/node/bin/node && mv -f node_modules/node/bin/node "$root/.node/bin/node"
)

if ! runs_ouroboros node; then
  if ! runs_ouroboros "$root/.node/bin/node"; then
    if ! npm --version >/dev/null 2>&1; then
      echo "ouroboros: needs Node 18 or newer with npm. Get it from https://nodejs.org or your package manager, then run this again." >&2
      exit 3
    fi
    echo "ouroboros: Node here is $(node --version 2>/dev/null || echo missing); bringing Node 26 into .node/ (once) …" >&2
    if ! bring_node; then
      echo "ouroboros: Node 26 could not be brought from npm. Install Node 25 or newer from https://nodejs.org, then run this again." >&2
      exit 3
    fi
  fi
  PATH=$root/.node/bin:$PATH
  export PATH
fi
