#!/bin/sh
# Every test. --deep: the long forms too (fuzzing, whole repositories), then the mutants.
# --deep PART: one part of that: tests (the long forms), mutants (wrong programs that the tests must notice, tests/mutants), kills (a
# purge that is killed 1,000 times), flips and faults (damaged repositories and failing disks, tests/damage), fuzz (coverage-guided fuzzing,
# tests/SecretSentry.Fuzz; it takes hours, so it is not in --deep alone). Kills, flips and faults need the native program: SECRETSENTRY_PROGRAM.
set -eu
cd "$(dirname "$0")"
# Where install.sh puts an SDK when there is none.
if ! command -v dotnet >/dev/null 2>&1 && [ -x "$HOME/.dotnet/dotnet" ]; then
    PATH=$HOME/.dotnet:$PATH
    DOTNET_ROOT=$HOME/.dotnet
    export PATH DOTNET_ROOT
fi
part=
if [ "${1:-}" = --deep ]; then
    shift
    part=tests
    case ${1:-} in
        tests) shift ;;
        mutants) shift; exec ./tests/mutants/run.sh "$@" ;;
        flips | faults) script=$1; shift; exec ./tests/damage/run.sh "$script" "$@" ;;
        fuzz) shift; exec ./tests/SecretSentry.Fuzz/run.sh "$@" ;;
        kills) shift; part=kills ;;
        '') part=all ;;
    esac
    SECRETSENTRY_DEEP=1
    export SECRETSENTRY_DEEP
fi
run_kills() {
    SECRETSENTRY_DEEP=kills dotnet test tests/SecretSentry.EndToEnd -c Release --filter FullyQualifiedName~PurgeCrashTests --logger 'console;verbosity=detailed' "$@"
}
if [ "$part" = kills ]; then
    run_kills "$@"
    exit
fi
dotnet test SecretSentry.sln -c Release "$@"
if [ "$part" = all ]; then
    unset SECRETSENTRY_DEEP
    run_kills
    ./tests/mutants/run.sh
    ./tests/damage/run.sh flips
    ./tests/damage/run.sh faults
fi
