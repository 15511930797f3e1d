# Sourced by the stories that read what was written with somebody else's code. Wants `scratch`, and
# `part`, the name of the story; counts in `passed` and `failed`.
# shellcheck shell=sh
passed=0
failed=0

# The case $1 holds when nothing was said.
verdict() {
    if [ -s "$scratch/said" ]; then
        failed=$((failed + 1))
        echo "$part: $1:"
        head -n 30 "$scratch/said"
    else
        passed=$((passed + 1))
    fi
}
