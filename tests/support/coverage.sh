#!/bin/sh
# Sums what gcov counted: lines of engine/ and reports/ that the tests ran, in all and of the files
# that were run least; fails below PERCENT. Lines of headers count where they were compiled.
# usage: coverage.sh BUILD PERCENT
set -eu
build=$1
percent=$2
scratch=$(mktemp)
trap 'rm -f "$scratch"' EXIT INT TERM
find "$build/engine" "$build/reports" -name '*.gcno' | sort | while IFS= read -r notes; do
    gcov -n "$notes" 2>/dev/null
done >"$scratch"
awk -v percent="$percent" '
    /^File / { file = $2; gsub(/\047/, "", file); next }
    /^Lines executed:/ && file ~ /^(engine|reports)\/.*\.c$/ {
        sub(/^Lines executed:/, ""); split($0, part, "% of ")
        lines = part[2] + 0
        ran = int(part[1] * lines / 100 + 0.5)
        all += lines; all_ran += ran
        printf "%6.1f %5d %s\n", part[1], lines - ran, file | "sort -n | head -n 20"
        file = ""
    }
    /^No executable lines/ { file = "" }
    END {
        close("sort -n | head -n 20")
        if (all == 0) { print "coverage: nothing was counted"; exit 1 }
        printf "  above: percent run, lines not run, file; the least first\n"
        printf "  %d of %d lines of engine/ and reports/: %.2f percent, wanted %s\n", \
            all_ran, all, 100 * all_ran / all, percent
        exit 100 * all_ran < percent * all
    }' "$scratch"
