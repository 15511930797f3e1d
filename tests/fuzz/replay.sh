#!/bin/sh
# Feeds every fuzzer its seeds and its corpus, file by file; nothing may end it.
# usage: replay.sh DIRECTORY NAME...      DIRECTORY/NAME is the fuzzer linked with replay.c
set -u
here=$(cd "$(dirname "$0")" && pwd)
programs=$1
shift
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT INT TERM
sh "$here/seeds.sh" "$scratch" || exit 1
passed=0
failed=0
for name in "$@"; do
    counts=$(find "$scratch/$name" "$here/corpus/$name" -type f 2>"$scratch/missing" | sort |
        xargs "$programs/$name" 2>"$scratch/said" |
        awk '/^[0-9]+ passed/ { good += $1; bad += $3 } END { print good + 0, bad + 0 }')
    if [ "${counts#* }" != 0 ] || [ "${counts% *}" = 0 ] || [ -s "$scratch/said" ]; then
        echo "fuzzer $name:"
        head -n 40 "$scratch/said"
        failed=$((failed + 1))
    fi
    passed=$((passed + ${counts% *}))
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
