#!/bin/sh
# run.sh flips|faults [OPTION...]: the long forms. See README.md.
set -eu
script=$1
shift
top=$(cd "$(dirname "$0")/../.." && pwd)
program=${SECRETSENTRY_PROGRAM:-$top/artifacts/publish/aot/secretsentry}
[ -x "$program" ] || { echo "there is no native program at $program; run ./install.sh and set SECRETSENTRY_PROGRAM" >&2; exit 2; }
exec python3 "$top/tests/damage/$script.py" "$program" --folder "${TMPDIR:-/tmp}/secretsentry-damage-$(id -u)" "$@"
