/** Of an app's folder: the same as the commands, from wherever it lies. */
const script = (does: string, command: string): string => `#!/bin/sh
# ${does}
set -eu
here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
ouroboros=\${OUROBOROS:-$(command -v ouroboros || true)}
if [ -z "$ouroboros" ]; then
  echo "ouroboros is not on the PATH: say where it is, as in OUROBOROS=/path/to/ouroboros/bin/ouroboros $0" >&2
  exit 2
fi
exec "$ouroboros" ${command} --app "$here" "$@"
`

export const genScript = script('Adds to this app what a sentence asks for: ./gen.sh "comments on posts"', 'gen')
export const runScript = script('Runs this app until Ctrl-C: ./run.sh', 'run')
