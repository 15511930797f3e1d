#!/bin/sh
# What the peers rest on, at 500 transactions: both shapes of a month give the same reports and
# positions, the sqlite3 shell finds what we find, and a cent or a row of difference is noticed.
#   sh peers_small.sh BUILD
# shellcheck disable=SC2016 # what holds is a command, and run by holds
set -eu
LC_ALL=C
export LC_ALL
build=$1
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
passed=0
failed=0

holds() {
    if eval "$2"; then passed=$((passed + 1)); else
        failed=$((failed + 1))
        echo "not so: $1" >&2
    fi
}

# Month, reports and what the peer found, of shape $1, generated with option $2.
make() {
    mkdir "$scratch/$1" "$scratch/$1.peer"
    # shellcheck disable=SC2086 # no option is no word
    "$build/tests/bench/generate" $2 "$scratch/$1" 500 1
    "$build/tieout" run "$scratch/$1" --out "$scratch/$1.out" >/dev/null
    sh "$here/peers_sql.sh" sqlite3 "$scratch/$1" "$scratch/$1.peer" totals |
        sqlite3 -bail :memory: >/dev/null
}

# Everything but digests and sizes of files.
figures() {
    for file in "$1"/*; do
        case $file in
        */manifest.json | */books.db) ;;
        *) grep -v -e '^file-bytes,' -e '^scanner-bytes,' "$file" | sed "s#^#${file##*/}: #" ;;
        esac
    done
    sqlite3 "$1/books.db" 'SELECT * FROM positions'
}

agree() {
    sh "$here/peers_agree.sh" "$scratch/$1.out" "$scratch/$2" >/dev/null 2>&1
}

# The peer's outputs with one of them, $1, changed by the rest of the words.
changed() {
    rm -rf "$scratch/changed"
    cp -r "$scratch/quoted.peer" "$scratch/changed"
    file=$1
    shift
    "$@" "$scratch/quoted.peer/$file.csv" >"$scratch/changed/$file.csv"
    ! cmp -s "$scratch/quoted.peer/$file.csv" "$scratch/changed/$file.csv"
}

make quoted ''
make few --few-quotes
figures "$scratch/quoted.out" >"$scratch/quoted.figures"
figures "$scratch/few.out" >"$scratch/few.figures"
holds 'quotes are few in the second shape' \
    '[ $(($(cat "$scratch"/few/* | tr -dc \" | wc -c) * 50)) -lt \
       "$(cat "$scratch"/quoted/* | tr -dc \" | wc -c)" ]'
holds 'both shapes give the same reports' \
    'cmp "$scratch/quoted.figures" "$scratch/few.figures"'
holds 'reports hold positions' '[ "$(wc -l <"$scratch/few.figures")" -gt 1000 ]'
holds 'sqlite3 agrees' 'agree quoted quoted.peer'
holds 'sqlite3 agrees about few quotes' 'agree few few.peer'
holds 'a cent less is noticed' \
    'changed uncollected sed "2s/\.[0-9]*/.000001/" && ! agree quoted changed'
holds 'a row less is noticed' 'changed refunds sed "\$d" && ! agree quoted changed'
holds 'a row more is noticed' 'changed net-terms sed "\$p" && ! agree quoted changed'
holds 'another total is noticed' 'changed totals sed "2s/[1-9]/0/" && ! agree quoted changed'
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
