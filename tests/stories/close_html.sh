#!/bin/sh
# close.html of every world, read by a parser of its own (close_html.py): well formed, and all that
# the reports beside it say. Worlds whose texts are markup and script, and that have more rows than
# a page shows. And a page with a digit changed is noticed.
#   sh tests/stories/close_html.sh PROGRAM
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
part=html
# shellcheck source=tests/stories/verdict.sh
. "$root/tests/stories/verdict.sh"

# The page of the directory $1, made by the rules $2.
read_page() {
    python3 "$root/tests/stories/close_html.py" "$root" "$1" "$2" >"$scratch/said" 2>&1 || :
    if grep -qF "$scratch" "$1/close.html"; then
        echo "a path of this machine stands on the page" >>"$scratch/said"
    fi
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    world=${folder##*/}
    run_story "$folder" run in --out "$scratch/out" --raw --format html >/dev/null 2>&1 || :
    rules=$(own_rules "$folder")
    read_page "$scratch/out" "${rules:-$root/rules}"
    verdict "$world"
    rm -rf "$scratch/out"
done

for kind in hostile crowd; do
    mkdir "$scratch/$kind"
    python3 "$root/tests/page/worlds.py" "$kind" "$root/fixtures/stories/demo-month/in" \
        "$scratch/$kind"
    "$program" run "$scratch/$kind" --out "$scratch/out" --raw --format html --full \
        >/dev/null 2>&1 || :
    read_page "$scratch/out" "$root/rules"
    verdict "$kind"
done

# A page is made again byte for byte, and read no more once a digit is another.
"$program" verify "$scratch/out" --inputs "$scratch/crowd" >"$scratch/told" 2>&1 || :
grep -q ': identical\.' "$scratch/told" && : >"$scratch/said" || cp "$scratch/told" "$scratch/said"
verdict 'verify'
sed -i 's,01</td>,02</td>,' "$scratch/out/close.html"
read_page "$scratch/out" "$root/rules"
if [ -s "$scratch/said" ]; then : >"$scratch/said"; else echo 'not noticed' >"$scratch/said"; fi
verdict 'a digit changed'
"$program" verify "$scratch/out" --inputs "$scratch/crowd" >"$scratch/told" 2>&1 || :
grep -q 'close.html' "$scratch/told" && : >"$scratch/said" || cp "$scratch/told" "$scratch/said"
verdict 'verify notices it too'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
