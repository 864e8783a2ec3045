#!/bin/sh
# Fetches ordinary code, the negatives of training: Debian source packages in the versions that a list names, tarballs checked by SHA-256.
# usage: fetch-ordinary-code.sh [LIST] FOLDER     LIST: ordinary-code.tsv beside this script, or benchmarks/detection/ordinary-projects.tsv
# Each package becomes FOLDER/PACKAGE, without Debian's patches (those would leave a second copy of every file they change). Trees that are
# there stay. apt is asked with lists of its own, so that nothing set up on the machine changes; it checks Debian's signature besides.
# Exit code 1: a package could not be had (Debian drops a version when the next one comes), or is not what the list says.
# LIST: tab-separated with a headline; read are the columns `package`, `version`, `sha256` (of the source tarballs, joined by commas) and,
# where there is one, `kept` (the folders that are kept; . is all), which cuts off the bulk of packages that would outweigh the others.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
[ $# -eq 2 ] || set -- "$here/ordinary-code.tsv" "$@"
list=$(realpath "$1")
mkdir -p "$2"
folder=$(realpath "$2")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir -p "$scratch/lists/partial" "$scratch/cache/archives/partial" "$scratch/package"
cat >"$scratch/debian.sources" <<'SOURCES'
Types: deb-src
URIs: http://deb.debian.org/debian
Suites: bookworm
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
SOURCES

apt() {
    apt-get -qq -o Dir::Etc::sourcelist="$scratch/debian.sources" -o Dir::Etc::sourceparts=/dev/null -o Dir::State::lists="$scratch/lists" \
        -o Dir::Cache="$scratch/cache" -o APT::Sandbox::User=root "$@" >/dev/null
}

# fetch PACKAGE VERSION SUMS KEPT
fetch() {
    rm -rf "$scratch/package"
    mkdir "$scratch/package"
    cd "$scratch/package"
    apt source --download-only --only-source "$1=$2" || return 1
    sums=$(find . -name '*.tar.*' ! -name '*.debian.tar.*' ! -name '*.asc' -exec sha256sum {} + | cut -d ' ' -f 1 | sort)
    [ "$sums" = "$(echo "$3" | tr , '\n' | sort)" ] || { echo "$1: other tarballs than the list names" >&2; return 1; }
    dpkg-source --no-check --no-copy --skip-patches -x ./*.dsc tree >/dev/null 2>messages || { cat messages >&2; return 1; }
    # Beside, then moved: a tree that is there is whole.
    rm -rf "$folder/.unpacking"
    mkdir "$folder/.unpacking"
    cd tree
    # Unquoted on purpose: a list of patterns.
    # shellcheck disable=SC2086
    cp -a --parents $4 "$folder/.unpacking" || return 1
    mv "$folder/.unpacking" "$folder/$1"
}

apt update
failed=0
while read -r package version sums kept; do
    [ -e "$folder/$package" ] || fetch "$package" "$version" "$sums" "$kept" || { echo "not fetched: $package $version" >&2; failed=1; }
done <<LIST
$(awk -F '\t' 'NR == 1 { for (i = 1; i <= NF; i++) column[$i] = i; next }
    { print $column["package"], $column["version"], $column["sha256"], ("kept" in column) ? $column["kept"] : "." }' "$list")
LIST
exit $failed
