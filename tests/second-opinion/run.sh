#!/bin/sh
# The second opinion of docs/second-opinion on every story: it must agree with the program. Then
# one figure of a run is changed by a cent, or one cell of an input: it must say so, and where.
# It runs from a copy of its folder, so that it cannot lean on anything else of ours.
#   sh tests/second-opinion/run.sh PROGRAM [STORY...]
set -u

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT TERM
cp -R "$root/docs/second-opinion" "$scratch/script"
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
# shellcheck source=tests/second-opinion/sealed.sh
. "$root/tests/second-opinion/sealed.sh"
passed=0
failed=0

# What a story's run was given beside its folder: only the file of terms is not in the manifest.
opinion() {
    python3 "$scratch/script/second_opinion.py" "$@" --show differences \
        >"$scratch/stdout" 2>"$scratch/stderr"
}

good() { passed=$((passed + 1)); }

bad() {
    failed=$((failed + 1))
    echo "$1"
    grep -v '^left out' "$scratch/stdout" | head -n 12
    head -n 3 "$scratch/stderr"
}

agrees() {
    story=$root/fixtures/stories/$1
    out=$scratch/$1
    run_story "$story" run in --out "$out" >/dev/null 2>&1
    # Rules of its own are no part of a second opinion, and it must say so.
    if [ -d "$story/rules" ] || grep -q -e '^--rules' "$story/args" 2>/dev/null; then
        cannot 'rules of its own' "$story/in" --out "$out"
        return
    fi
    set -- in --out "$out"
    [ ! -f "$story/terms.csv" ] || set -- "$@" --terms terms.csv
    (cd "$story" && opinion "$@") || {
        bad "the second opinion on ${story##*/} ended with $?"
        return
    }
    good
}

# Copies file $1 to $2 with amount number $3 of it (`last`: the last one) off by a cent.
off_by_a_cent() {
    awk -v wanted="$3" '
        function turned(digit) { return digit == "0" ? "1" : digit - 1 }
        { line[NR] = $0 }
        END {
            for (pass = 1; pass <= 2; pass++) {
                seen = 0
                for (n = 2; n <= NR; n++) {
                    text = line[n]
                    out = ""
                    while (match(text, /[0-9]+\.[0-9][0-9]/)) {
                        end = RSTART + RLENGTH - 1
                        seen++
                        digit = substr(text, end, 1)
                        if (pass == 2 && seen == (wanted == "last" ? all : wanted))
                            digit = turned(digit)
                        out = out substr(text, 1, end - 1) digit
                        text = substr(text, end + 1)
                    }
                    line[n] = out text
                }
                all = seen
            }
            for (n = 1; n <= NR; n++) print line[n]
        }' "$1" >"$2"
    ! cmp -s "$1" "$2" || echo "off_by_a_cent changed nothing in $1" >&2
}

# Amount $3 of report $2 of story $1 is a cent off: exit 1, and the report is named.
sees_output() {
    rm -rf "$scratch/changed"
    cp -R "$scratch/$1" "$scratch/changed"
    off_by_a_cent "$scratch/$1/$2" "$scratch/changed/$2" "$3"
    set -- "$1" "$2" "$3" "$root/fixtures/stories/$1"
    terms=
    [ ! -f "$4/terms.csv" ] || terms="--terms $4/terms.csv"
    # shellcheck disable=SC2086 # two words or none
    opinion "$4/in" --out "$scratch/changed" $terms
    code=$?
    if [ "$code" -eq 1 ] && grep -q "^!!  $2 " "$scratch/stdout"; then
        good
    else
        bad "amount $3 of $2 in $1 is a cent off: exit $code"
    fi
}

# The first amount of report $2 in the input of story $1 is a cent off: exit 1, naming the
# file and position $3.
sees_input() {
    rm -rf "$scratch/changed"
    cp -R "$root/fixtures/stories/$1/in" "$scratch/changed"
    off_by_a_cent "$root/fixtures/stories/$1/in/$2" "$scratch/changed/$2" 1
    opinion "$scratch/changed" --out "$scratch/$1"
    code=$?
    if [ "$code" -eq 1 ] && grep -q "^!!  manifest.json  *$2 " "$scratch/stdout" &&
        grep -q "^!!  books.db positions  *$3 USD billed_gross " "$scratch/stdout"; then
        good
    else
        bad "a cell of $2 in $1 is a cent off: exit $code"
    fi
}

