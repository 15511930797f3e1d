#!/bin/sh
# Writes the texts of rules/ as one C file, sorted by path below rules/.
# usage: embed.sh rules/FILE...
set -eu
LC_ALL=C
export LC_ALL

# Sorted here as well, by bytes: make sorts, but nobody should have to know.
if [ "$#" -gt 0 ]; then
    # shellcheck disable=SC2046 # paths below rules/ hold no blanks
    set -- $(printf '%s\n' "$@" | sort)
fi

printf '/* Generated from rules/; do not edit. */\n#include "base/embed.h"\n\n'
number=0
for file in "$@"; do
    printf 'static const unsigned char text_%d[] = {\n' "$number"
    od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
    printf '0};\n'
    number=$((number + 1))
done
printf '\nconst struct embed_file embed_files[] = {\n'
number=0
for file in "$@"; do
    printf '    {"%s", text_%d, sizeof(text_%d) - 1},\n' "${file#rules/}" "$number" "$number"
    number=$((number + 1))
done
[ "$number" -gt 0 ] || printf '    {"", (const unsigned char *)"", 0},\n'
printf '};\n\nconst size_t embed_file_count = %d;\n' "$number"
