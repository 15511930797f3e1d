#!/bin/sh
# Generates a month of each size where it is not there yet, runs the whole program over it in a
# process of its own, and prints the median of the runs. usage: bench.sh BUILD
#   BENCH_SIZES  transactions, default "10000 100000 1000000"
#   BENCH_RUNS   runs of each, default 3
#   BENCH_SEED   default 1
# Ends 1 when a million transactions take over 8 seconds or over 1 GB.
set -eu
LC_ALL=C
export LC_ALL
build=$1
sizes=${BENCH_SIZES:-10000 100000 1000000}
runs=${BENCH_RUNS:-3}
seed=${BENCH_SEED:-1}
over=0

# The data appear under their name when they are whole.
generate() {
    [ -d "$2" ] && return
    rm -rf "$2.new"
    mkdir -p "$2.new"
    "$build/tests/bench/generate" "$2.new" "$1" "$seed"
    mv "$2.new" "$2"
}

# The median of each figure over the lines on standard input, as name=value again.
median() {
    tr ' ' '\n' | awk -F= '
        { if (!($1 in count)) order[++names] = $1; value[$1, ++count[$1]] = $2 }
        END {
            for (n = 1; n <= names; n++) {
                name = order[n]
                for (i = 2; i <= count[name]; i++)
                    for (j = i; j > 1 && value[name, j] + 0 < value[name, j - 1] + 0; j--) {
                        kept = value[name, j]
                        value[name, j] = value[name, j - 1]
                        value[name, j - 1] = kept
                    }
                printf "%s%s=%s", (n > 1 ? " " : ""), name, value[name, int((count[name] + 1) / 2)]
            }
            print ""
        }'
}

# As a table; the names stand above the first line.
table() {
    tr ' ' '\n' | awk -F= -v names="$1" '
        { width = $1 == "bytes" ? 11 : $1 == "transactions" ? 12 : 9
          head = head sprintf("%*s ", width, $1); row = row sprintf("%*s ", width, $2) }
        END { if (names) print head; print row }'
}

names=1
for size in $sizes; do
    data=$build/bench/month-$size-$seed
    generate "$size" "$data"
    cat "$data"/*.csv >/dev/null # into memory: the disk is not what is measured
    run=0
    : >"$build/bench/figures-$size"
    while [ "$run" -lt "$runs" ]; do
        run=$((run + 1))
        rm -rf "$build/bench/out"
        "$build/tests/bench/phases" "$size" "$build/bench/out" "$data" \
            >>"$build/bench/figures-$size"
    done
    rm -rf "$build/bench/out"
    figures=$(median <"$build/bench/figures-$size")
    echo "$figures" | table "$names"
    names=
    if [ "$size" = 1000000 ]; then
        echo "$figures" | tr ' ' '\n' | awk -F= '
            $1 == "seconds" { over = over || $2 > 8 }
            $1 == "peak_mb" { over = over || $2 > 1000 }
            END { exit over }' || over=1
    fi
done
[ "$over" = 0 ] || echo "over the limit: 1000000 transactions in 8 seconds and 1000 MB" >&2
exit "$over"
