#!/bin/sh
# The journal of every world, with the fee as an expense and as less revenue: balanced, its
# receivable what roll-forward.csv says, from several days on, counted again by journal_count.py;
# and what hledger and bean-check accept. The packs of months that were sealed; a world whose every
# text from outside would be something else to a ledger. A cent moved is refused by all three.
#   sh tests/stories/journal.sh PROGRAM [STORY...]
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/stories
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
LC_ALL=C.UTF-8
export LC_ALL
passed=0
failed=0

verdict() {
    if [ -s "$scratch/difference" ]; then
        failed=$((failed + 1))
        echo "journal $1:"
        head -n 20 "$scratch/difference"
    else
        passed=$((passed + 1))
    fi
}

# The python that knows beancount is that of bean-check.
python=$(sed -n '1s/^#! *//p' "$(command -v bean-check)")

# Counts the directories of the list $1 again; each is a verdict.
count_again() {
    # Names of fixtures hold no blanks.
    # shellcheck disable=SC2046
    "$python" "$here/journal_count.py" $(cat "$1") >"$scratch/counted" || true
    while IFS= read -r dir; do
        grep -v "^ok " "$scratch/counted" | grep -F "$dir:" >"$scratch/difference" || true
        grep -qxF "ok $dir" "$scratch/counted" || echo "$dir" >>"$scratch/difference"
        verdict "count ${dir#"$scratch/"}"
    done <"$1"
}

accepted() {
    hledger -f "$1/journal.hledger" check --strict >"$scratch/difference" 2>&1 ||
        echo "hledger refuses it" >>"$scratch/difference"
    verdict "hledger ${1#"$scratch/"}"
}

# Moves a cent in the first line that matches, and with `both` in the next one, too, so that the
# entry stays balanced.
#   move_cent FILE FROM [both] >TO
move_cent() {
    awk -v both="${3:-no}" -v pattern="$2" '
        $0 ~ pattern && moved < (both == "both" ? 2 : 1) && match($0, /-?[0-9]+\.[0-9][0-9]/) {
            amount = substr($0, RSTART, RLENGTH) + (moved ? -0.01 : 0.01)
            $0 = substr($0, 1, RSTART - 1) sprintf("%.2f", amount) substr($0, RSTART + RLENGTH)
            moved++
        }
        { print }' "$1"
}

# --- every world ---

one_world() {
    world=$1
    folder=$root/fixtures/stories/$world
    for present in gross net; do
        out=$scratch/$world-$present
        run_story "$folder" run in --format journal,hledger,beancount --present "$present" \
            --out "$out" >/dev/null 2>&1 || true
        echo "$out" >>"$scratch/list"
        accepted "$out"
    done
    # What --present moves is one account, and no total.
    for present in gross net; do
        awk -F, '{ sub(/expenses:listing-fee/, "income:revenue"); print $6 }' \
            "$scratch/$world-$present/journal.csv" | sort -u
    done | sort | uniq -u >"$scratch/difference"
    verdict "$world: the accounts of both"
    for from in 2000-01-01 2024-01-20; do
        out=$scratch/$world-$from
        run_story "$folder" run in --full --format journal,hledger,beancount --present gross \
            --from "$from" --out "$out" >/dev/null 2>"$scratch/said" || true
        [ -d "$out" ] || continue # --from after as-of
        echo "$out" >>"$scratch/list"
        # No position holds what names no reference; an opening list is not billed in these days.
        if [ "$from" = 2000-01-01 ] && awk -F, '
            NR > 1 && $10 != "0.00" { found = 1 } $2 == "opening" { found = 1 }
            END { exit found }' "$out/conservation.csv"; then
            : >"$out/whole"
        fi
    done
}

# --- sealed months ---

