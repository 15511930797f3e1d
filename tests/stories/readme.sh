#!/bin/sh
# The page a newcomer reads: every command of README.md that stands behind a `$` is run, in its
# order and one directory, and must begin with what the page shows of it.
#   sh tests/stories/readme.sh PROGRAM [PAGE]
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
page=${2:-$root/README.md}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
mkdir "$scratch/bin" "$scratch/here"
ln -s "$program" "$scratch/bin/tieout"
ln -s "$root/fixtures" "$root/docs" "$scratch/here/"
PATH=$scratch/bin:$PATH
export PATH
passed=0
failed=0

# Numbered commands, and beside each what the page shows of it.
awk -v to="$scratch/shown." '
    /^```/ { inside = !inside; name = ""; next }
    inside && /^\$ / {
        name = sprintf("%s%03d", to, ++count)
        print substr($0, 3) >name ".command"
        printf "" >name
        next
    }
    inside && name { print >name }' "$page"

for command in "$scratch"/shown.*.command; do
    shown=${command%.command}
    (cd "$scratch/here" && sh "$command") >"$shown.told" 2>&1 || echo "it ends $?" >>"$shown"
    head -n "$(wc -l <"$shown")" "$shown.told" >"$shown.begins"
    if diff -u "$shown" "$shown.begins" >"$shown.differs"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "not as shown: $(cat "$command")"
        cat "$shown.differs"
    fi
done
[ "$passed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