# Books filled in two steps, one of them with --period, and reported from: as one run.
sees_books() {
    from=$root/fixtures/stories/$1/in
    mkdir "$scratch/books" "$scratch/months"
    cp "$from"/*.csv "$scratch/months"
    mv "$scratch/months/monthly_revenue_billing_and_revenue_data_2024-02-15.csv" \
        "$scratch/months/january.csv"
    {
        "$program" load "$scratch/months/january.csv" --period 2024-01 \
            --books "$scratch/books/kept.db" &&
            rm "$scratch/months/january.csv" &&
            "$program" load "$scratch/months" --books "$scratch/books/kept.db" &&
            "$program" check --books "$scratch/books/kept.db" &&
            "$program" report --books "$scratch/books/kept.db" --out "$scratch/books/out"
    } >/dev/null 2>&1
    cp "$from/monthly_revenue_billing_and_revenue_data_2024-02-15.csv" \
        "$scratch/months/january.csv"
    opinion "$scratch/months" --out "$scratch/books/out" --books "$scratch/books/kept.db"
    code=$?
    if [ "$code" -eq 0 ] && grep -q '^books.db positions  *[1-9]' "$scratch/stdout"; then
        good
    else
        bad "the second opinion on books filled in two steps ended with $code"
    fi
    cannot 'there are no books' "$scratch/months" --out "$scratch/books/out" \
        --books "$scratch/books/gone.db"
}

# What cannot be read is exit 2 and one sentence that holds $1; never a verdict, never a trace.
cannot() {
    wanted=$1
    shift
    opinion "$@"
    code=$?
    if [ "$code" -eq 2 ] && grep -q "$wanted" "$scratch/stderr" &&
        ! grep -q Traceback "$scratch/stderr" && ! grep -q verdict "$scratch/stdout"; then
        good
    else
        bad "exit $code instead of 2 with '$wanted'"
    fi
}

if ! python3 -c 'import sqlite3' 2>"$scratch/stderr"; then
    echo "python3 has no sqlite3: install the package python3, not python3-minimal"
    echo "0 passed, 1 failed"
    exit 1
fi
one_world=no
[ $# -eq 0 ] || one_world=yes
if [ $# -eq 0 ]; then
    for folder in "$root"/fixtures/stories/*/in; do
        folder=${folder%/in}
        set -- "$@" "${folder##*/}"
    done
fi
for world in "$@"; do
    agrees "$world"
done

if [ "$one_world" = no ]; then
    for report in populations uncollected refunds net-terms tax-collection roll-forward \
        conservation; do
        for at in 1 7 last; do
            sees_output demo-month "$report.csv" "$at"
        done
    done
    sees_output demo-month payouts.csv 1
    sees_output whole-populations positions.csv 1
    sees_output whole-populations positions.csv last
    sees_books quiet-month
    sees_input demo-month monthly_revenue_billing_and_revenue_data_2024-02-15.csv DM-101

    stories=$root/fixtures/stories
    cannot 'manifest.json' "$stories/demo-month/in" --out "$scratch/nothing-here"
    cannot 'give it with --terms' "$stories/whole-populations/in" \
        --out "$scratch/whole-populations"
    mkdir "$scratch/odd"
    printf '%s\n' 'Alpha,Beta' '1,2' >"$scratch/odd/odd_2024-02-01.csv"
    cannot 'no header this script knows' "$scratch/odd" --out "$scratch/demo-month"
    printf '%s\n' '"Alpha,Beta' >"$scratch/odd/odd_2024-02-01.csv"
    cannot 'ends inside a quoted cell' "$scratch/odd" --out "$scratch/demo-month"
    cp -R "$scratch/demo-month" "$scratch/broken"
    echo 'no,amount' >>"$scratch/broken/populations.csv"
    cannot 'more or fewer cells' "$stories/demo-month/in" --out "$scratch/broken"
    sealed_months
    # Money is never a fraction of two, and nothing of ours is asked.
    if grep -nE 'float|subprocess|os\.system|map\.csv|import (tie|engine)' \
        "$scratch"/script/*.py "$scratch"/script/*.sql >"$scratch/stdout"; then
        bad "the second opinion leans on what it must not"
    else
        good
    fi
    if [ -e "$scratch/script/__pycache__" ]; then
        bad "the second opinion leaves a trace where it is read from"
    else
        good
    fi
fi
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
