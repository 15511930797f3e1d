#!/bin/sh
# A .cli file is a transcript: commands behind `$ `, what they print behind `1> ` (stdout) and `2>
# ` (stderr), the exit code behind `= ` when it is not 0. `$. ` runs a command whose stdout is of
# no interest here. `with PATH` copies a fixture into the empty directory the commands run in.
# Running a file writes it anew; the two must be equal.
#   sh tests/cli/run.sh [--accept] PROGRAM [FILE.cli...]
set -eu

accept=no
if [ "${1:-}" = --accept ]; then
    accept=yes
    shift
fi
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
mkdir "$scratch/bin"
ln -s "$(cd "$(dirname "$1")" && pwd)/$(basename "$1")" "$scratch/bin/tieout"
shift
PATH=$scratch/bin:$PATH
export PATH
passed=0
failed=0

# Runs one command ($2) in the work directory and writes it with what it printed; $1 says whether
# stdout counts. The work directory is another one each time: it is printed as `.`.
run_command() {
    code=0
    (cd "$scratch/desk" && sh -c "$2") >"$scratch/stdout" 2>"$scratch/stderr" </dev/null || code=$?
    if [ "$1" = all ]; then
        sed "s|$scratch/desk|.|g; s/^/1> /; s/^1> \$/1>/" "$scratch/stdout"
    fi
    sed "s|$scratch/desk|.|g; s/^/2> /; s/^2> \$/2>/" "$scratch/stderr"
    if [ "$code" -ne 0 ]; then
        echo "= $code"
    fi
}

transcribe() {
    rm -rf "$scratch/desk"
    mkdir "$scratch/desk"
    while IFS= read -r line; do
        case $line in
        '1> '* | '2> '* | '1>' | '2>' | '= '*) continue ;;
        esac
        printf '%s\n' "$line"
        case $line in
        'with '*) cp -r "$root/${line#with }" "$scratch/desk/" ;;
        '$ '*) run_command all "${line#\$ }" ;;
        '$. '*) run_command errors "${line#\$. }" ;;
        esac
    done <"$1"
}

if [ $# -eq 0 ]; then
    set -- "$here"/*.cli
fi
for file in "$@"; do
    transcribe "$file" >"$scratch/transcript"
    if [ "$accept" = yes ]; then
        cp "$scratch/transcript" "$file"
    fi
    if diff -u "$file" "$scratch/transcript"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cli differs: ${file##*/}"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
