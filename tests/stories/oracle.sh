#!/bin/sh
# Holds the program's positions against figures recomputed from the raw reports by oracle.awk: per
# currency the number of positions, gross, refunds and tax billed and paid out, collectible, tax
# calculated by liable party; and populations.csv against the positions.
#   sh tests/stories/oracle.sh PROGRAM
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
passed=0
failed=0

# Sums of positions.csv in the words of oracle.awk.
of_positions() {
    awk '
    function micros(text,    negative, parts) {
        negative = text ~ /^-/; sub(/^-/, "", text); split(text, parts, ".")
        return (negative ? -1 : 1) * (parts[1] * 1000000 + substr(parts[2] "000000", 1, 6))
    }
    BEGIN { FS = "," }
    NR == 1 { for (at = 1; at <= NF; at++) column[$at] = at; next }
    {
        count = split("billed_gross billed_refund disbursed_gross disbursed_refund" \
            " collectible tax_calculated tax_aws", names, " ")
        currency = $column["currency"]
        total[currency " positions"]++
        for (at = 1; at <= count; at++) total[currency " " names[at]] += micros($column[names[at]])
        total[currency " billed_tax"] += micros($column["billed_tax"]) + \
            micros($column["billed_tax_refund"])
        total[currency " disbursed_tax"] += micros($column["disbursed_tax"]) + \
            micros($column["disbursed_tax_refund"])
    }
    END { for (key in total) if (total[key] != 0) printf "%s %.0f\n", key, total[key] }' "$1" |
        LC_ALL=C sort
}

# populations.csv: the report `uncollected` counts every position and its collectible, but those
# billed in one currency and paid out in another.
of_populations() {
    awk '
    function micros(text,    negative, parts) {
        negative = text ~ /^-/; sub(/^-/, "", text); split(text, parts, ".")
        return (negative ? -1 : 1) * (parts[1] * 1000000 + substr(parts[2] "000000", 1, 6))
    }
    BEGIN { FS = "," }
    $1 == "uncollected" { total[$3 " positions"] += $4; total[$3 " collectible"] += micros($5) }
    END { for (key in total) if (total[key] != 0) printf "%s %.0f\n", key, total[key] }' "$1" |
        LC_ALL=C sort
}

judge() {
    if diff -u "$2" "$3" >"$scratch/difference"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "oracle: $1 differs (- recomputed, + the program's):"
        cat "$scratch/difference"
    fi
}

for folder in "$root"/fixtures/stories/*/; do
    folder=${folder%/}
    world=${folder##*/}
    [ ! -d "$folder/rules" ] || continue # reports oracle.awk has never seen
    run_story "$folder" run in --full --out "$scratch/out" >/dev/null 2>&1 || true
    as_of=$(sed -n 's/.*"as_of": *"\([0-9-]*\)".*/\1/p' "$scratch/out/summary.json" | head -n 1)
    awk -F, 'NR > 1 { print $2 "#" $3 }' "$scratch/out/rejects.csv" >"$scratch/rejected"
    superseded=
    [ ! -f "$folder/superseded" ] || superseded=$folder/superseded
    awk -v day="$as_of" -v base=USD -v rejected="$scratch/rejected" \
        -v superseded="$superseded" -f "$root/tests/stories/oracle.awk" \
        "$folder"/in/*.csv | LC_ALL=C sort >"$scratch/recomputed"
    of_positions "$scratch/out/positions.csv" >"$scratch/positions"
    judge "$world" "$scratch/recomputed" "$scratch/positions"
    grep -v ',cross-currency,' "$scratch/out/positions.csv" >"$scratch/counted"
    of_positions "$scratch/counted" |
        grep -E ' (positions|collectible) ' >"$scratch/footed" || true
    of_populations "$scratch/out/populations.csv" >"$scratch/populations"
    judge "$world: populations.csv" "$scratch/footed" "$scratch/populations"
    rm -rf "$scratch/out"
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
