#!/bin/sh
# Prints blobs of real repositories in the format of `git cat-file --batch`. The throughput benchmarks read this file (SECRETSENTRY_CORPUS).
# usage: benchmarks/corpus.sh MEGABYTES-OF-EACH REPOSITORY...  >corpus
# Object ids are random, so their order is a fair sample over the whole history. Blobs over 1 MB are skipped.
set -eu
each=$(($1 * 1000000))
shift
for repository in "$@"; do
    git -C "$repository" cat-file --batch-all-objects --batch-check='%(objecttype) %(objectname) %(objectsize)' |
        awk -v limit="$each" '$1 == "blob" && $3 > 0 && $3 < 1000000 { print $2; sum += $3; if (sum > limit) exit }' |
        git -C "$repository" cat-file --batch --buffer
done
