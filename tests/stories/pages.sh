#!/bin/sh
# What the pages show is what the program prints. Of README.md, rules/README.md and every page of
# docs/ that people write:
#   run      each command behind a `$` in a fenced block is run, in its order and one directory a
#            page, and must end with 0 and print what the page shows; a line `...` stands for any
#            lines, and a command under which nothing is shown is only run. A fence with a path
#            behind its language is the text of that file: it is written there first
#   unrun    no other line of a block begins with a command, but for those listed here
#   named    verbs, options and targets that a page names exist, and so do the pages and files
#   columns  docs/ACCOUNTANTS.md explains each column of each report, in the order of the report
# With --accept what is shown otherwise is written anew, but where a `...` stands in it.
#   sh tests/stories/pages.sh [--accept] PROGRAM [PAGE...]
set -eu

accept=no
if [ "${1:-}" = --accept ]; then
    accept=yes
    shift
fi
root=$(cd "$(dirname "$0")/../.." && pwd)
here=$root/tests/stories
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
shift
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
mkdir "$scratch/bin"
ln -s "$program" "$scratch/bin/tieout"
PATH=$scratch/bin:$PATH
PYTHONDONTWRITEBYTECODE=1
LC_ALL=C
export PATH PYTHONDONTWRITEBYTECODE LC_ALL
passed=0
failed=0

# Lines of blocks that are commands and are not run, and why.
cat >"$scratch/excused" <<'END'
make demo        tests/stories/newcomer.sh runs it in a clone
make test        it is what runs this
make install     tests/stories/newcomer.sh installs into a place of its own
make CC=clang    make check builds with clang
make BUILD=      make check builds with sanitizers
END

good() { passed=$((passed + 1)); }

bad() {
    failed=$((failed + 1))
    printf '%s\n' "$1"
}

# Each page has a directory of its own, with what a clone has at its top.
desk() {
    rm -rf "$scratch/here"
    mkdir "$scratch/here"
    ln -s "$root/fixtures" "$scratch/here/"
    cp -r "$root/docs" "$root/rules" "$scratch/here/"
}

page_runs() {
    desk
    rm -f "$scratch"/shown.*
    awk -v to="$scratch/shown." -v here="$scratch/here/" -f "$here/pages.awk" "$root/$1"
    for command in "$scratch"/shown.*.command; do
        [ -f "$command" ] || continue
        shown=${command%.command}
        # A file of the page, at its place among the commands.
        if [ -f "$shown.path" ]; then
            mkdir -p "$scratch/here/$(dirname "$(cat "$shown.path")")"
            cp "$shown" "$scratch/here/$(cat "$shown.path")"
            continue
        fi
        (cd "$scratch/here" && sh "$command") >"$shown.told" 2>&1 </dev/null ||
            echo "it ends $?" >>"$shown.told.ended"
        if [ ! -f "$shown.told.ended" ] &&
            awk -f "$here/pages_match.awk" "$shown" "$shown.told"; then
            good
        elif [ "$accept" = yes ] && [ ! -f "$shown.told.ended" ] && ! grep -q '^\.\.\.$' "$shown"
        then
            cp "$shown.told" "$shown.new"
        else
            bad "$1: not as shown: $(cat "$command")"
            cat "$shown.told.ended" 2>/dev/null || true
            diff -u "$shown" "$shown.told" | head -n 60 || true
        fi
    done
    if ls "$scratch"/shown.*.new >/dev/null 2>&1; then
        awk -v to="$scratch/shown." -f "$here/pages_accept.awk" "$root/$1" >"$scratch/page"
        cp "$scratch/page" "$root/$1"
    fi
}

