#!/bin/sh
# Prints the work of a peer over a month of the benchmark: tests/bench/peers.sql in its dialect.
# DuckDB reads amounts as DECIMAL, SQLite turns their text into an integer of millionths.
#   sh peers_sql.sh duckdb-kept|duckdb|sqlite3 DATA OUT [totals]
# With `totals` the last part of it too, which is for checking and is not measured.
set -eu
peer=$1
data=$2
out=$3
last=${4:-}
here=$(cd "$(dirname "$0")" && pwd)

# Without comments, and without the part that was not asked for.
work() {
    sed -e "${last:+/^--totals/d;}"'/^--totals/,$d' -e '/^--/d' "$here/peers.sql"
}

files() {
    case $1 in
    billed) echo monthly_revenue_billing_and_revenue_data ;;
    disbursed) echo disbursed_amount_by_product ;;
    taxed) echo us_sales_and_use_tax_records ;;
    esac
}

# How DuckDB reads a report: amounts typed, all else text, and no more columns than are asked for.
# It is told of every column, and has nothing to find out.
duckdb_read() {
    amounts=$(work | sed -n "/^CREATE @rows $1 /,/FROM @$1/p" | grep -o 'cell("[^"]*")')
    for file in "$data/$(files "$1")"_*.csv; do
        columns=$(sed 1q "$file" | tr -d '"' | tr , '\n' | while read -r column; do
            case $amounts in
            *"\"$column\""*) printf "'%s': 'DECIMAL(18,6)', " "$column" ;;
            *) printf "'%s': 'VARCHAR', " "$column" ;;
            esac
        done)
    done
    printf "read_csv('%s/%s_*.csv', auto_detect=false, header=true, delim=',', " "$data" \
        "$(files "$1")"
    printf "quote='\"', escape='\"', columns={%s})" "$columns"
}

# $1: what the rows become.
duckdb() {
    echo "SET threads=2; SET preserve_insertion_order=false;"
    work | sed -e "s#@rows#$1#; s#@penny#0.01#; s#cell(\(\"[^\"]*\"\))#\1#g" \
        -e "s#@billed#$(duckdb_read billed)#; s#@disbursed#$(duckdb_read disbursed)#" \
        -e "s#@taxed#$(duckdb_read taxed)#; s#money(\([a-z_]*\))#\1#g" |
        awk -v out="$out" '/^@write/ { name = $2; print "COPY ("; next }
            /^@end/ { printf ") TO \047%s/%s.csv\047 (HEADER);\n", out, name; next }
            { print }'
}

# Its shell takes in every column as text; a further file of a report comes without its header.
sqlite3_import() {
    skip=
    for file in "$data/$(files "$1")"_*.csv; do
        echo ".import --csv $skip \"$file\" raw_$1"
        skip='--skip 1'
    done
}

# The point of an amount is cut out behind as many digits as a millionth needs.
sqlite3_peer() {
    echo "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY;"
    echo "PRAGMA cache_size=-262144;"
    for report in billed disbursed taxed; do
        sqlite3_import "$report"
    done
    printf '.mode csv\n.headers on\n'
    cell="CAST(replace(substr(\1 || '000000', 1, instr(\1, '.') + 6), '.', '') AS INTEGER)"
    text="iif(\1 < 0, '-', '') || printf('%d.%06d', abs(\1) / 1000000, abs(\1) % 1000000)"
    work | sed -e 's#@rows#VIEW#; s#@penny#10000#; s#FROM @\([a-z]*\);#FROM raw_\1;#' \
        -e "s#cell(\(\"[^\"]*\"\))#$cell#g; s#money(\([a-z_]*\))#$text#g" \
        -e "s#^@write \(.*\)#.output \"$out/\1.csv\"#; s#^@end#;#"
}

case $peer in
duckdb-kept) duckdb TABLE ;;
duckdb) duckdb VIEW ;;
sqlite3) sqlite3_peer ;;
*)
    echo "peers_sql.sh: no peer $peer" >&2
    exit 2
    ;;
esac
