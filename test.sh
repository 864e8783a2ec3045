#!/bin/sh
# Every test. --deep: the long forms too (fuzzing, whole repositories).
set -eu
cd "$(dirname "$0")"
# Where install.sh puts an SDK when there is none.
if ! command -v dotnet >/dev/null 2>&1 && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH=$HOME/.dotnet:$PATH
    DOTNET_ROOT=$HOME/.dotnet
    export PATH DOTNET_ROOT
fi
if [ "${1:-}" = --deep ]; then
    SECRETSENTRY_DEEP=1
    export SECRETSENTRY_DEEP
    shift
fi
exec dotnet test SecretSentry.sln -c Release "$@"
