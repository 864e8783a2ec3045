#!/bin/bash
# Question: how much time does a purge take, compared with git-filter-repo and the same rules, and is the result the same? Mirrors a real repository, adds
# secrets late, in the middle and early (fast-import, three copies), and measures processor seconds (including child processes), medians of the rounds.
# Usage: benchmarks/purge.sh PROGRAM REPOSITORY FOLDER prepare|check CASE|gone CASE|measure CASE|table     PROGRAM: the published secretsentry
# FOLDER keeps the repositories with secrets. Run prepare first. Then run measure for late, middle and early, any number of times (one round each; NO_FILTER=1 skips
# git-filter-repo), then table. check compares the trees of all commits. gone purges in place with clean-up and searches for remaining secrets with grep and git
# only. Needs git-filter-repo and GNU time.
set -euo pipefail
program=$1 source=$2 folder=$3 step=${4:-prepare} case=${5:-late}
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
filter=(git filter-repo --force --quiet --replace-text "$folder/rules" --preserve-commit-hashes --preserve-commit-encoding --prune-empty never)

cpu() { # COMMAND...: processor seconds
    /usr/bin/time -o "$folder/time" -f '%U %S %e %M' "$@" >"$folder/out" 2>&1 || { cat "$folder/out" >&2; exit 1; }
    awk '{ printf "%.2f %.2f %d\n", $1 + $2, $3, $4 / 1024 }' "$folder/time"
}

median() { sort -n | awk '{ all[NR] = $0 } END { print all[int((NR + 1) / 2)] }'; }

# Adds a secret to one file, AFTER commits before the end of the main branch, and removes it again FOR commits later.
plant() { # NAME AFTER FOR
    local name=$1 after=$2 lasting=$3
    git clone -q --mirror --no-local "$source" "$folder/$name.git"
    git -C "$folder/$name.git" fast-export --all --reencode=no --signed-tags=strip --mark-tags --tag-of-filtered-object=rewrite --no-data |
        python3 "$(dirname "$0")/purge-plant.py" "$(cat "$folder/secret")" "$after" "$lasting" >"$folder/stream"
    git -C "$folder/$name.git" fast-import --quiet --force <"$folder/stream"
    git -C "$folder/$name.git" -c gc.reflogExpire=now gc -q --prune=now
    rm "$folder/stream"
}

prepare() {
    mkdir -p "$folder"
    printf 'tok-%s' "$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')" >"$folder/secret"
    printf 'literal:%s\n' "$(cat "$folder/secret")" >"$folder/rules"
    local all
    all=$(git -C "$source" rev-list --count --all)
    plant late $((all - 500)) 12
    plant middle $((all / 2)) 60
    plant early 10 1000
}

check() { # CASE: the trees of all commits, by subject, author and time
    rm -rf "$folder/plan" "$folder/filtered.git"
    "$program" purge plan -C "$folder/$1.git" --replace-text "$folder/rules" --out "$folder/plan" --no-progress || [ $? -eq 1 ]
    "$program" purge apply "$folder/plan" --yes --no-progress
    git clone -q --mirror --no-local "$folder/$1.git" "$folder/filtered.git"
    (cd "$folder/filtered.git" && cpu "${filter[@]}") | tee -a "$folder/$1.git-filter-repo"
    trees() { git -C "$1" rev-list --all | LC_ALL=C sort -u | git -C "$1" log --no-walk=unsorted --stdin --format='%T %at %ct %ae %s' | LC_ALL=C sort; }
    trees "$folder/plan/rewritten.git" >"$folder/ours"
    trees "$folder/filtered.git" >"$folder/theirs"
    cmp "$folder/ours" "$folder/theirs" && echo "$1: $(wc -l <"$folder/ours") commits, all trees equal"
    kept() { git -C "$1" rev-list --all | LC_ALL=C sort >"$folder/after"; git -C "$folder/$2.git" rev-list --all | LC_ALL=C sort | LC_ALL=C comm -12 - "$folder/after" | wc -l; }
    echo "$1: ids kept by us $(kept "$folder/plan/rewritten.git" "$1"), by git-filter-repo $(kept "$folder/filtered.git" "$1")"
    git -C "$folder/plan/rewritten.git" fsck --full --strict --no-dangling --no-progress && echo "$1: fsck clean"
    "$program" purge verify -C "$folder/plan/rewritten.git" --needles-from "$folder/rules" --no-progress
}

