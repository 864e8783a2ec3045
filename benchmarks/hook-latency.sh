#!/bin/sh
# Question: how much time does the pre-commit check take, compared with git itself? Measures whole processes: git's own diff of the index and our check, with ten
# staged files in repositories of 20, 5,000 and 50,000 files, and with 500 staged files of 20 KB. Prints medians of one run, ratios, peak memory, and mean
# processor time, which is more reliable on a shared machine.
# usage: benchmarks/hook-latency.sh [PROGRAM] [FILES...]     needs hyperfine and python3; result to standard output as a Markdown table
set -eu
program=${1:-secretsentry}
[ $# -eq 0 ] || shift
[ $# -gt 0 ] || set -- 20 5000 50000
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# make_repository NAME FILES
make_repository() {
    mkdir "$folder/$1" && cd "$folder/$1"
    git init -q .
    git config user.name bench
    git config user.email bench@example.invalid
    python3 - "$2" <<'PY'
import os, sys
for i in range(int(sys.argv[1])):
    os.makedirs(f"d{i // 1000}/e{i // 50}", exist_ok=True)
    with open(f"d{i // 1000}/e{i // 50}/f{i}.txt", "w") as f:
        f.write(f"line of file {i}, nothing to see\n" * 20)
PY
    git add . && git commit -qm base && git gc -q
}

peak() { python3 -c 'import os,subprocess,sys,resource; subprocess.run(sys.argv[1:],check=True); print(round(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss/1024))' "$@"; }

# compare LABEL
compare() {
    hyperfine -N -w 5 -r 60 --export-json "$folder/result.json" 'git diff --cached --raw' "$program hook pre-commit --" >&2
    python3 - "$1" "$(peak "$program" hook pre-commit --)" "$folder/result.json" <<'PY'
import json, sys
results = json.load(open(sys.argv[3]))["results"]
git, own = (1000 * one["median"] for one in results)
git_cpu, own_cpu = (1000 * (one["user"] + one["system"]) for one in results)
print(f"| {sys.argv[1]} | {git:.1f} ms | {own:.1f} ms | {own / git:.2f} | {own - git:+.1f} ms | {git_cpu:.1f} / {own_cpu:.1f} ms | {sys.argv[2]} MB |")
PY
}

echo '| repository | git diff --cached --raw | hook pre-commit | ratio | difference | processor time, both | peak memory |'
echo '|---|---:|---:|---:|---:|---:|---:|'
for files in "$@"; do
    make_repository "r$files" "$files"
    for file in $(git ls-files | head -10); do
        yes "changed line with value = $file and more text" | head -40 >>"$file"
    done
    git add .
    compare "$files files, 10 staged"
done
make_repository many 500
for file in $(git ls-files); do
    yes "changed line with value = $file and more text" | head -c 20000 >"$file"
done
git add .
compare '500 files, 500 staged of 20 KB'
