#!/bin/sh
# What a run costs in instructions and allocations, as valgrind counts them: figures that do not
# hang on the hour, so that no change makes the program dearer without a word. What grows with the
# month is told from what every run costs by two months of different size. A limit is some 5 %
# above what was counted when it was set; who passes one makes it cheaper, or raises it here and
# says why.
#   sh tests/bench/pins.sh BUILD
set -eu
LC_ALL=C
export LC_ALL
build=$1
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

# name, limit: of gcc 12 with -O3, SQLite 3.40, a processor with AVX2 (SHA-256 in plain
# instructions, for valgrind knows no others).
cat >"$scratch/limits" <<'END'
instructions-per-byte 139
allocations-per-record 5.3
instructions-every-run 209000000
allocations-every-run 135000
END

# Bytes, records, instructions and allocations of a run over $1 transactions.
count() {
    mkdir "$scratch/$1"
    "$build/tests/bench/generate" "$scratch/$1" "$1" 1
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$build/tieout" run "$scratch/$1" \
        --out "$scratch/out" >"$scratch/told" 2>&1
    instructions=$(sed -n 's/^==[0-9]*== Collected : //p' "$scratch/told")
    valgrind --leak-check=no "$build/tieout" run "$scratch/$1" --out "$scratch/out" \
        >"$scratch/told" 2>&1
    allocations=$(sed -n 's/.*total heap usage: \([0-9,]*\) allocs.*/\1/p' "$scratch/told" |
        tr -d ,)
    echo "$(cat "$scratch/$1"/*.csv | wc -c) $(cat "$scratch/$1"/*.csv | wc -l)" \
        "$instructions $allocations"
}

{
    count 1000
    count 3000
} >"$scratch/counted"
awk '
    NR == FNR { limit[$1] = $2; order[++names] = $1; next }
    NF != 4 { print "valgrind counted nothing"; exit 1 }
    { bytes[++runs] = $1; records[runs] = $2; steps[runs] = $3; taken[runs] = $4 }
    END {
        if (runs != 2) exit 1
        each = (steps[2] - steps[1]) / (bytes[2] - bytes[1])
        took = (taken[2] - taken[1]) / (records[2] - records[1])
        value["instructions-per-byte"] = each
        value["allocations-per-record"] = took
        value["instructions-every-run"] = steps[1] - each * bytes[1]
        value["allocations-every-run"] = taken[1] - took * records[1]
        for (at = 1; at <= names; at++) {
            over = value[order[at]] > limit[order[at]]
            failed += over
            figure = sprintf(limit[order[at]] > 1000 ? "%.0f" : "%.1f", value[order[at]])
            printf "%-24s %12s  limit %s%s\n", order[at], figure, limit[order[at]],
                   over ? "  OVER" : ""
        }
        printf "%d passed, %d failed\n", names - failed, failed
        exit failed > 0
    }' "$scratch/limits" "$scratch/counted"
