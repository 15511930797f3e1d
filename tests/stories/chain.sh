#!/bin/sh
# A row of made-up months in one books file, with late payers, refunds, part payments and payouts
# that do not say their currency: a check leaves out what is settled, and takes back what a new
# file names. Each pack is made again by `verify` from the files alone, which leaves nothing out.
#   sh tests/stories/chain.sh PROGRAM
set -eu
LC_ALL=C
export LC_ALL
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
generate=$(dirname "$program")/tests/bench/generate
months=7
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
cd "$scratch"
passed=0
failed=0

# What $1 says holds, when nothing is in the file `difference`.
verdict() {
    if [ -s difference ]; then
        failed=$((failed + 1))
        echo "chain $1:"
        head -n 20 difference
    else
        passed=$((passed + 1))
    fi
}

# Month $1, counted from 0 of September 2021, as YYYY-MM.
month_name() {
    awk -v month="$1" 'BEGIN {
        month += 8
        printf "%04d-%02d\n", 2021 + int(month / 12), month % 12 + 1
    }'
}

mkdir all
month=0
while [ "$month" -lt "$months" ]; do
    period=$(month_name "$month")
    mkdir "in-$month"
    "$generate" "in-$month" 500 11 "$month" >told
    cp "in-$month"/* all/
    : >difference
    "$program" load --books books.db "in-$month" >told 2>&1 || cp told difference
    "$program" close --books books.db --period "$period" --by Ada --out "$period" >told 2>&1 ||
        cp told difference
    verdict "$period is sealed"
    "$program" verify "$period" --inputs all >told 2>&1 && : >difference || cp told difference
    verdict "$period is made again from its files"
    month=$((month + 1))
done

# Else nothing was shown: most of what lies back is left out, payouts in euros too.
python3 - >difference <<'END'
import sqlite3
books = sqlite3.connect("books.db")
def count(sql):
    return books.execute(sql).fetchone()[0]
settled = count("SELECT count(*) FROM kept_settled_reference")
if settled < count("SELECT count(*) FROM reference") * 2 / 3:
    print("only", settled, "references are settled")
if count("SELECT count(*) FROM kept_settled_reference JOIN reference_currency "
         "USING (reference_id)") == 0:
    print("none of them in another currency")
END
verdict 'what is settled is left out'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
