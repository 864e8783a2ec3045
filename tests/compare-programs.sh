#!/usr/bin/env bash
# Runs two builds of the program over the same repositories and compares every report byte by byte.
#   tests/compare-programs.sh OLD NEW REPOSITORY...
# Times are replaced. Everything else is compared, including exit codes and standard error. Exits with 1 when anything differs.
set -euo pipefail

[ $# -ge 3 ] || { echo "usage: $0 OLD NEW REPOSITORY..." >&2; exit 2; }
old=$(realpath "$1") new=$(realpath "$2")
shift 2
formats=(text json jsonl sarif junit gitlab github csv html markdown msbuild)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints one report of one program, then standard error and the exit code.
report() {
    local program=$1 code=0
    shift
    "$program" "$@" --no-progress >"$work/out" 2>"$work/err" || code=$?
    sed -E 's/20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9:]+)?/TIME/g; s/time="[0-9.]+"/time="T"/g' "$work/out"
    cat "$work/err"
    echo "exits with $code"
}

repositories=0 reports=0 different=0
for repository in "$@"; do
    repositories=$((repositories + 1))
    for source in "--history --no-cache" "."; do
        for format in "${formats[@]}"; do
            # A bare repository has no work tree to scan.
            [ "$source" != . ] || [ -e "$repository/.git" ] || continue
            reports=$((reports + 1))
            # shellcheck disable=SC2086 # the source is words
            report "$old" scan $source -C "$repository" --min-confidence low --format "$format" >"$work/a"
            # shellcheck disable=SC2086
            report "$new" scan $source -C "$repository" --min-confidence low --format "$format" >"$work/b"
            if ! cmp -s "$work/a" "$work/b"; then
                different=$((different + 1))
                echo "differs: $repository, scan $source --format $format"
                diff "$work/a" "$work/b" | head -5 | cut -c1-200 || true
            fi
        done
    done
done
echo "$repositories repositories, $reports reports, $different different"
[ "$different" = 0 ]
