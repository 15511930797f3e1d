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
part=formats
# shellcheck source=tests/stories/verdict.sh
. "$root/tests/stories/verdict.sh"
formats=jsonl,sarif,junit

# The reports $1 of the files in $2 by the rules $3, read by somebody else's code.
read_again() {
    python3 "$root/tests/stories/formats.py" "$root" "$1" "$2" "$3" >"$scratch/said" 2>&1 || :
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    world=${folder##*/}
    out=$scratch/$world
    run_story "$folder" run in --out "$out" --raw --format "$formats" >/dev/null 2>&1 || :
    rules=$(own_rules "$folder")
    read_again "$out" "$folder/in" "${rules:-$root/rules}"
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

# Texts from outside stay texts, and names of files with marks and blanks are found.
mkdir "$scratch/hostile"
cp "$root"/fixtures/stories/demo-month/in/*.csv "$scratch/hostile"
sed "s/DM-401/<script>\&amp;']]>%41/g; s/DM-206/]]><!--=DM-206/g" \
    "$root/fixtures/stories/demo-month/in/disbursed_amount_by_product_2024-02-29.csv" \
    >"$scratch/hostile/disbursed_amount_by_product_2024-02-29 #7 <b>&é.csv"
rm "$scratch/hostile/disbursed_amount_by_product_2024-02-29.csv"
"$program" run "$scratch/hostile" --out "$scratch/out" --raw --format "$formats" \
    >/dev/null 2>&1 || :
read_again "$scratch/out" "$scratch/hostile" "$root/rules"
grep -q 'name="&lt;script&gt;&amp;amp;' "$scratch/out/findings.xml" ||
    echo "findings.xml does not know the hostile reference" >>"$scratch/said"
grep -qF '%20%237%20%3Cb%3E%26%C3%A9.csv' "$scratch/out/findings.sarif" ||
    echo "findings.sarif does not know the hostile name" >>"$scratch/said"
verdict 'hostile texts'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
