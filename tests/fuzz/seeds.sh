#!/bin/sh
# What a fuzzer begins with, out of what the project holds anyway: stories and broken files as
# records, their amounts as money, each map with a sample of it, each rule, each .meta.json.
# usage: seeds.sh DIRECTORY        makes DIRECTORY/NAME/ for each fuzzer
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
mkdir -p "$1/record" "$1/money" "$1/map" "$1/rule" "$1/meta"
into=$(cd "$1" && pwd)
cd "$root"

# The first byte says how many bytes are read at a time: 0, or a prime.
number=0
for file in fixtures/stories/demo-month/in/*.csv fixtures/broken/*.csv; do
    number=$((number + 1))
    for chunk in '\000' '\007'; do
        { printf "$chunk" && head -c 3000 "$file"; } >"$into/record/$number-${chunk#?00}"
    done
done
for file in rules/families/*/map.csv; do
    folder=${file%/map.csv}
    for sample in "$folder"/*.sample.csv; do
        name=$into/map/${folder##*/}-${sample##*/}
        grep -v "^\*,,restates," "$file" >"$name" # of families that are not here
        [ ! -f "$sample" ] || { printf '\n====\n' && cat "$sample"; } >>"$name"
    done
done
cp rules/exceptions/*.sql "$into/rule/"
find fixtures -name '*.meta.json' | while IFS= read -r file; do
    cp "$file" "$into/meta/"
done
awk -F'"' -v into="$into/money/" '
    FNR > 1 { for (i = 2; i < NF; i += 2) if ($i ~ /[0-9][.,][0-9]/ && !seen[$i]++) {
        file = into (++count); printf "%s", $i > file; close(file) } }
' fixtures/stories/excel-touched/in/*.csv fixtures/stories/demo-month/in/disb*.csv
for text in 0 -0 1.2E+05 '$1,200.00 ' '(5.00)' 1,2,3 1000000000000 1000000000000.000001 0.0000001 \
    1.000000000 '€ 3' . - +1 0x1 '' 1. .5 '1 2'; do
    printf '%s' "$text" >"$into/money/text-$(printf '%s' "$text" | cksum | cut -d ' ' -f 1)"
done
