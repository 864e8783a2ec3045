#!/usr/bin/env bash
# Trains the judge anew: patterns/judge.bin and docs/internals/judge.md. One thread a forest, no clock, no randomness but fixed seeds.
# usage: train.sh LABELLED ORDINARY WORK [--study]
#   LABELLED  creddata-open/train, unpacked (shared/corpora/README.md)
#   ORDINARY  the folder that fetch-ordinary-code.sh filled
#   WORK      a scratch folder; keeps words.bin and the scores of the labelled lines (scored.tsv), which hold no values
#   --study   also trains with less, eighteen times: ablation and learning curves on the page (nine minutes of CPU in all with 121,000 rows; the table alone, four)
set -euo pipefail
[ $# -eq 3 ] || { [ $# -eq 4 ] && [ "$4" = --study ]; } || { echo "usage: train.sh LABELLED ORDINARY WORK [--study]" >&2; exit 2; }
top=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$3" "$top/docs/internals"
ln -sfn "$(realpath "$1")" "$3/train"
ln -sfn "$(realpath "$2")" "$3/ordinary"
dotnet build "$top/src/SecretSentry.Training" -c Release -v quiet --nologo
trainer=$top/artifacts/bin/SecretSentry.Training/release/SecretSentry.Training
"$trainer" words "$3/ordinary" "$3/words.bin"
"$trainer" train "$3" "$top/patterns/judge.bin" "$top/docs/internals/judge.md" "${@:4}"
