#!/bin/sh
# Runs every world of fixtures/months: a row of steps over books that are kept, month after month.
# Of each pack the files named below are compared byte for byte with expect/, and its claims hold.
# Then what must hold of any row of packs: a month opens with what the one before closed with; the
# chain of the journal, and the digest over the outputs, are what sha256sum says; a report writes
# the pack again; the order and number of loads between two seals, and two programs that seal at
# once, change no byte; and when all is done `verify` makes each pack again from the files.
#   sh tests/stories/months.sh [--accept] PROGRAM [WORLD...]
set -eu

accept=no
if [ "${1:-}" = --accept ]; then
    accept=yes
    shift
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
"$program" rules >"$scratch/rules"
compared='closing opening opening-timing prior-period restated roll-forward timing findings'
passed=0
failed=0

# The law or comparison $1 holds when nothing was said.
verdict() {
    if [ -s "$scratch/difference" ]; then
        failed=$((failed + 1))
        echo "months $1:"
        head -n 60 "$scratch/difference"
    else
        passed=$((passed + 1))
    fi
}

step() {
    "$program" "$@" >told 2>&1 || {
        echo "went wrong: tieout $*"
        cat told
    }
}

# Each file of a load by itself, the last one first.
load_backwards() {
    options=
    files=
    for word in "$@"; do
        case $word in
        --*) options="$options $word" ;;
        *) files="$word $files" ;;
        esac
    done
    for file in $files; do
        # shellcheck disable=SC2086
        step load --books books.db $options "$file"
    done
}

# Two programs at once: one of them seals, and the other one says why not.
close_twice() {
    for word in "$@"; do
        pack=$word # --out comes last
    done
    "$program" close --books books.db "$@" >told 2>&1 &
    one=$!
    "$program" close --books books.db "$@" --out "$pack.other" >told.other 2>&1 &
    other=$!
    first=0
    second=0
    wait "$one" || first=$?
    wait "$other" || second=$?
    case "$first $second" in
    '0 3' | '0 4') ;;
    '3 0' | '4 0') mv "$pack.other" "$pack" ;;
    *) cat told told.other ;;
    esac
    [ ! -e "$pack.other" ] || echo "both sealed $pack"
}

# Takes the steps of the world in the directory $1, as $2 says: loads backwards, seals twice. A
# line of $1/packs is a pack, and the one before it that it opens with.
take_steps() (
    cd "$1"
    way=$2
    : >packs
    while IFS= read -r line; do
        eval "set -- $line" # ours, with quotes
        verb=$1
        shift
        case $verb$way in
        loadback) load_backwards "$@" ;;
        closetwice) close_twice "$@" ;;
        *) step "$verb" --books books.db "$@" ;;
        esac
        [ "$verb" = close ] || continue
        period=
        while [ "$1" != --out ]; do
            [ "$1" != --period ] || period=$2
            shift
        done
        step report --books books.db --out again
        diff -r "$2" again || true
        echo "$2 $(awk -v period="$period" '$2 < period { pack = $1 } END { print pack }' \
            by-month 2>/dev/null)" >>packs
        echo "$2 $period" >>by-month
    done <steps
)

# Of the pack $2 of the world $1.
compare_pack() {
    expect=$root/fixtures/months/$1/expect/$2
    if [ "$accept" = yes ]; then
        rm -rf "$expect"
        mkdir -p "$expect"
    fi
    for name in $compared; do
        [ "$accept" = no ] || cp "$scratch/$1.forth/$2/$name.csv" "$expect/"
        diff -u "$expect/$name.csv" "$scratch/$1.forth/$2/$name.csv" || true
    done
    awk -v out="$scratch/$1.forth/$2" -v rules="$scratch/rules" \
        -f "$root/tests/stories/claims.awk" "$root/fixtures/months/$1/claims/$2"
}

# The pack $2 in the directory $1 opens with what $3 closed with; nothing, when it is the first.
hold_opening() {
    if [ -n "$3" ]; then
        diff "$1/$3/closing.csv" "$1/$2/opening.csv" || true
        awk -F , '$3 != "cleared"' "$1/$3/timing.csv" | # that is told once
            diff - "$1/$2/opening-timing.csv" || true
    else
        [ "$(wc -l <"$1/$2/opening.csv")" -eq 1 ] || echo "$2 opens with something"
    fi
}

# Each entry of the journal in the directory $1, counted again. Its cells hold no comma.
hold_chain() {
    previous=$(printf '%064d' 0)
    sed 1d "$1/seals.csv" >"$scratch/entries"
    while IFS= read -r entry; do
        printf '%s\0' "$previous" >"$scratch/cells"
        printf '%s,' "${entry%,*,*}" | tr ',' '\0' >>"$scratch/cells"
        sum=$(sha256sum <"$scratch/cells" | cut -c 1-64)
        [ "${entry##*,}" = "$sum" ] || echo "entry ${entry%%,*} is $sum, counted again"
        previous=$sum
    done <"$scratch/entries"
}

# What the newest entry of the journal in the directory $1 says of the outputs beside it.
hold_outputs() (
    cd "$1"
    sum=$(find . -type f ! -name seals.csv ! -name manifest.json | sed 's,^\./,,' |
        LC_ALL=C sort | while IFS= read -r name; do
            printf '%s\0%s\0' "$name" "$(sha256sum <"$name" | cut -c 1-64)"
        done | sha256sum | cut -c 1-64)
    [ "$(tail -n 1 seals.csv | cut -d , -f 15)" = "$sum" ] || echo "the outputs are $sum"
)

if [ $# -eq 0 ]; then
    for folder in "$root"/fixtures/months/*/; do
        folder=${folder%/}
        set -- "$@" "${folder##*/}"
    done
fi
for world in "$@"; do
    for way in forth back twice; do
        cp -r "$root/fixtures/months/$world" "$scratch/$world.$way"
        take_steps "$scratch/$world.$way" "$way" >"$scratch/difference"
        verdict "$world: steps ($way), and each pack written again"
    done
    while read -r pack before; do
        compare_pack "$world" "$pack" >"$scratch/difference" 2>&1
        verdict "$world: $pack"
        {
            hold_opening "$scratch/$world.forth" "$pack" "$before"
            hold_chain "$scratch/$world.forth/$pack"
            hold_outputs "$scratch/$world.forth/$pack"
        } >"$scratch/difference" 2>&1
        verdict "$world: what $pack opens with, its journal, its outputs"
        diff -r "$scratch/$world.forth/$pack" "$scratch/$world.back/$pack" \
            >"$scratch/difference" 2>&1 || true
        verdict "$world: $pack, loads in another order"
        diff -r "$scratch/$world.forth/$pack" "$scratch/$world.twice/$pack" \
            >"$scratch/difference" 2>&1 || true
        verdict "$world: $pack, sealed by two at once"
        (cd "$scratch/$world.forth" && step verify "$pack" --inputs .) >"$scratch/difference"
        verdict "$world: $pack made again"
    done <"$scratch/$world.forth/packs"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
