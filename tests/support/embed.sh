#!/bin/sh
# Writes texts as one C file: a table of struct embed_file named NAMEs and its count NAME_count,
# sorted by path below ROOT.
# usage: embed.sh ROOT NAME FILE...
set -eu
LC_ALL=C
export LC_ALL
root=$1
name=$2
shift 2

# Sorted here as well, by bytes: make sorts, but nobody should have to know.
if [ "$#" -gt 0 ]; then
    # shellcheck disable=SC2046 # paths below the root hold no blanks
    set -- $(printf '%s\n' "$@" | sort)
fi

printf '/* Generated from %s/; do not edit. */\n#include "base/embed.h"\n\n' "$root"
printf 'extern const struct embed_file %ss[];\nextern const size_t %s_count;\n\n' "$name" "$name"
number=0
for file in "$@"; do
    printf 'static const unsigned char text_%d[] = {\n' "$number"
    od -An -v -tu1 "$file" | sed 's/  */,/g; s/^,//; s/$/,/'
    printf '0};\n'
    number=$((number + 1))
done
printf '\nconst struct embed_file %ss[] = {\n' "$name"
number=0
for file in "$@"; do
    printf '    {"%s", text_%d, sizeof(text_%d) - 1},\n' "${file#"$root"/}" "$number" "$number"
    number=$((number + 1))
done
[ "$number" -gt 0 ] || printf '    {"", (const unsigned char *)"", 0},\n'
printf '};\n\nconst size_t %s_count = %d;\n' "$name" "$number"
