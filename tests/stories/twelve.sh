#!/bin/sh
# A year, month by month: load, close, load what comes late, close ... Opening, every part of the
# roll-forward, prior-period items, and closing of each pack are counted again from the raw reports
# by twelve_count.awk; no pack depends on the order of files and loads between two seals; packs are
# made again a year later, without the books; the tables of the last are those of one run over all.
#   sh tests/stories/twelve.sh PROGRAM [SEED...]
set -eu

LC_ALL=C
export LC_ALL
here=$(cd "$(dirname "$0")" && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
[ $# -gt 0 ] || set -- 1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
passed=0
failed=0

verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1"
        head -n 20 "$scratch/difference"
    fi
}

same() {
    worst=0
    diff "$2" "$3" >"$scratch/difference" 2>&1 || worst=1
    verdict "$1" "$worst"
}

month_of() {
    printf '%04d-%02d' $((2024 + ($1 + 5) / 12)) $((($1 + 5) % 12 + 1))
}

last_day_of() {
    case $(month_of "$1") in
    2025-02) echo 2025-02-28 ;;
    *-04 | *-06 | *-09 | *-11) echo "$(month_of "$1")-30" ;;
    *) echo "$(month_of "$1")-31" ;;
    esac
}

# The program says why it did not, and the year ends.
must() {
    if ! "$program" "$@" >"$scratch/told" 2>&1; then
        echo "tieout $*"
        tail -n 5 "$scratch/told"
        exit 1
    fi
}

# Into books $1 the files of group $2, all at once, or (with `apart`) each in a load of its own,
# the last one first.
load_group() {
    awk -v group="$2" '$1 == group { print $2 }' year/files | sort >"$scratch/group"
    if [ "$3" = apart ]; then
        sort -r "$scratch/group" >"$scratch/turned"
        while IFS= read -r name; do
            must load --books "$1" --replace "year/in/$name"
        done <"$scratch/turned"
        return
    fi
    while IFS= read -r name; do
        set -- "$@" "year/in/$name"
    done <"$scratch/group"
    books=$1
    shift 3
    must load --books "$books" --replace "$@"
}

# Files of groups up to $1 that count: of two issues of a month the newer one. Billed ones first.
files_of() {
    awk -v group="$1" '$1 <= group && !/disp/ { print $2 }' year/files | sort >"$scratch/loaded"
    awk '{ line[NR] = $0; month = substr($0, 1, length($0) - 7) }
        /^monthly/ && month == before { drop[NR - 1] = 1 }
        { before = month }
        END { for (at = 1; at <= NR; at++) if (!(at in drop)) print line[at] }' "$scratch/loaded" |
        sort -r | sed 's|^|year/in/|'
}

# Cents as the program prints amounts, and 0.00 for none.
amounts='function amount(cents,    size) { size = cents < 0 ? -cents : cents
    return sprintf("%s%d.%02d", cents < 0 ? "-" : "", int(size / 100), size % 100) }'

# Month $1 of books A: its pack against the count.
check_month() {
    month=$(month_of "$1")
    pack=packs/$1
    from=$(last_day_of $(($1 - 1)))
    closed=
    [ "$1" = 1 ] || closed=counts/$(($1 - 1))
    files_of "$1" >"$scratch/files"
    # Names hold no blanks.
    # shellcheck disable=SC2046
    awk -v from="$from" -v to="$(last_day_of "$1")" -v closed="$closed" \
        -f "$here/twelve_count.awk" $(cat "$scratch/files") >"counts/$1"
    awk -F , "$amounts"' $1 == "closing" { print $2 "," $3 "," amount($4) }' "counts/$1" |
        sort >"$scratch/ours"
    awk -F , 'NR > 1 { print $1 "," $2 "," $4 }' "$pack/closing.csv" >"$scratch/theirs"
    same "$month: closing.csv" "$scratch/ours" "$scratch/theirs"
    awk -F , "$amounts"' $1 == "prior" {
        print $2 "," $3 "," amount($4) "," amount($5) "," amount($5 - $4) }' "counts/$1" |
        sort >"$scratch/ours"
    awk -F , 'NR > 1 { print $1 "," $2 "," $5 "," $6 "," $7 }' "$pack/prior-period.csv" \
        >"$scratch/theirs"
    same "$month: prior-period.csv" "$scratch/ours" "$scratch/theirs"
    awk -F , "$amounts"' $1 == "roll" { # nothing is forgiven, and nothing unexplained
        printf "%s,(total)", $2
        for (at = 3; at <= 9; at++) printf ",%s%s", at == 8 ? "0.00," : "", amount($at)
        print ",0.00" }' "counts/$1" | sort >"$scratch/ours"
    grep '(total)' "$pack/roll-forward.csv" >"$scratch/theirs"
    same "$month: roll-forward.csv" "$scratch/ours" "$scratch/theirs"
    if [ "$1" != 1 ]; then
        same "$month: opening.csv" "packs/$(($1 - 1))/closing.csv" "$pack/opening.csv"
        # What is cleared is told once.
        awk -F , '$3 != "cleared"' "packs/$(($1 - 1))/timing.csv" >"$scratch/ours"
        same "$month: opening-timing.csv" "$scratch/ours" "$pack/opening-timing.csv"
    fi
}

