#!/bin/sh
# Builds and runs the fuzzing program (README.md). Without a command: all targets until they are quiet.
set -eu
cd "$(dirname "$0")/../.."
dotnet build tests/SecretSentry.Fuzz -c Release -v quiet --nologo
case ${1:-} in
    run | check | report | replay) ;;
    *) set -- run --inputs 1000000 --until-quiet "$@" ;;
esac
exec dotnet artifacts/bin/SecretSentry.Fuzz/release/SecretSentry.Fuzz.dll "$@"
