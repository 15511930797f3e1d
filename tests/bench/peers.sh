#!/bin/sh
# The whole program and the peers found on this machine, side by side over the same months: each
# round runs all of them in turn, what they found is held against ours first, and ratios are taken
# within a round. usage: peers.sh BUILD
#   BENCH_SIZES   transactions, default "1000 10000 100000 1000000"; 5000000 takes 20 GB
#   BENCH_SHAPES  default "quoted few": as files are issued, and quotes where they must be
#   BENCH_PEERS   default "duckdb-kept duckdb sqlite3"; "none" for ours alone
#   BENCH_RUNS    rounds, default 5
#   BENCH_SEED    default 1
#   BENCH_ADD     not empty: rounds are added to those of the last time, whose figures agreed
# DuckDB is the `duckdb` in PATH, else the library that npm installs below BUILD. Ends 1 when a
# target is missed, figures disagree, or no peer is found.
set -eu
LC_ALL=C
export LC_ALL
build=$1
sizes=${BENCH_SIZES:-1000 10000 100000 1000000}
shapes=${BENCH_SHAPES:-quoted few}
asked=${BENCH_PEERS:-duckdb-kept duckdb sqlite3}
runs=${BENCH_RUNS:-5}
seed=${BENCH_SEED:-1}
here=$(cd "$(dirname "$0")" && pwd)
work=$build/bench/peers
timed=$build/tests/bench/peers_timed
npm=$build/bench/npm
library=
peers=

say() { echo "peers: $*" >&2; }

# The library is in no Debian package; npm has it in one of its own.
find_library() {
    if [ ! -d "$npm/node_modules" ] && command -v npm >/dev/null; then
        say "installing @duckdb/node-bindings into $npm"
        mkdir -p "$npm"
        npm install --no-audit --no-fund --silent --prefix "$npm" @duckdb/node-bindings \
            >"$npm/log" 2>&1 || { say 'npm could not:' && tail -n 5 "$npm/log" >&2; }
    fi
    library=$(find "$npm" -name libduckdb.so 2>/dev/null | sed 1q)
    [ -n "$library" ]
}

# Whether the peer $1 can be run.
find_peer() {
    case $1 in
    sqlite3)
        command -v sqlite3 >/dev/null ||
            { say 'sqlite3 is missing: apt-get install sqlite3' && false; }
        ;;
    duckdb | duckdb-kept)
        command -v duckdb >/dev/null || [ -n "$library" ] || find_library ||
            { say 'DuckDB is missing: no duckdb in PATH, and none from npm' && false; }
        ;;
    *) say "no peer $1" && false ;;
    esac
}

# The statements on standard input by DuckDB, into the file $1, behind the words that follow.
duckdb_run() {
    file=$1
    shift
    if [ -n "$library" ]; then
        "$@" "$build/tests/bench/peers_duckdb" "$library" "$file"
    else
        "$@" duckdb -bail "$file" >/dev/null
    fi
}

# The work of $1 over $2, behind the words that follow; outputs into $work/out.
run() {
    name=$1
    month=$2
    shift 2
    case $name in
    tieout) "$@" "$build/tieout" run "$month" --out "$work/out" >/dev/null ;;
    duckdb-kept) duckdb_run "$work/kept.db" "$@" <"$work/sql" ;;
    duckdb) duckdb_run :memory: "$@" <"$work/sql" ;;
    sqlite3) "$@" sqlite3 -bail "$work/kept.db" <"$work/sql" >/dev/null ;;
    esac
}

# An empty place for the next one, and a disk that is at rest: what one left to be written is not
# paid for by another.
afresh() {
    rm -rf "$work/out" "$work"/kept.db*
    mkdir "$work/out"
    sync
}

# What is asked of the peer $1 over $2.
ask() {
    [ "$1" = tieout ] || sh "$here/peers_sql.sh" "$1" "$2" "$work/out" "${3:-}" >"$work/sql"
}

# Who is measured.
versions() {
    "$build/tieout" --version
    for peer in $peers; do
        case $peer in
        sqlite3) echo "sqlite3 $(sqlite3 --version | cut -d ' ' -f 1)" ;;
        duckdb*)
            echo "COPY (SELECT version()) TO '$work/version' (HEADER false);" >"$work/sql"
            run "$peer" -
            echo "$peer $(cat "$work/version")"
            ;;
        esac
    done
}

# The data appear under their name when they are whole.
generate() {
    month=$build/bench/month-$1-$seed
    [ "$2" = quoted ] || month=$month-$2
    [ ! -d "$month" ] || return 0
    free_kb=$(df -Pk "$build" | awk 'NR == 2 { print $4 }')
    [ "$free_kb" -gt $(($1 * 4)) ] || { say "$1 transactions need $(($1 * 4)) KB" && exit 1; }
    rm -rf "$month.new"
    mkdir -p "$month.new"
    few=
    [ "$2" = quoted ] || few=--few-quotes
    # shellcheck disable=SC2086 # no option is no word
    "$build/tests/bench/generate" $few "$month.new" "$1" "$seed"
    mv "$month.new" "$month"
}

# What every peer finds in the month is what we find. What our run holds in memory is said too.
agree() {
    afresh
    "$build/tests/bench/phases" "$size" "$work/out" "$month" | tr ' ' '\n' | awk -F= '
        { of[$1] = $2 }
        END { printf "%s: of %d MB peak memory movements take %d MB and texts %d MB\n", months,
                  of["peak_mb"], of["moves_mb"], of["texts_mb"] }' months="$size $shape"
    rm -rf "$work/ours"
    mkdir "$work/ours"
    mv "$work/out"/*.csv "$work/ours"
    for peer in $peers; do
        afresh
        ask "$peer" "$month" totals
        run "$peer" "$month"
        told=$(sh "$here/peers_agree.sh" "$work/ours" "$work/out") || exit 1
        echo "$size $shape: $peer agrees: $told"
    done
}

measure() {
    for peer in tieout $peers; do
        afresh
        ask "$peer" "$month"
        run "$peer" "$month" "$timed" "$work/figures" "$size $shape $1 $peer"
    done
}

mkdir -p "$work"
[ -n "${BENCH_ADD:-}" ] || : >"$work/figures"
for peer in $asked; do
    [ "$peer" = none ] || ! find_peer "$peer" || peers="$peers $peer"
done
[ -n "$peers" ] || [ "$asked" = none ] || exit 1
afresh
versions
[ -n "${BENCH_ADD:-}" ] || sh "$here/peers_small.sh" "$build"
for size in $sizes; do
    for shape in $shapes; do
        generate "$size" "$shape"
        cat "$month"/*.csv >/dev/null # into memory: the disk is not what is measured
        [ -n "${BENCH_ADD:-}" ] || agree
        round=$(awk '$3 > last { last = $3 } END { print last + 0 }' "$work/figures")
        until=$((round + runs))
        while [ "$round" -lt "$until" ]; do
            round=$((round + 1))
            measure "$round"
            "$timed" "$work/figures" "0 - $round version" "$build/tieout" --version >/dev/null
        done
    done
done
afresh
awk -f "$here/peers_table.awk" "$work/figures"