# When month $1 is closed somebody writes down what is to be done about its gravest findings: every
# other one is due at once. It is loaded with the files of the next month.
decide() {
    name=dispositions_$(last_day_of "$1").csv
    awk -F , -v month="$(month_of "$1")" -v due="$(last_day_of "$1")" '
        NR == 1 { print "finding_id,owner,reason,comment,due_on" }
        NR > 1 && NR < 10 { print $1 ",Ada,seen in " month ",," (NR % 2 ? due : "") }' \
        "packs/$1/findings.csv" >"year/in/$name"
    echo "$(($1 + 1)) $name" >>year/files
}

# Of each finding anybody wrote of, the newest word; gone when the pack no longer finds it.
check_decided() {
    cat year/in/dispositions_*.csv 2>/dev/null | awk -F , -v day="$(last_day_of "$1")" \
        -v found="packs/$1/findings.csv" '
        BEGIN { while ((getline line <found) > 0) { split(line, cell, ","); there[cell[1]] = 1 } }
        $1 != "finding_id" { said[$1] = $3; due[$1] = $5 }
        END {
            for (id in said)
                print id "," said[id] "," due[id] "," (!(id in there) ? "gone" : \
                    due[id] != "" && due[id] < day ? "overdue" : "open")
        }' | sort >"$scratch/ours"
    awk -F , 'NR > 1 { print $1 "," $7 "," $10 "," $11 }' "packs/$1/dispositions.csv" \
        >"$scratch/theirs"
    same "$(month_of "$1"): dispositions.csv" "$scratch/ours" "$scratch/theirs"
}

# Only who sealed a month knows what waited then, and tells of it when its day is past.
without_followed() {
    awk -F , 'NR == FNR { if ($2 == "timing-not-cleared") followed[$1] = 1; next }
        FILENAME ~ /dispositions/ && $1 in followed { next }
        { gsub(/ timing-not-cleared/, ""); print }' packs/12/findings.csv "$1"
}

for seed in "$@"; do
    rm -rf "$scratch/desk"
    mkdir -p "$scratch/desk/year/in"
    cd "$scratch/desk"
    mkdir packs apart counts
    awk -v out=year/in -v seed="$seed" -f "$here/twelve_months.awk" >year/files
    printf 'payer,days\n111122223333,30\n044455556666,60\n' >terms.csv
    for at in 1 2 3 4 5 6 7 8 9 10 11 12; do
        load_group a.db "$at" together
        must close --books a.db --period "$(month_of "$at")" --by Ada --terms terms.csv \
            --out "packs/$at"
        check_month "$at"
        check_decided "$at"
        load_group b.db "$at" apart
        must close --books b.db --period "$(month_of "$at")" --by Ada --terms terms.csv \
            --out "apart/$at"
        worst=0
        diff -r "packs/$at" "apart/$at" >"$scratch/difference" 2>&1 || worst=1
        verdict "$(month_of "$at"): the order of loads" "$worst"
        [ "$at" = 12 ] || decide "$at"
    done
    for at in 1 6 12; do
        worst=0
        "$program" verify "packs/$at" --inputs year/in >"$scratch/difference" 2>&1 || worst=1
        verdict "$(month_of "$at"): made again from its pack" "$worst"
    done
    must run year/in --replace --terms terms.csv --as-of "$(last_day_of 12)" --out whole
    for table in uncollected refunds net-terms tax-collection dispositions; do
        without_followed "whole/$table.csv" >"$scratch/ours"
        without_followed "packs/12/$table.csv" >"$scratch/theirs"
        same "a year in one run: $table.csv" "$scratch/ours" "$scratch/theirs"
    done
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
