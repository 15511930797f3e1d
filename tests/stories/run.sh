#!/bin/sh
# Runs every world of fixtures/stories with the program and compares its reports byte for byte
# with expect/, and with its claims (see claims.awk). books.db and manifest.json hold versions and
# digests of this machine's program: they are not compared, but what the manifest says of every
# output is.
#   sh tests/stories/run.sh [--accept] PROGRAM [STORY...]
set -eu

accept=no
if [ "${1:-}" = --accept ]; then
    accept=yes
    shift
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
"$program" rules >"$scratch/rules"
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
passed=0
failed=0

# Runs the world $1; its reports land in $scratch/$1, its exit code in $scratch/$1.exit.
run_world() {
    world=$1
    code=0
    run_story "$root/fixtures/stories/$world" run in --out "$scratch/$world" \
        >"$scratch/$world.stdout" 2>"$scratch/$world.stderr" || code=$?
    echo "$code" >"$scratch/$world.exit"
}

accept_world() {
    expect=$root/fixtures/stories/$1/expect
    rm -rf "$expect"
    mkdir -p "$expect"
    for report in "$scratch/$1"/*; do
        case ${report##*/} in
        books.db | manifest.json) ;;
        *) cp "$report" "$expect/" ;;
        esac
    done
    if [ "$(cat "$scratch/$1.exit")" != 0 ]; then
        cp "$scratch/$1.exit" "$expect/exit"
    fi
}

# Prints what differs; silent when nothing does.
compare_world() {
    expect=$root/fixtures/stories/$1/expect
    wanted=0
    if [ -f "$expect/exit" ]; then
        wanted=$(cat "$expect/exit")
    fi
    if [ "$(cat "$scratch/$1.exit")" != "$wanted" ]; then
        echo "exit code $(cat "$scratch/$1.exit") instead of $wanted"
        cat "$scratch/$1.stderr"
    fi
    for report in "$expect"/*; do
        name=${report##*/}
        if [ "$name" = exit ]; then
            continue
        elif [ -f "$scratch/$1/$name" ]; then
            diff -u "$report" "$scratch/$1/$name" || true
        else
            echo "$name was not written"
        fi
    done
    for report in "$scratch/$1"/*; do
        [ -f "$report" ] || continue
        name=${report##*/}
        case $name in
        books.db | manifest.json) ;;
        *) [ -f "$expect/$name" ] || echo "$name is not expected" ;;
        esac
    done
    check_manifest "$1"
    check_claims "$1"
}

# What was worked out by hand, whatever expect/ says.
check_claims() {
    claims=$root/fixtures/stories/$1/claims
    if [ -f "$claims" ]; then
        awk -v out="$scratch/$1" -v rules="$scratch/rules" \
            -f "$root/tests/stories/claims.awk" "$claims"
    fi
}

# Every output but the manifest and the books stands in the manifest with its true SHA-256.
check_manifest() {
    if [ ! -f "$scratch/$1/manifest.json" ]; then
        echo "no manifest.json was written"
        return
    fi
    for report in "$scratch/$1"/*; do
        name=${report##*/}
        case $name in
        books.db | manifest.json) continue ;;
        esac
        sum=$(sha256sum "$report" | cut -c 1-64)
        grep -q "$sum" "$scratch/$1/manifest.json" ||
            echo "$name is not in the manifest as written"
    done
    for input in "$root/fixtures/stories/$1/in"/*.csv; do
        sum=$(sha256sum "$input" | cut -c 1-64)
        grep -q "$sum" "$scratch/$1/manifest.json" ||
            echo "${input##*/} is not in the manifest as read"
    done
}

if [ $# -eq 0 ]; then
    for folder in "$root"/fixtures/stories/*/; do
        folder=${folder%/}
        set -- "$@" "${folder##*/}"
    done
fi
for world in "$@"; do
    run_world "$world"
    if [ "$accept" = yes ]; then
        accept_world "$world"
    fi
    compare_world "$world" >"$scratch/$world.difference"
    if [ -s "$scratch/$world.difference" ]; then
        failed=$((failed + 1))
        echo "story $world differs:"
        head -n 80 "$scratch/$world.difference"
    else
        passed=$((passed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
