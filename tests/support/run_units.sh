#!/bin/sh
# Runs cmocka programs one after another; prints what failed, and a closing line that counts tests.
# usage: run_units.sh PROGRAM...
set -u
passed=0
failed=0
for program in "$@"; do
    output=$("$program" 2>&1)
    code=$?
    good=$(printf '%s\n' "$output" | grep -c '^\[       OK \]')
    # What stands behind "test(s) run." names the failed ones once more.
    bad=$(printf '%s\n' "$output" | sed '/test(s) run\./q' |
        grep -c '^\[  FAILED  \] [a-zA-Z_0-9]*$')
    if [ "$code" -ne 0 ]; then
        printf 'FAILED %s (exit %d)\n%s\n' "$program" "$code" "$output"
        [ "$bad" -gt 0 ] || bad=1
    elif [ "$good" -eq 0 ]; then
        printf 'FAILED %s ran no test\n' "$program"
        bad=1
    fi
    passed=$((passed + good))
    failed=$((failed + bad))
done
printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
