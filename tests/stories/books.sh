#!/bin/sh
# Load order changes nothing: the files of every world go into books that accumulate, over one to
# as many loads as there are files, in several orders, and come out as the very reports of one run:
# every output byte for byte, the manifest with the digest of the books too. Refused worlds are
# refused by some step. As of an earlier day, too, the books say what a run over all files says.
#   sh tests/stories/books.sh PROGRAM [STORY...]
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
passed=0
failed=0

verdict() {
    if [ "$2" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "$1: differs"
        head -n 40 "$scratch/difference"
    fi
}

# The arguments of the world $1 that belong to the step $2: load, check or report.
arguments_of() {
    [ -f "$root/fixtures/stories/$1/args" ] || return 0
    awk -v step="$2" '
        BEGIN {
            split("--period --replace --both --empty --rules", words, " ")
            for (at in words) steps["load", words[at]] = 1
            split("--as-of --from --currency --terms --policy --set --assume --rules --full " \
                  "--prove --require --fail-on --allow-rejects", words, " ")
            for (at in words) steps["check", words[at]] = 1
            steps["report", "--raw"] = 1
            split("--replace --both --full --prove --raw", words, " ")
            for (at in words) flags[words[at]] = 1
        }
        value { if (mine) print; value = 0; next }
        { mine = step == "run" || (step, $0) in steps; if (mine) print; value = !($0 in flags) }
    ' "$root/fixtures/stories/$1/args"
}

# The day to look from of the reports in $1, less twenty days; nothing when it was said.
earlier_day() {
    grep -q '"as_of_source": *"newest"' "$1/manifest.json" 2>/dev/null || return 0
    day=$(sed -n 's/.*"as_of": *"\([0-9-]*\)".*/\1/p' "$1/manifest.json" | head -n 1)
    awk -v day="$day" 'BEGIN {
        split(day, part, "-")
        y = part[1]; m = part[2]; d = part[3] - 20
        if (d < 1) {
            m--
            if (m < 1) { m = 12; y-- }
            d += m == 2 ? 28 : m == 4 || m == 6 || m == 9 || m == 11 ? 30 : 31
        }
        printf "%04d-%02d-%02d\n", y, m, d
    }'
}

# Runs the program with the arguments of the world and step behind the words given.
step() {
    world=$1
    kind=$2
    shift 2
    arguments_of "$world" "$kind" >"$scratch/words"
    set -- "$kind" "$@"
    while IFS= read -r word; do
        set -- "$@" "$word"
    done <"$scratch/words"
    rules=$(own_rules "$root/fixtures/stories/$world")
    [ -z "$rules" ] || [ "$kind" = report ] || set -- "$@" --rules "$rules"
    code=0
    (cd "$root/fixtures/stories/$world" && "$program" "$@") >"$scratch/told" 2>"$scratch/said" ||
        code=$?
}

# Loads the files of the world in the order of the file $2, $3 at a time, and compares. When $4
# is `run`, that verb takes the last of them, and does what else there is to do.
try() {
    world=$1
    order=$2
    each=$3
    last=${4:-report}
    rm -rf "$scratch/books.db" "$scratch/out" "$scratch/difference"
    : >"$scratch/difference"
    worst=0
    batch=
    count=0
    total=$(wc -l <"$order")
    at=0
    while IFS= read -r file; do
        batch="$batch $file"
        count=$((count + 1))
        at=$((at + 1))
        if [ "$count" -lt "$each" ] && [ "$at" -lt "$total" ]; then
            continue
        fi
        if [ "$at" = "$total" ] && [ "$last" = run ]; then
            break
        fi
        # Names of fixtures hold no blanks.
        # shellcheck disable=SC2086
        step "$world" load --books "$scratch/books.db" $batch
        [ "$code" -le "$worst" ] || worst=$code
        [ "$code" = 0 ] || cat "$scratch/said" >>"$scratch/difference"
        # What is settled here is not read again by the checks that follow; this one may refuse
        # for want of the other files.
        [ "$last" != turn ] || (step "$world" check --books "$scratch/books.db")
        batch=
        count=0
    done <"$order"
    if [ "$last" = run ]; then
        # shellcheck disable=SC2086
        step "$world" run --books "$scratch/books.db" --out "$scratch/out" $batch
        [ "$code" -le "$worst" ] || worst=$code
    else
        step "$world" check --books "$scratch/books.db"
        [ "$code" -le "$worst" ] || worst=$code
        step "$world" report --books "$scratch/books.db" --out "$scratch/out"
    fi
    if [ -d "$scratch/$world" ]; then
        rm -f "$scratch/$world/books.db"
        diff -r "$scratch/$world" "$scratch/out" >>"$scratch/difference" 2>&1 || true
    elif [ "$worst" = 0 ]; then
        echo "not refused" >>"$scratch/difference"
    else
        : >"$scratch/difference"
    fi
    wanted=$(cat "$scratch/$world.exit")
    [ "$worst" = "$wanted" ] || echo "exit code $worst instead of $wanted" >>"$scratch/difference"
    [ ! -s "$scratch/difference" ]
}

if [ $# -eq 0 ]; then
    for folder in "$root"/fixtures/stories/*/; do
        folder=${folder%/}
        set -- "$@" "${folder##*/}"
    done
fi
for world in "$@"; do
    code=0
    run_story "$root/fixtures/stories/$world" run in --out "$scratch/$world" >/dev/null 2>&1 ||
        code=$?
    echo "$code" >"$scratch/$world.exit"
    day=$(earlier_day "$scratch/$world")
    (cd "$root/fixtures/stories/$world" && ls in/*.csv) >"$scratch/forth"
    sort -r "$scratch/forth" >"$scratch/back"
    awk '{ print (NR * 7919 + length($0) * 104729) % 1009, $0 }' "$scratch/forth" |
        sort -n | cut -d ' ' -f 2 >"$scratch/mixed"
    for order in "forth 99" "back 1" "mixed 2" "forth 1 run" "back 4 run" "forth 1 turn" \
        "back 1 turn" "mixed 2 turn"; do
        result=0
        # shellcheck disable=SC2086
        try "$world" "$scratch/${order%% *}" ${order#* } || result=1
        verdict "books $world ($order)" "$result"
    done
    # As of a day before the newest: what was loaded since, and later, is not there.
    if [ -n "$day" ]; then
        step "$world" check --books "$scratch/books.db" --as-of "$day"
        step "$world" report --books "$scratch/books.db" --out "$scratch/then"
        step "$world" run in --out "$scratch/plain" --as-of "$day"
        rm -f "$scratch/plain/books.db"
        result=0
        diff -r "$scratch/plain" "$scratch/then" >"$scratch/difference" 2>&1 || result=1
        verdict "books $world (as of $day)" "$result"
        rm -rf "$scratch/plain" "$scratch/then"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