gone() { # CASE
    complaints() { git -C "$folder/work.git" fsck --full --strict --no-progress 2>&1 | sed -E 's/[0-9a-f]{40}/ID/g' | LC_ALL=C sort; }
    local secret
    secret=$(cat "$folder/secret")
    copy "$1" && plan
    complaints >"$folder/before"
    "$program" purge apply "$folder/plan" --yes --in-place --clean-up --no-progress
    complaints >"$folder/after"
    cmp "$folder/before" "$folder/after" && echo "$1: fsck complains of as much as before: $(wc -l <"$folder/after") lines"
    echo "$1: files with the secret: $({ grep -rlF "$secret" "$folder/work.git" || true; } | wc -l)"
    echo "$1: lines with the secret in all objects: $(git -C "$folder/work.git" cat-file --batch-all-objects --batch | { grep -acF "$secret" || true; })"
    rm -rf "$folder/fresh.git"
    git clone -q --mirror --no-local "$folder/work.git" "$folder/fresh.git"
    "$program" purge plan -C "$folder/fresh.git" --replace-text "$folder/rules" --no-progress && echo "$1: a fresh clone has nothing to purge"
    rm -rf "$folder/work.git" "$folder/fresh.git" "$folder/plan"
}

# Runs a command in a new copy of a repository with secrets, and appends its time to the results.
fresh() { # CASE WHAT COMMAND...
    local name=$1 what=$2
    shift 2
    (cd "$folder/work.git" && cpu "$@") >>"$folder/$name.$what"
    rm -rf "$folder/work.git" "$folder/plan"
}

copy() { rm -rf "$folder/work.git" "$folder/plan" && cp -a "$folder/$1.git" "$folder/work.git"; }

plan() { "$program" purge plan -C "$folder/work.git" --replace-text "$folder/rules" --out "$folder/plan" --no-progress >/dev/null || [ $? -eq 1 ]; }

# Runs one round. The commands run alternately.
measure() { # CASE
    [ -n "${NO_FILTER:-}" ] || { copy "$1" && fresh "$1" git-filter-repo "${filter[@]}"; }
    copy "$1" && fresh "$1" plan bash -c '"$0" purge plan --replace-text "$1" --out "$2" --no-progress || [ $? -eq 1 ]' "$program" "$folder/rules" "$folder/plan"
    copy "$1" && plan && fresh "$1" apply-in-place "$program" purge apply "$folder/plan" --yes --in-place --no-backup --no-verify --no-progress
    copy "$1" && plan && fresh "$1" apply-in-clone "$program" purge apply "$folder/plan" --yes --no-backup --no-verify --no-progress
    copy "$1" && plan && fresh "$1" apply-in-place-with-backup-clean-up-and-proofs "$program" purge apply "$folder/plan" --yes --in-place --clean-up --no-progress
}

table() {
    echo "| case | command | rounds | CPU s | wall s | MB | of git-filter-repo (CPU) |"
    echo "|---|---|---|---|---|---|---|"
    for name in late middle early; do
        for what in git-filter-repo plan apply-in-place apply-in-clone apply-in-place-with-backup-clean-up-and-proofs; do
            [ -s "$folder/$name.$what" ] || continue
            echo "| $name | $what | $(wc -l <"$folder/$name.$what") | $(median <"$folder/$name.$what" | awk -v base="$(median <"$folder/$name.git-filter-repo" | cut -d' ' -f1)" '{ printf "%s | %s | %s | %.3f", $1, $2, $3, $1 / base }') |"
        done
    done
}

case $step in
    prepare) prepare ;;
    check) check "$case" ;;
    gone) gone "$case" ;;
    measure) measure "$case" ;;
    table) table ;;
esac
