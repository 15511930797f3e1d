#!/bin/sh
# Laws every world obeys: the order of the files, a second run into the same directory, the locale
# and the time zone change no byte of any output but books.db; the roll-forward opens with what a
# run as of the day before closes with; rules that take no shortcut find the same; and the worlds
# fees-negative and fees-positive, which differ in how signs are printed, give equal reports.
#   sh tests/stories/laws.sh PROGRAM
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
passed=0
failed=0

# Runs the world $1 into $2 with the files named in the order of $3: forth, back or mixed; with
# the rules of directory $4 instead of its own where one is named. Any exit code will do, as long
# as it is always the same: it is kept beside the reports.
run_ordered() {
    world=$1
    out=$2
    rules=${4:-}
    case $3 in
    forth) files=$(cd "$root/fixtures/stories/$world" && printf '%s\n' in/*.csv) ;;
    back) files=$(cd "$root/fixtures/stories/$world" && printf '%s\n' in/*.csv | sort -r) ;;
    mixed) files=$(cd "$root/fixtures/stories/$world" && printf '%s\n' in/*.csv |
        awk '{ line[NR] = $0 }
            END {
                for (i = 2; i <= NR; i += 2) print line[i]
                for (i = 1; i <= NR; i += 2) print line[i]
            }') ;;
    esac
    set -- run
    for file in $files; do
        set -- "$@" "$file"
    done
    set -- "$@" --out "$out"
    [ -z "$rules" ] || set -- "$@" --rules "$rules"
    [ -z "${prove:-}" ] || set -- "$@" --prove
    code=0
    run_story "$root/fixtures/stories/$world" "$@" >/dev/null 2>&1 || code=$?
    echo "$code" >"$out.exit"
}

# The law $1 holds when the directories $2 and $3 hold the same bytes, books.db aside.
hold() {
    if diff -r -q -x books.db "$2" "$3" >"$scratch/difference" && cmp -s "$2.exit" "$3.exit"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "law broken: $1"
        cat "$scratch/difference"
    fi
}

# Each currency's column $2 in the roll-forward of directory $1, where it is not zero.
rolled() {
    awk -F, -v name="$2" 'NR == 1 { for (at = 1; at <= NF; at++) if ($at == name) column = at }
        $2 == "(total)" && $column != "0.00" { print $1, $column }' "$1/roll-forward.csv"
}

# Runs the world $1 into $2 with the options it has, but as of $3.
run_as_of() {
    world=$1
    out=$2
    day=$3
    set -- run in --out "$out" --as-of "$day"
    skip=no
    if [ -f "$root/fixtures/stories/$world/args" ]; then
        while IFS= read -r argument; do
            case $skip$argument in
            no--as-of | no--from) skip=yes ;;
            no*) set -- "$@" "$argument" ;;
            *) skip=no ;;
            esac
        done <"$root/fixtures/stories/$world/args"
    fi
    rules=$(own_rules "$root/fixtures/stories/$world")
    [ -z "$rules" ] || set -- "$@" --rules "$rules"
    (cd "$root/fixtures/stories/$world" && "$program" "$@") >/dev/null 2>&1 || true
}

# Whatever came later - files, lines, currencies that cross - the opening is what was open then.
hold_opening() {
    day=$(sed -n 's/.*"opening_on": "\([0-9-]*\)".*/\1/p' "$2/summary.json" | head -n 1)
    [ -n "$day" ] || return 0
    run_as_of "$1" "$scratch/before" "$day"
    mkdir -p "$scratch/opens" "$scratch/closes"
    rolled "$2" opening >"$scratch/opens/sums"
    rolled "$scratch/before" closing >"$scratch/closes/sums"
    : >"$scratch/opens.exit"
    : >"$scratch/closes.exit"
    hold "$1: opens with what the day before closes with" "$scratch/opens" "$scratch/closes"
    rm -rf "$scratch/before"
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    world=${folder##*/}
    run_ordered "$world" "$scratch/first" forth
    hold_opening "$world" "$scratch/first"
    run_ordered "$world" "$scratch/other" back
    hold "$world: files in reverse order" "$scratch/first" "$scratch/other"
    LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 TZ=Pacific/Kiritimati \
        run_ordered "$world" "$scratch/other" mixed
    hold "$world: another locale and time zone, files mixed, a second run into one directory" \
        "$scratch/first" "$scratch/other"
    LC_ALL=C TZ=Pacific/Pago_Pago run_ordered "$world" "$scratch/first" forth
    hold "$world: the first order again into the first directory" "$scratch/first" "$scratch/other"
    # Asked without their shortcuts too, all rules answer the same, and nothing else changes.
    rm -rf "$scratch/other" "$scratch/proved"
    prove=yes run_ordered "$world" "$scratch/proved" forth
    grep -q '^prove,control,all,.*,ties,$' "$scratch/proved/tie-out.csv" 2>/dev/null ||
        echo "the control prove does not tie" >"$scratch/proved/prove.off"
    grep -v '^prove,' "$scratch/proved/tie-out.csv" >"$scratch/tie-out"
    mv "$scratch/tie-out" "$scratch/proved/tie-out.csv"
    cp -r "$scratch/first" "$scratch/other"
    cp "$scratch/first.exit" "$scratch/other.exit"
    for name in manifest.json summary.json summary.txt; do # these count controls and options
        rm -f "$scratch/other/$name" "$scratch/proved/$name"
    done
    hold "$world: every rule proved" "$scratch/other" "$scratch/proved"
    # Rules from a directory read every position and every line: what the built-in ones leave out
    # must hold no answer.
    rm -rf "$scratch/other"
    rules=$(own_rules "$folder")
    run_ordered "$world" "$scratch/other" forth "${rules:-$root/rules}"
    # These tell where the rules came from.
    for name in assumptions.csv manifest.json summary.json summary.txt; do
        rm -f "$scratch/first/$name" "$scratch/other/$name"
    done
    hold "$world: rules without shortcuts find the same" "$scratch/first" "$scratch/other"
    rm -rf "$scratch/first" "$scratch/other"
done

run_ordered fees-negative "$scratch/negative" forth
run_ordered fees-positive "$scratch/positive" forth
for name in assumptions.csv conservation.csv manifest.json summary.json summary.txt; do
    rm -f "$scratch/negative/$name" "$scratch/positive/$name"
done
for world in negative positive; do # a minus is a byte, and bytes are counted
    grep -v '^[a-z]*-bytes,control,' "$scratch/$world/tie-out.csv" >"$scratch/tie-out"
    mv "$scratch/tie-out" "$scratch/$world/tie-out.csv"
done
hold "fees printed negative or positive: equal reports" "$scratch/negative" "$scratch/positive"

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
