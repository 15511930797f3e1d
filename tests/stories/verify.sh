#!/bin/sh
# Every world's reports come out again, byte for byte; and of one world with everything a run can
# be made of, one byte is turned in every output, every input and a rule: each must be found.
#   sh tests/stories/verify.sh PROGRAM
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d)
trap 'rm -rf "${scratch:?}"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
passed=0
failed=0

# The case $1 ends with exit code $2; what was said must hold $3. The rest is the arguments.
verify() {
    what=$1
    wanted=$2
    words=$3
    shift 3
    code=0
    "$program" verify "$@" >"$scratch/said" 2>&1 || code=$?
    if [ "$code" -eq "$wanted" ] && grep -qF -- "$words" "$scratch/said"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "verify: $what: exit code $code, wanted $wanted, and the words: $words"
        cat "$scratch/said"
    fi
    for left in "$scratch"/*.tieout-*; do
        [ -e "$left" ] || continue
        failed=$((failed + 1))
        echo "verify: $what: leaves $left behind"
        rm -rf "${left:?}"
    done
}

# Turns the lowest bit of the byte at offset $2 of file $1; twice, and it is as before.
flip() {
    byte=$(od -An -tu1 -j "$2" -N 1 "$1" | tr -d ' ')
    byte=$((byte % 2 == 0 ? byte + 1 : byte - 1))
    # shellcheck disable=SC2059
    printf "\\$(printf %03o "$byte")" | dd of="$1" bs=1 seek="$2" conv=notrunc 2>/dev/null
}

middle() {
    echo $(($(wc -c <"$1") / 2))
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    rules=$(own_rules "$folder")
    run_story "$folder" run in --out "$scratch/out" >/dev/null 2>&1 || :
    set -- "$scratch/out"
    [ -z "$rules" ] || set -- "$@" --rules "$rules"
    verify "${folder##*/}" 0 'identical' "$@"
    rm -rf "$scratch/out"
done

world=$scratch/world
cp -r "$root/fixtures/stories/net-terms-across-month-end" "$world"
printf 'name,value\nsettlement_grace_days,40\n' >"$world/policy.csv"
printf '{"dataSetCoverageRange": {"startDateTime": "%s", "endDateTime": "%s"}}\n' \
    2024-01-01T00:00:00Z 2024-02-01T00:00:00Z \
    >"$world/in/monthly_revenue_billing_and_revenue_data_2024-02-15.meta.json"
(cd "$world" && "$program" run in --out "$scratch/out" --terms terms.csv --policy policy.csv \
    --set penny=0.02 --as-of 2024-02-29 --full --raw --prove) >/dev/null
verify 'everything a run can be made of' 0 'The books hold the same rows.' "$scratch/out"

for output in "$scratch/out"/*; do
    [ "${output##*/}" != books.db ] || continue
    at=$(middle "$output")
    flip "$output" "$at"
    if [ "${output##*/}" = manifest.json ]; then
        verify "one byte of ${output##*/}" 4 'tieout: ' "$scratch/out"
    else
        verify "one byte of ${output##*/}" 4 "${output##*/}:" "$scratch/out"
    fi
    flip "$output" "$at"
done
at=$(LC_ALL=C grep -abo 'NT-2' "$scratch/out/books.db" | head -n 1 | cut -d: -f1)
flip "$scratch/out/books.db" "$at"
verify 'one byte of books.db' 4 'books.db: row ' "$scratch/out"
flip "$scratch/out/books.db" "$at"
verify 'as it was' 0 'identical' "$scratch/out"

for input in "$world"/in/* "$world/terms.csv" "$world/policy.csv"; do
    at=$(middle "$input")
    flip "$input" "$at"
    verify "one byte of ${input##*/}" 4 'not the file the reports were made of' "$scratch/out"
    verify "one byte of ${input##*/} under --inputs" 4 'as the run read it' "$scratch/out" \
        --inputs "$world"
    flip "$input" "$at"
done

mkdir -p "$scratch/archive/deep"
count=0
for input in "$world"/in/* "$world/terms.csv" "$world/policy.csv"; do
    count=$((count + 1))
    mv "$input" "$scratch/archive/deep/$count.bin"
done
verify 'files that are gone' 4 'is no longer where the run read it' "$scratch/out"
verify 'files under other names' 0 'identical' "$scratch/out" --inputs "$scratch/archive"
mv "$scratch/out/books.db" "$scratch/moved.db"
verify 'books that are not there' 0 'books.db is not here' "$scratch/out" \
    --inputs "$scratch/archive"
verify 'books elsewhere' 0 'The books hold the same rows.' "$scratch/out" \
    --inputs "$scratch/archive" --books "$scratch/moved.db"
echo note >"$scratch/out/note.txt"
verify 'a file nobody wrote' 4 'the run writes no note.txt' "$scratch/out" \
    --inputs "$scratch/archive"
rm "$scratch/out/note.txt" "$scratch/out/pennies.csv"
verify 'a file that is missing' 4 'pennies.csv is missing' "$scratch/out" \
    --inputs "$scratch/archive"
rm "$scratch/out/manifest.json"
verify 'no manifest' 4 'there is no manifest.json' "$scratch/out"

cp -r "$root/rules" "$scratch/rules"
(cd "$root/fixtures/stories/quiet-month" && "$program" run in --out "$scratch/own" \
    --rules "$scratch/rules") >/dev/null
verify 'rules of a directory' 0 'identical' "$scratch/own" --rules "$scratch/rules"
verify 'rules of a directory, not named' 4 'not the rules' "$scratch/own"
rule=$scratch/rules/exceptions/over-disbursed.sql
at=$(LC_ALL=C grep -abo 'because' "$rule" | head -n 1 | cut -d: -f1)
flip "$rule" $((at + 12))
verify 'one byte of a rule' 4 'not the rules' "$scratch/own" --rules "$scratch/rules"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
