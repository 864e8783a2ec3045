#!/bin/sh
# Question: how much time does the check before a push take? Measures a push of 1,000 new commits and a push of 3,000 refs: whole processes, medians of one run.
# usage: benchmarks/push-check.sh [PROGRAM]     needs hyperfine and python3; result to standard output as a Markdown table
set -eu
program=${1:-secretsentry}
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir "$folder/r" && cd "$folder/r"
git init -q -b main .
git config user.name bench
git config user.email bench@example.invalid
# Makes 1,000 commits of three files each, in a repository of 200 files.
python3 - <<'PY' | git fast-import --quiet
import sys
def blob(text): return f"data {len(text)}\n{text}\n"
out = sys.stdout
def commit(number, files):
    out.write(f"commit refs/heads/main\nmark :{number + 1}\ncommitter bench <bench@example.invalid> {1700000000 + number} +0000\n" + blob(f"commit {number}"))
    if number: out.write(f"from :{number}\n")
    for name, text in files: out.write(f"M 100644 inline {name}\n" + blob(text))
commit(0, [(f"d{i // 20}/f{i}.txt", f"line of file {i}\n" * 50) for i in range(200)])
for c in range(1, 1001):
    commit(c, [(f"d{(c * k % 200) // 20}/f{c * k % 200}.txt", f"line of commit {c}, value = {k}\n" * 50) for k in (3, 7, 11)])
PY
git reset -q --hard
first=$(git rev-list --max-parents=0 main)
last=$(git rev-parse main)
git update-ref refs/remotes/origin/main "$first"
echo "refs/heads/main $last refs/heads/main $first" >"$folder/commits"
git rev-list main | head -1000 | awk '{ print "create refs/heads/b" NR " " $1 }' | git update-ref --stdin
i=1000
while [ $i -lt 3000 ]; do i=$((i + 1)); echo "create refs/heads/b$i $last"; done | git update-ref --stdin
git for-each-ref --format="%(refname) %(objectname) %(refname) 0000000000000000000000000000000000000000" refs/heads/b* >"$folder/refs"
git repack -qad
for list in commits refs; do
    hyperfine -N -w 2 -r 20 --export-json "$folder/$list.json" "sh -c 'exec \"$program\" hook pre-push -- origin x <\"$folder/$list\"'" >&2
done
hyperfine -N -w 2 -r 20 --export-json "$folder/git.json" "git log -p --format= $first..$last" >&2
python3 - "$folder" <<'PY'
import json, sys
print("| what | median |\n|---|---:|")
for name, label in (("commits", "hook pre-push, 1,000 new commits, 3,000 changed files"), ("refs", "hook pre-push, 3,000 refs on these commits"), ("git", "for comparison: git log -p of the commits")):
    print(f"| {label} | {1000 * json.load(open(f'{sys.argv[1]}/{name}.json'))['results'][0]['median']:.0f} ms |")
PY
