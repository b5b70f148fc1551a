# shellcheck shell=sh
# Sourced with $root set to the checkout, after ensure-packages.sh.
# Defines ensure_build: .next holds the pages of the present source, quickly when it does already.
: "${root:?}"

# Every file that can change the built pages. The packages count by their lock file.
build_hash() (
  cd "$root" || exit 1
  { find app lib public proxy.ts next.config.ts postcss.config.mjs tsconfig.json package-lock.json \
    -type f -exec cksum {} + 2>/dev/null || :; } | LC_ALL=C sort | cksum
)

build_is_current() {
  [ "$(build_hash)" = "$(cat "$root/.next/ouroboros-build" 2>/dev/null)" ]
}

build_pages() (
  trap 'exit 130' INT
  cd "$root" || exit 1
  # Taken before, so that a file edited during the build leads to another one.
  hash=$(build_hash)
  started=$(date +%s)
  echo "ouroboros: building the pages (once per change) …" >&2
  rm -f .next/ouroboros-build
  NEXT_TELEMETRY_DISABLED=1 node node_modules/next/dist/bin/next build >&2 || exit 1
  echo "$hash" >.next/ouroboros-build &&
    echo "ouroboros: the pages are built ($(($(date +%s) - started)) s)" >&2
)

ensure_build() {
  build_is_current && return
  take_lock
  # Whoever waited may find it done.
  build_is_current || build_pages || {
    drop_lock
    echo "ouroboros: the pages could not be built; the reason is above." >&2
    exit 1
  }
  drop_lock
}
