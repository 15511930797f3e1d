#!/bin/sh
# Builds the fuzzers with libFuzzer and sanitizers and lets each run for some seconds, at the
# lowest priority. What takes a way through the code that nothing took before joins the corpus;
# what ends a fuzzer is left as build/fuzz/NAME-crash-..., to be mended and then kept.
# usage: fuzz.sh SECONDS NAME...
set -u
seconds=$1
shift
root=$(cd "$(dirname "$0")/../.." && pwd)
cd "$root" || exit 1
build=build/fuzz
sanitizers='-fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer'
${MAKE:-make} --no-print-directory BUILD=$build CC=clang OPTIMISE='-O1 -g' \
    VARIANT="-fsanitize=fuzzer-no-link $sanitizers -DARENA_MALLOC -Wno-error" \
    $build/libtieout.a || exit 1
sh tests/fuzz/seeds.sh $build/seeds || exit 1
failed=0
for name in "$@"; do
    # shellcheck disable=SC2086 # options are words
    clang -std=c17 -O1 -g -Iengine -I. -Itests/support -D_GNU_SOURCE -pthread \
        -fsanitize=fuzzer $sanitizers -o $build/$name tests/fuzz/$name.c $build/libtieout.a \
        -lcsv -lsqlite3 -lgmp -lcrypto || exit 1
    mkdir -p $build/found/$name tests/fuzz/corpus/$name
    nice -n 19 $build/$name -max_total_time="$seconds" -max_len=8192 -timeout=60 \
        -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix=$build/$name- \
        $build/found/$name tests/fuzz/corpus/$name $build/seeds/$name \
        >$build/$name.log 2>&1 || failed=$((failed + 1))
    sed -n 's/^stat::number_of_executed_units: */  '"$name"' executions: /p' $build/$name.log
    grep -E '^(==|SUMMARY|.*assert)' $build/$name.log | head -n 10
    # Short inputs that add to what the seeds and the corpus reach.
    rm -rf $build/merged
    mkdir -p $build/merged
    cp $build/seeds/$name/* $build/merged/
    cp tests/fuzz/corpus/$name/* $build/merged/ 2>/dev/null
    $build/$name -merge=1 -max_len=2048 $build/merged $build/found/$name >>$build/$name.log 2>&1
    for file in $build/merged/*; do
        [ -e "$build/seeds/$name/${file##*/}" ] || cp "$file" tests/fuzz/corpus/$name/
    done
done
echo "$(($# - failed)) passed, $failed failed"
[ "$failed" -eq 0 ]