one_months() {
    cp -r "$root/fixtures/months/$1" "$scratch/months-$1"
    (
        cd "$scratch/months-$1"
        while IFS= read -r line; do
            eval "set -- $line" # ours, with quotes
            verb=$1
            shift
            [ "$verb" != close ] ||
                set -- "$@" --format journal,hledger,beancount --present net
            "$program" "$verb" --books books.db "$@" >told 2>&1 || cat told
        done <steps
        for pack in */journal.csv; do
            "$program" verify "${pack%/*}" --inputs in >told 2>&1 || cat told
        done
    ) >"$scratch/difference"
    verdict "months $1"
    for pack in "$scratch/months-$1"/*/journal.csv; do
        echo "${pack%/*}" >>"$scratch/list"
        accepted "${pack%/*}"
    done
}

# --- hostile texts ---

hostile_world() {
    rm -rf "$scratch/hostile"
    mkdir -p "$scratch/hostile"
    python3 - "$root/fixtures/stories/demo-month/in" "$scratch/hostile" <<'END'
import csv, os, sys
texts = ['=1+1', '+x', '-x', '@SUM(A1)', ';comment', 'a  ; date:2024-99-99', '[2024-99-99]',
         '"quoted"', 'back\\slash', 'two\nlines', 'two\n    assets:cash  USD 1', '{1 USD}',
         '%41', 'a|b', 'caf\u00e9 \u2603', "'tick", '*', '(code)', '!',
         '2024-01-01 open Assets:X', '#tag']
names = {}
for name in sorted(os.listdir(sys.argv[1])):
    with open(os.path.join(sys.argv[1], name), newline='', encoding='utf-8') as file:
        table = list(csv.reader(file))
    head = table[0] if name.endswith('.csv') else []
    for row in table[1:] if head else []:
        for at, title in enumerate(head):
            if title == 'Transaction Reference ID' and row[at]:
                names.setdefault(row[at], len(names))
                row[at] = row[at] + texts[names[row[at]] % len(texts)]
            elif title in ('Product Title', 'Product', 'Customer Reference ID',
                           'Payer Reference ID', 'Bank Trace ID', 'Disbursement Trace ID'):
                row[at] = texts[sum(row[at].encode()) % len(texts)] + row[at]
            elif 'Account Number' in title:
                row[at] = ''
    with open(os.path.join(sys.argv[2], name), 'w', newline='', encoding='utf-8') as file:
        csv.writer(file, lineterminator='\n', quoting=csv.QUOTE_ALL).writerows(table)
END
    "$program" run "$scratch/hostile" --format journal,hledger,beancount --present gross \
        --from 2000-01-01 --out "$scratch/hostile-out" >"$scratch/said" 2>&1 || true
    [ -f "$scratch/hostile-out/journal.csv" ] || cat "$scratch/said"
    echo "$scratch/hostile-out" >>"$scratch/list"
    # Each text must have got there, or nothing was tried.
    for text in '=1+1' ';comment' 'date:2024' '2024-99-99]' 'assets:cash'; do
        grep -qF "$text" "$scratch/hostile-out/journal.csv" || echo "$text is nowhere"
    done
}

: >"$scratch/list"
worlds=no
if [ $# -eq 0 ]; then
    worlds=yes
    for folder in "$root"/fixtures/stories/*/; do
        folder=${folder%/}
        set -- "$@" "${folder##*/}"
    done
fi
for world in "$@"; do
    one_world "$world"
done
if [ "$worlds" = yes ]; then
    for folder in "$root"/fixtures/months/*/; do
        folder=${folder%/}
        one_months "${folder##*/}"
    done
    hostile_world >"$scratch/hostile-said" 2>&1
    mv "$scratch/hostile-said" "$scratch/difference"
    verdict "hostile texts"
    accepted "$scratch/hostile-out"
fi
count_again "$scratch/list"

# --- a cent moved ---

# must_refuse WORDS COMMAND...: refused, or the test says that a cent was not seen.
must_refuse() {
    words=$1
    shift
    : >"$scratch/difference"
    if "$@" >/dev/null 2>&1; then
        echo "a cent moved, and nobody saw it" >"$scratch/difference"
    fi
    verdict "$words"
}

story=demo-month
moved=$scratch/moved
run_story "$root/fixtures/stories/$story" run in --format journal,hledger,beancount \
    --present gross --out "$scratch/$story-moved" >/dev/null 2>&1 || true
for both in no both; do
    cp -r "$scratch/$story-moved" "$moved"
    move_cent "$scratch/$story-moved/journal.csv" receivable:payer $both >"$moved/journal.csv"
    must_refuse "$both in journal.csv" "$python" "$here/journal_count.py" "$moved"
    move_cent "$scratch/$story-moved/journal.hledger" '^    (assets:receivable|equity)' $both \
        >"$moved/journal.hledger"
    must_refuse "$both in journal.hledger" hledger -f "$moved/journal.hledger" check
    move_cent "$scratch/$story-moved/journal.beancount" '^  (Assets:Receivable|Equity)' $both \
        >"$moved/journal.beancount"
    must_refuse "$both in journal.beancount" bean-check "$moved/journal.beancount"
    rm -rf "$moved"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
