#!/bin/sh
# Makes targets one after another and adds up what they say of themselves: the last line a target
# prints of the form "N passed, N failed". A target that counts nothing is one test. The closing
# line is the sum, alone.
# usage: suites.sh [--stop] TARGET...      --stop: nothing after the first target that fails
set -u
make=${MAKE:-make}
stop=no
if [ "${1:-}" = --stop ]; then
    stop=yes
    shift
fi
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
trap 'exit 130' INT TERM
passed=0
failed=0
for target in "$@"; do
    printf -- '--- %s\n' "$target"
    # shellcheck disable=SC2086 # MAKE may carry options
    { $make --no-print-directory "$target" 2>&1; echo "suite ended $?"; } | tee "$log" |
        sed '/^suite ended [0-9]*$/d'
    code=$(sed -n 's/^suite ended //p' "$log" | tail -n 1)
    counts=$(sed -n 's/^\([0-9][0-9]*\) passed, \([0-9][0-9]*\) failed$/\1 \2/p' "$log" |
        tail -n 1)
    good=${counts% *}
    bad=${counts#* }
    if [ -z "$counts" ]; then
        good=$((code == 0))
        bad=$((code != 0))
    elif [ "$code" -ne 0 ] && [ "$bad" -eq 0 ]; then
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
    [ "$bad" -eq 0 ] || printf -- '--- %s FAILED\n' "$target"
    [ "$bad" -eq 0 ] || [ "$stop" = no ] || break
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