# What stands in a block and looks like a command, and no `$` before it in a fence.
page_leaves_nothing() {
    awk -v name="$1" -v excused="$scratch/excused" '
        BEGIN {
            while ((getline line <excused) > 0) {
                sub(/  .*/, "", line)
                allowed[++count] = line
            }
        }
        /^ *```/ { inside = !inside; before = ""; shown = 0; next }
        {
            indented = !inside && /^    / && (before == "" || before ~ /^    /)
            before = $0
            line = $0
            sub(/^ */, "", line)
            if (!inside && !indented) next
            if (inside && line ~ /^\$ /) shown = 1
            if (shown) next
            sub(/^\$ /, "", line)
            if (line !~ /^(tieout|make|python3|sh|sqlite3|awk|git|cp|cut|grep) /) next
            for (n = 1; n <= count; n++)
                if (index(line, allowed[n]) == 1) next
            print name ":" FNR ": not run: " line
        }' "$root/$1" >"$scratch/unrun"
    if [ -s "$scratch/unrun" ]; then
        bad "$(cat "$scratch/unrun")"
    else
        good
    fi
}

# Verbs and options in `code` and in blocks are held against the help, targets against the
# Makefile.
page_names() {
    awk -v name="$1" -v known="$scratch/known" -f "$here/pages_names.awk" "$root/$1" \
        >"$scratch/unknown"
    # Pages and files: links of Markdown, and names that end with .md.
    { grep -o '\](\([^)#:]*\))' "$root/$1" | sed 's/^](//; s/)$//'
        grep -o '[A-Za-z0-9][A-Za-z0-9/_-]*\.md\b' "$root/$1" || true; } | sort -u |
        while IFS= read -r name; do
            # story.md is in every folder of a story.
            [ "$name" = story.md ] || [ -e "$root/$(dirname "$1")/$name" ] ||
                [ -e "$root/$name" ] || [ -e "$root/docs/$name" ] ||
                echo "$1: there is no $name" >>"$scratch/unknown"
        done
    if [ -s "$scratch/unknown" ]; then
        bad "$(cat "$scratch/unknown")"
    else
        good
    fi
}

# A verb and its options a line, and the targets of the Makefile.
known_names() {
    for verb in $(tieout --help | sed -n 's/^  tieout \([a-z]*\) .*/\1/p'); do
        options=$(tieout help "$verb" | sed -n 's/^  \(--[a-z-]*\).*/\1/p' | tr '\n' ' ')
        echo "verb $verb $options"
    done
    sed -n 's/^\([a-z][a-z -]*\):.*/\1/p' "$root/Makefile" | tr ' ' '\n' | sort -u |
        sed 's/^/make /'
}

page_holds() {
    page_runs "$1"
    page_leaves_nothing "$1"
    page_names "$1"
}

# The columns a page explains below a title that is the name of a report, against the header of
# that report; and every rule stands on the page.
columns_are_explained() {
    page=$root/docs/ACCOUNTANTS.md
    tieout run "$root/fixtures/stories/demo-month/in" --out "$scratch/columns" --format journal \
        --present gross >/dev/null 2>&1
    for path in "$scratch"/columns/*.csv; do
        report=$(basename "$path" .csv)
        awk -v title="\`$report.csv\`" '
            /^#+ / { inside = $2 == title; tables = 0; next }
            inside && /^\|---/ { tables++; next }
            inside && tables == 1 && /^\|/ {
                split($0, cell, "|")
                count = split(cell[2], code, "`")
                for (n = 2; n <= count; n += 2) print code[n]
                next
            }
            inside && tables == 1 { tables = 9 }' "$page" >"$scratch/explained"
        if head -n 1 "$scratch/columns/$report.csv" | tr ',' '\n' |
            diff - "$scratch/explained" >"$scratch/differs"; then
            good
        else
            bad "docs/ACCOUNTANTS.md: columns of $report.csv"
            cat "$scratch/differs"
        fi
    done
    # Every rule, and every word a position is called.
    for word in $(tieout rules | sed 's/ .*//') $(sed -n '/LINE_CLASS\|CLASS_/d
        s/.*STR_INIT("\([a-z][a-z-]*\)").*/\1/p' "$root/engine/recon/position_names.c"); do
        grep -q "\`$word\`" "$page" || bad "docs/ACCOUNTANTS.md: what is $word?"
    done
}

# On a page on which everything is wrong, each thing must be seen: the lines that say so.
broken_page_is_seen() {
    (page_holds tests/stories/pages_broken.md) | sed -n 's/^tests[^:]*: \(not as shown\)/\1/p
        s/^tests[^:]*:\([0-9]*\): /\1 /p
        s/^tests[^:]*: \(there is\)/\1/p' >"$scratch/seen"
    if diff -u - "$scratch/seen" <<'END'; then good; else bad 'pages_broken.md is not seen'; fi
not as shown: tieout --version
not as shown: false
not as shown: printf 'one\ntwo\nthree\n'
not as shown: printf 'one\ntwo\nthree\n'
5 not run: tieout run in --out out
25 not run: tieout check --books nowhere.db
3 there is no make nowhere
3 there is no tieout frobnicate
17 tieout rules has no --nonsense
there is no NOWHERE.md
there is no nowhere/at-all
END
}

known_names >"$scratch/known"
if [ $# -eq 0 ]; then
    # ERRORS.md is made from tests/cli, RULES.md from the rules and their examples: both are run.
    cd "$root"
    set -- README.md rules/README.md engine/README.md fixtures/README.md docs/*.md \
        docs/decisions/*.md
fi
for page in "$@"; do
    case $page in
    docs/ERRORS.md | docs/RULES.md) continue ;;
    esac
    page_holds "$page"
done
for page in docs/*.md; do
    case $page in docs/README.md) continue ;; esac
    grep -q "](${page#docs/})" "$root/docs/README.md" || bad "docs/README.md does not list $page"
done
columns_are_explained
[ "$accept" = yes ] || broken_page_is_seen
[ "$passed" -gt 0 ] || failed=1
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
