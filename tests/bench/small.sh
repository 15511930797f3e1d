#!/bin/sh
# What somebody waits for who closes a small month: the whole command, from its start to its end,
# files in the page cache and results on the disk. Medians against their targets.
#   sh tests/bench/small.sh BUILD
#   BENCH_SMALL_RUNS  runs of each, default 11
# Ends 1 when a median is over its target.
set -eu
LC_ALL=C
export LC_ALL
build=$1
runs=${BENCH_SMALL_RUNS:-11}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
over=0

# name, target in milliseconds, command
measure() {
    name=$1
    target=$2
    shift 2
    run=0
    while [ "$run" -lt "$runs" ]; do
        run=$((run + 1))
        "$build/tests/bench/peers_timed" "$scratch/times" "$name" "$@" >/dev/null
    done
    sort -k 2 -n "$scratch/times" | awk -v name="$name" -v target="$target" '
        { seconds[NR] = $2 }
        END {
            median = 1000 * seconds[int((NR + 1) / 2)]
            printf "%-16s %6.1f ms  target %d%s\n", name, median, target,
                   (median > target) ? "  OVER" : ""
            exit (median > target)
        }' || over=1
    rm "$scratch/times"
}

measure --version 5 "$build/tieout" --version
for size in 1000 10000; do
    mkdir "$scratch/$size"
    "$build/tests/bench/generate" "$scratch/$size" "$size" 1
    measure "$size" "$((size == 1000 ? 25 : 80))" \
        "$build/tieout" run "$scratch/$size" --out "$scratch/out"
done
exit "$over"
