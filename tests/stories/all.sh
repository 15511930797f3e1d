#!/bin/sh
# The worlds, the independent count, the laws, the commands of the pages and the year, one after
# another, and their sum.
#   sh tests/stories/all.sh PROGRAM
set -u

here=$(cd "$(dirname "$0")" && pwd)
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT INT TERM
parts='run oracle laws books months chain verify formats close_html workbook journal pages twelve'
for part in $parts; do
    echo "$part:" >>"$log"
    sh "$here/$part.sh" "$1" >>"$log" 2>&1 || echo "$part ended badly" >>"$log"
done
sed 's/^\([0-9]* passed\)/  \1/' "$log"
awk '/^[0-9]+ passed, [0-9]+ failed$/ { passed += $1; failed += $3 }
    /ended badly$/ { bad = 1 }
    END {
        if (bad && failed == 0) failed = 1
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }' "$log"
