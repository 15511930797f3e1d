#!/bin/sh
# Holds what a peer found against what we found over the same month: the four outputs row by row
# in all columns of the peer's, and every amount read by report and currency.
#   sh peers_agree.sh OURS THEIRS
# Ends 1 and shows the first differences when they do not agree.
set -eu
LC_ALL=C
export LC_ALL
ours=$1
theirs=$2
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM

differ() {
    echo "$1 of $theirs is not as ours:" >&2
    diff "$scratch/ours" "$scratch/theirs" | sed 5q >&2
    exit 1
}

for name in uncollected refunds net-terms tax-collection; do
    columns=$(sed 1q "$theirs/$name.csv" | tr -d '\r')
    for side in ours theirs; do
        [ "$side" = ours ] && directory=$ours || directory=$theirs
        awk -v columns="$columns" -f "$here/peers_figures.awk" "$directory/$name.csv" |
            sort >"$scratch/$side"
    done
    cmp -s "$scratch/ours" "$scratch/theirs" || differ "$name.csv"
    [ -s "$scratch/ours" ] || differ "no row of $name.csv"
    agreed="${agreed:-}${agreed:+, }$name $(wc -l <"$scratch/ours") rows"
done

# As REPORT COMPONENT CURRENCY CENTS; ours are a row a file, theirs a row of several amounts.
# Whole cents, for the months of the benchmark have no others.
awk -v columns=role,component,currency_used,positions -f "$here/peers_figures.awk" \
    "$ours/conservation.csv" >"$scratch/ours.amounts"
columns=role,currency,gross,fee,refund,fee_refund,net,tax,tax_refund,tax_amount
awk -v columns=$columns -f "$here/peers_figures.awk" "$theirs/totals.csv" |
    awk -F, -v columns=$columns '{
        split(columns, name, ",")
        for (at = 3; at <= NF; at++) print $1 "," name[at] "," $2 "," $at
    }' >"$scratch/theirs.amounts"
for side in ours theirs; do
    awk -F, '
        { split($4 ".", part, "."); cents = part[1] substr(part[2] "00", 1, 2)
          if (length(part[2]) > 2) { print "no whole cents: " $0; exit }
          sum[$1 " " $2 " " $3] += cents }
        END { for (key in sum) if (sum[key] != 0) printf "%s %.0f\n", key, sum[key] }' \
        "$scratch/$side.amounts" | sort >"$scratch/$side"
done
cmp -s "$scratch/ours" "$scratch/theirs" || differ "every amount read"
[ -s "$scratch/ours" ] || differ "no amount"
echo "$agreed; $(wc -l <"$scratch/ours") totals"
