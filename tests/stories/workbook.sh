#!/bin/sh
# close.xlsx of every world, read by somebody else's code (workbook.py): every figure is that of
# the tables, and another run, elsewhere and at another time, gives the same bytes. Then texts that
# would be formulas, long ids and long amounts; and a sealed month, whose workbook is made again.
#   sh tests/stories/workbook.sh PROGRAM
set -eu
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
part=workbook
# shellcheck source=tests/stories/verdict.sh
. "$root/tests/stories/verdict.sh"

read_again() {
    python3 "$root/tests/stories/workbook.py" "$1" >"$scratch/said" 2>&1 || :
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    world=${folder##*/}
    out=$scratch/$world
    run_story "$folder" run in --out "$out" --raw --format xlsx >/dev/null 2>&1 || :
    read_again "$out"
    verdict "$world"
    mv "$out/close.xlsx" "$scratch/first.xlsx"
    (
        export TZ=Pacific/Kiritimati LC_ALL=C.UTF-8 TMPDIR="$scratch"
        run_story "$folder" run in --out "$out" --raw --format xlsx >/dev/null 2>&1 || :
    )
    cmp "$scratch/first.xlsx" "$out/close.xlsx" >"$scratch/said" 2>&1 || :
    verdict "$world: the same bytes again"
    rm -rf "$out"
done

# Of a world of texts that a spreadsheet would run or change, and of amounts it cannot hold.
python3 "$root/tests/stories/workbook_hostile.py" "$scratch/hostile"
"$program" run "$scratch/hostile" --out "$scratch/out" --raw --full --format xlsx \
    >/dev/null 2>&1 || :
read_again "$scratch/out"
verdict 'hostile texts'
python3 "$root/tests/stories/workbook_hostile.py" --check "$scratch/out" \
    >"$scratch/said" 2>&1 || :
verdict 'hostile texts are there as they came'
for way in "" --raw; do
    # shellcheck disable=SC2086 # no word, or one
    "$program" run "$scratch/hostile" --out "$scratch/way$way" --format xlsx $way \
        >/dev/null 2>&1 || :
done
cmp "$scratch/way/close.xlsx" "$scratch/way--raw/close.xlsx" >"$scratch/said" 2>&1 || :
verdict 'an apostrophe is for tables alone'

# What --report names limits the workbook too.
"$program" run "$root/fixtures/stories/demo-month/in" --out "$scratch/few" --report refunds \
    --format xlsx >/dev/null
unzip_names='import sys, xlsx; print(" ".join(sorted(xlsx.Workbook(sys.argv[1]).sheets)))'
(cd "$root/tests/stories" && python3 -c "$unzip_names" "$scratch/few/close.xlsx") \
    >"$scratch/names" 2>&1 || :
echo 'Assumptions Conservation Cover Figures Refunds Rejects Tie-out' |
    diff - "$scratch/names" >"$scratch/said" || :
verdict 'a few reports'

# verify makes it again, and notices a byte that is another.
"$program" verify "$scratch/few" >"$scratch/said" 2>&1 && : >"$scratch/said"
verdict 'verify'
printf 'x' | dd of="$scratch/few/close.xlsx" bs=1 seek=900 conv=notrunc 2>/dev/null
"$program" verify "$scratch/few" >"$scratch/verify" 2>&1 || :
grep -q 'close.xlsx' "$scratch/verify" || echo 'a changed byte is not noticed' >"$scratch/said"
verdict 'a changed byte'

# A sealed month holds it, and makes it again from the books.
(
    cd "$scratch"
    world=$root/fixtures/stories/months-in-turn/in
    billed=$world/monthly_revenue_billing_and_revenue_data_2024-02-15.csv
    "$program" load --books month.db "$billed" "$world/disbursed_amount_by_product_2024-02-20.csv"
    "$program" close --books month.db --period 2024-01 --by 'Ada Lowe' --on 2024-02-21 --out pack \
        --format xlsx
    cp pack/close.xlsx packed.xlsx
    "$program" verify pack
    "$program" report --books month.db --out again
) >"$scratch/log" 2>&1 || cat "$scratch/log" >"$scratch/said"
cmp "$scratch/packed.xlsx" "$scratch/again/close.xlsx" >>"$scratch/said" 2>&1 || :
verdict 'a sealed month'
read_again "$scratch/pack"
verdict 'what a sealed month closes with'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
