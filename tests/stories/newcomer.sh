#!/bin/sh
# What somebody sees who has never been here: the files of a clone in an empty place, `make demo`
# there, and what README.md says it does. Every file it names must lie where it says, and open.
#   sh tests/stories/newcomer.sh
set -eu
unset MAKEFLAGS MAKELEVEL MFLAGS # nobody called make before

root=$(cd "$(dirname "$0")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT INT TERM
passed=0
failed=0

check() {
    what=$1
    shift
    if "$@"; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "newcomer: $what"; fi
}

# As git has it, with what is about to be committed, and nothing that was built.
mkdir "$scratch/tieout"
(cd "$root" && git ls-files -co --exclude-standard -z | xargs -0 -r ls -d 2>/dev/null |
    tar -cf - -T - | tar -xf - -C "$scratch/tieout")
cd "$scratch/tieout"
check 'make demo ends badly' sh -c 'make demo >../told 2>../complaints </dev/null'
check 'it complains' test ! -s ../complaints

# What README.md shows of the run is what the demo prints.
shows_the_page() {
    sed -n '/^\$ tieout run .*demo-month/,/^\.\.\.$/p' README.md | sed '1d; $d' >../page
    [ -s ../page ] && head -n "$(wc -l <../page)" ../told | diff -u ../page -
}
check 'the page of README.md is not what it prints' shows_the_page

names_files() {
    grep -o 'build/demo[A-Za-z0-9./_-]*' ../told | sort -u >../named
    [ -s ../named ] && while read -r file; do
        [ -e "$file" ] || { echo "there is no $file"; return 1; }
    done <../named
}
check 'a file it names is not there' names_files

# The workbook opens, and the page is whole: LibreOffice reads the cover.
opens() {
    timeout 300 soffice "-env:UserInstallation=file://$scratch/profile" --headless --norestore \
        --convert-to csv --outdir "$scratch/opened" build/demo/close.xlsx >../office 2>&1
    # Open before, open now, uncollected, charges: as story.md has them.
    grep -q '^USD,27718,24270.01,4830,7,' "$scratch/opened/close.csv" &&
        tail -n 1 build/demo/close.html | grep -q '</html>'
}
check 'the workbook and the page it wrote' opens

# And what `make install` puts where.
installs() {
    make install DESTDIR="$scratch/root" PREFIX=/usr >../installed 2>&1 || return 1
    "$scratch/root/usr/bin/tieout" --version >../version || return 1
    for file in man/man1/tieout.1 bash-completion/completions/tieout zsh/site-functions/_tieout \
        fish/vendor_completions.d/tieout.fish; do
        [ -s "$scratch/root/usr/share/$file" ] || { echo "there is no $file"; return 1; }
    done
}
check 'make install' installs
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ] || { cat ../complaints; exit 1; }
