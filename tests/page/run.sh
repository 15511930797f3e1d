#!/bin/sh
# close.html in a real browser (page.py): of the story every newcomer reads, of a world whose texts
# are markup and script, and of one with more rows than a page shows. What the browser itself says
# stays in FOLDER/chromium.log.
#   sh tests/page/run.sh PROGRAM FOLDER
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
rm -rf "$2"
mkdir -p "$2/in"
folder=$(cd "$2" && pwd)
demo=$root/fixtures/stories/demo-month/in

# What the run says and how it ends is no matter here: the page must be there.
close() {
    "$program" run "$1" --out "$folder/$2" --raw --format html >"$folder/$2.log" 2>&1 || :
    [ -f "$folder/$2/close.html" ] || {
        cat "$folder/$2.log"
        exit 1
    }
}

close "$demo" demo
for kind in hostile crowd; do
    mkdir "$folder/in/$kind"
    python3 "$root/tests/page/worlds.py" "$kind" "$demo" "$folder/in/$kind"
    close "$folder/in/$kind" "$kind"
done
PYTHONDONTWRITEBYTECODE=1 python3 "$root/tests/page/page.py" "$folder"
