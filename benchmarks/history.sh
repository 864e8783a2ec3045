#!/bin/sh
# Question: how much time does a scan of a whole history take, compared with git printing it? Prints processor and wall seconds, medians of N rounds
# (default 3). The commands run alternately. Usage: benchmarks/history.sh PROGRAM REPOSITORY...   (PROGRAM: the published secretsentry)
set -eu
program=$1
shift
rounds=${ROUNDS:-3}
times=$(mktemp)
trap 'rm -f "$times"' EXIT

measure() { # NAME COMMAND...: one line "name cpu wall peak-kilobytes"
    name=$1
    shift
    /usr/bin/time -o "$times.one" -f '%U %S %e %M' "$@" >/dev/null 2>&1 || true # 1: findings, 3: gaps; both are full runs
    awk -v name="$name" 'END { printf "%s %.2f %.2f %d\n", name, $1 + $2, $3, $4 }' "$times.one" >>"$times"
    rm -f "$times.one"
}

median() { # NAME FIELD
    awk -v name="$1" -v field="$2" '$1 == name { print $field }' "$times" | sort -n | awk '{ all[NR] = $1 } END { print all[int((NR + 1) / 2)] }'
}

echo "| repository | command | CPU s | wall s | of cat-file (CPU) |"
echo "|---|---|---|---|---|"
for repository in "$@"; do
    : >"$times"
    round=0
    while [ "$round" -lt "$rounds" ]; do
        measure scan-1 "$program" scan --history --no-cache --no-progress --threads 1 --format json -C "$repository"
        measure scan-2 "$program" scan --history --no-cache --no-progress --threads 2 --format json -C "$repository"
        measure cat-file git -C "$repository" cat-file --batch-all-objects --unordered --buffer --batch
        [ -n "${NO_LOG:-}" ] || measure log git -C "$repository" log -p -U0 --all
        round=$((round + 1))
    done
    base=$(median cat-file 2)
    for name in scan-1 scan-2 cat-file log; do
        cpu=$(median "$name" 2)
        [ -n "$cpu" ] || continue
        echo "| $(basename "$(dirname "$repository")") | $name | $cpu | $(median "$name" 3) | $(awk -v a="$cpu" -v b="$base" 'BEGIN { printf "%.2f", a / b }') |"
    done
done
