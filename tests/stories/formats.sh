#!/bin/sh
# What --format asks for, of every world, read by somebody else's code (formats.py): that it says
# what findings.csv says. And what --report leaves out changes nothing of what is left.
#   sh tests/stories/formats.sh PROGRAM
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
passed=0
failed=0
formats=jsonl

# The case $1 holds when nothing was said.
verdict() {
    if [ -s "$scratch/said" ]; then
        failed=$((failed + 1))
        echo "formats: $1:"
        head -n 30 "$scratch/said"
    else
        passed=$((passed + 1))
    fi
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    world=${folder##*/}
    out=$scratch/$world
    run_story "$folder" run in --out "$out" --raw --format "$formats" >/dev/null 2>&1 || :
    python3 "$root/tests/stories/formats.py" "$root" "$out" >"$scratch/said" 2>&1 || :
    verdict "$world"
    run_story "$folder" run in --out "$scratch/few" --raw --report refunds >/dev/null 2>&1 || :
    for left in "$scratch/few"/*; do
        name=${left##*/}
        case $name in
        books.db | manifest.json | summary.txt) ;;
        *) cmp "$left" "$out/$name" || : ;;
        esac
    done >"$scratch/said" 2>&1
    for name in refunds tie-out conservation assumptions rejects; do
        [ -f "$scratch/few/$name.csv" ] || echo "$name.csv is not there"
    done >>"$scratch/said"
    verdict "$world: refunds alone"
    rm -rf "$out" "$scratch/few"
done

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
