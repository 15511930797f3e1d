#!/bin/sh
# Books over a row of months: generates each month, loads it, closes it, and prints what each step
# took. usage: months.sh BUILD
#   BENCH_MONTHS  how many, default 24
#   BENCH_MONTH   transactions of a month, default 100000
#   BENCH_SEED    default 1
# Ends 1 when the last month takes over 1.5 times as long as the second one.
set -eu
LC_ALL=C
export LC_ALL
build=$1
months=${BENCH_MONTHS:-24}
size=${BENCH_MONTH:-100000}
seed=${BENCH_SEED:-1}
data=$build/bench/months-$size-$seed
books=$build/bench/months.books
reports=$build/bench/months.out

# Month $1, counted from 0 of September 2021, as YYYY-MM.
month_name() {
    awk -v month="$1" 'BEGIN {
        month += 8
        printf "%04d-%02d\n", 2021 + int(month / 12), month % 12 + 1
    }'
}

# The data appear under their name when they are whole.
generate() {
    [ -d "$data/$1" ] && return
    rm -rf "$data/$1.new"
    mkdir -p "$data/$1.new"
    "$build/tests/bench/generate" "$data/$1.new" "$size" "$seed" "$1"
    mv "$data/$1.new" "$data/$1"
}

# Seconds the words behind take; what they print goes to a file beside the books.
seconds() {
    begun=$(date +%s%N)
    "$@" >"$build/bench/months.told" 2>&1 || {
        cat "$build/bench/months.told" >&2
        return 1
    }
    awk -v ns=$(($(date +%s%N) - begun)) 'BEGIN { printf "%.2f\n", ns / 1000000000 }'
}

rm -rf "$books" "$reports" "$build/bench/months.figures.new"
printf '%5s  %7s  %6s  %6s  %7s  %8s\n' month period load close seconds books_mb
month=0
while [ "$month" -lt "$months" ]; do
    generate "$month"
    cat "$data/$month"/*.csv >/dev/null # into memory: the disk is not what is measured
    period=$(month_name "$month")
    load=$(seconds "$build/tieout" load --books "$books" "$data/$month")
    close=$(seconds "$build/tieout" close --books "$books" --period "$period" --by Bench \
        --out "$reports")
    month=$((month + 1))
    echo "$month $period $load $close $(wc -c <"$books")" |
        awk '{ printf "%5d  %7s  %6.2f  %6.2f  %7.2f  %8d\n",
                      $1, $2, $3, $4, $3 + $4, $5 / 1000000 }' |
        tee -a "$build/bench/months.figures.new"
done
mv "$build/bench/months.figures.new" "$build/bench/months.figures"
awk 'NR == 2 { second = $5 } { last = $5 }
     END { if (NR < 3 || second == 0) exit 0
           printf "month %d takes %.2f times month 2\n", NR, last / second
           exit last > 1.5 * second }' "$build/bench/months.figures" || {
    echo "over the limit: 1.5 times month 2" >&2
    exit 1
}
