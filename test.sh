#!/bin/sh
# Every test. --deep: the long forms too (fuzzing, whole repositories).
set -eu
cd "$(dirname "$0")"
if [ "${1:-}" = --deep ]; then
    SECRETSENTRY_DEEP=1
    export SECRETSENTRY_DEEP
    shift
fi
exec dotnet test SecretSentry.sln -c Release "$@"
