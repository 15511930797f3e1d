#!/bin/sh
# Workbooks opened by LibreOffice, without a screen: it takes them as they are, counts every
# formula again and comes to what they say; a row that is filtered away is in no total; and what a
# person writes into the sheet of findings comes back as dispositions.
#   sh tests/workbook/office.sh PROGRAM FOLDER
# FOLDER is for what LibreOffice keeps, and for its own profile.
set -eu
PYTHONDONTWRITEBYTECODE=1
export PYTHONDONTWRITEBYTECODE

root=$(cd "$(dirname "$0")/../.." && pwd)
program=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
mkdir -p "$2"
place=$(cd "$2" && pwd)
python=$root/tests/workbook/office.py
# shellcheck source=tests/stories/run_story.sh
. "$root/tests/stories/run_story.sh"
scratch=$place
passed=0
failed=0
command -v soffice >/dev/null 2>&1 || {
    echo 'workbook: LibreOffice is not here: apt-get install -y libreoffice-calc'
    exit 1
}

# The case $1 holds when nothing was said.
verdict() {
    if [ -s "$place/said" ]; then
        failed=$((failed + 1))
        echo "workbook: $1:"
        head -n 30 "$place/said"
    else
        passed=$((passed + 1))
    fi
}

# One start for all the files behind the format $1; what comes of them lies in $place/$2.
office() {
    form=$1
    into=$place/$2
    shift 2
    timeout 300 soffice "-env:UserInstallation=file://$place/profile" --headless --norestore \
        --convert-to "$form" --outdir "$into" "$@" >"$place/office.log" 2>&1 || :
}

rm -rf "$place/profile" "$place/in" "$place/xlsx" "$place/csv" "$place/worlds"
mkdir -p "$place/profile/user" "$place/in" "$place/worlds"
# Every formula is computed when a file is opened, whatever the file says it gives.
cat >"$place/profile/user/registrymodifications.xcu" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item>
</oor:items>
END

worlds='demo-month several-currencies whole-populations filing-worksheet dispositions odd-lines'
for world in $worlds; do
    run_story "$root/fixtures/stories/$world" run in --out "$place/worlds/$world" --raw \
        --format xlsx >/dev/null 2>&1 || :
    cp "$place/worlds/$world/close.xlsx" "$place/in/$world.xlsx"
done
python3 "$root/tests/stories/workbook_hostile.py" "$place/worlds/hostile-in"
"$program" run "$place/worlds/hostile-in" --out "$place/worlds/hostile" --raw --format xlsx \
    >/dev/null 2>&1 || :
cp "$place/worlds/hostile/close.xlsx" "$place/in/hostile.xlsx"
# One that says wrong sums, one with rows that a filter has hidden, and one that was written into.
for change in lie hide; do
    python3 "$python" "$change" "$place/in/several-currencies.xlsx" "$place/in/$change.xlsx"
done
python3 "$python" decide "$place/in/demo-month.xlsx" "$place/in/decide.xlsx"

office 'xlsx:Calc MS Excel 2007 XML' xlsx "$place"/in/*.xlsx
for world in $worlds hostile; do
    python3 "$python" same "$place/in/$world.xlsx" "$place/xlsx/$world.xlsx" \
        >"$place/said" 2>&1 || :
    verdict "$world is read, and counted again"
done
python3 "$python" same "$place/in/several-currencies.xlsx" "$place/xlsx/lie.xlsx" \
    >"$place/said" 2>&1 || :
verdict 'wrong sums are made right: it does count'
python3 "$python" hidden "$place/in/hide.xlsx" "$place/xlsx/hide.xlsx" >"$place/said" 2>&1 || :
verdict 'what is filtered away is in no total'

# Every sheet as a file, as "save as CSV" writes it: commas, UTF-8, cells as shown.
office 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1' csv \
    "$place/in/decide.xlsx"
decided=$place/worlds/dispositions_2024-04-05.csv
cp "$place/csv/decide-Findings.csv" "$decided" 2>"$place/said" || :
(
    cd "$place/worlds"
    rm -f month.db
    "$program" load --books month.db "$root"/fixtures/stories/demo-month/in/*.csv
    "$program" load --books month.db "$decided"
    "$program" check --books month.db
    "$program" report --books month.db --out decided --raw --format xlsx
) >"$place/load.log" 2>&1 || cat "$place/load.log" >>"$place/said"
verdict 'the sheet of findings is loaded'
python3 "$python" decided "$place/worlds/decided" >"$place/said" 2>&1 || :
verdict 'what was decided came back, and stands in the next workbook'

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
