#!/bin/sh
# Question: what does the pre-commit check cost beside git itself? Ten staged files in a repository of N files, whole processes.
# usage: benchmarks/hook-latency.sh [PROGRAM] [N]     needs hyperfine; result to standard output as a Markdown table of medians
set -eu
program=${1:-secretsentry}
files=${2:-5000}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
git init -q .
git config user.name bench
git config user.email bench@example.invalid
i=0
while [ $i -lt "$files" ]; do
    mkdir -p "d$((i / 100))"
    yes "line of file $i, nothing to see" | head -20 >"d$((i / 100))/f$i.txt"
    i=$((i + 1))
done
git add . && git commit -qm base && git gc -q
for i in 1 2 3 4 5 6 7 8 9 10; do
    yes "changed line $i with value = $i and more text" | head -40 >>"d0/f$i.txt"
done
git add .
hyperfine -N -w 5 -r 60 --export-json result.json 'git diff --cached --raw' "$program hook pre-commit" "$program scan --staged --quiet" >&2
# Medians: the machines are shared and noisy.
awk -F: '/"command"/ { c = $2 } /"median"/ { printf "|%s | %.1f ms |\n", c, $2 * 1000 }' result.json
