# The second opinion on sealed months. To be sourced by run.sh, whose $root, $scratch, $program,
# opinion, good, bad, cannot and off_by_a_cent it uses.
# shellcheck shell=sh disable=SC2154,SC2016,SC2119,SC2120

# One step of a chain over the books of the directory we are in.
take() {
    verb=$1
    shift
    "$program" "$verb" --books books.db "$@" >told 2>&1 || {
        echo "went wrong: tieout $verb $*"
        cat told
    }
}

# Directory $1 holds raw files in in/, those of later months too, and terms.csv or none. Of its
# report $2 every figure must agree; behind it what else the opinion is given.
agrees_on() {
    sealed_in=$1
    shift
    sealed_out=$1
    shift
    [ ! -f "$sealed_in/terms.csv" ] || set -- --terms "$sealed_in/terms.csv" "$@"
    if opinion "$sealed_in/in" --as-listed --out "$sealed_in/$sealed_out" "$@"; then
        good
    else
        bad "the second opinion on the sealed ${sealed_in##*/}/$sealed_out ended with $?"
    fi
}

# Each world of fixtures/months, pack by pack; then the books as they stand in the month after.
opinions_on_worlds() {
    for folder in "$root"/fixtures/months/*/; do
        folder=${folder%/}
        desk=$scratch/${folder##*/}
        cp -R "$folder" "$desk"
        while IFS= read -r line; do
            eval "set -- $line" # ours, with quotes
            (cd "$desk" && take "$@")
            [ "$1" = close ] || continue
            while [ "$1" != --out ]; do shift; done
            agrees_on "$desk" "$2"
        done <"$folder/steps"
        (cd "$desk" && take check && take report --out now)
        mkdir "$desk/open" # seen without terms
        ln -s ../in ../now "$desk/open"
        agrees_on "$desk/open" now --books "$desk/books.db"
    done
}

# A year with late files, files issued again, three payers, two currencies, tax and refunds.
opinions_on_a_year() {
    desk=$scratch/year
    mkdir -p "$desk/in"
    awk -v out="$desk/in" -v seed=1 -f "$root/tests/stories/twelve_months.awk" >"$desk/files"
    printf 'payer,days\n111122223333,30\n044455556666,60\n' >"$desk/terms.csv"
    at=0
    for period in 2024-07 2024-08 2024-09 2024-10 2024-11 2024-12 \
        2025-01 2025-02 2025-03 2025-04 2025-05 2025-06; do
        at=$((at + 1))
        # Names hold no blanks.
        # shellcheck disable=SC2046
        (cd "$desk" &&
            take load --replace $(awk -v at="$at" '$1 == at { print "in/" $2 }' files) &&
            take close --period "$period" --by Ada --terms terms.csv --out "$period")
        agrees_on "$desk" "$period"
    done
    # Late payouts, and a bill that was issued again: there was something to be told.
    if [ "$(cat "$desk"/2*/prior-period.csv | wc -l)" -gt 20 ]; then
        good
    else
        : >"$scratch/stdout"
        bad "the year has no prior-period items"
    fi
}

# A month in which nothing was loaded, seen from the next one too; a name a spreadsheet would run;
# a pack written again after its review; a bill issued again after three seals.
opinions_on_turns() {
    desk=$scratch/turns
    mkdir "$desk"
    cp -R "$root/fixtures/stories/months-in-turn/in" "$desk"
    billed=in/monthly_revenue_billing_and_revenue_data
    (
        cd "$desk" || exit
        take load "${billed}_2024-02-15.csv" in/disbursed_amount_by_product_2024-02-20.csv
        take close --period 2024-01 --by '=Ada' --on 2024-02-21 --out jan
        take close --period 2024-02 --by '=Ada' --out feb
        take check --as-of 2024-03-10
        take report --out nothing-new
        take load "${billed}_2024-03-15.csv" in/disbursed_amount_by_product_2024-03-20.csv
        take close --period 2024-03 --by '=Ada' --out mar
        take review --period 2024-03 --by Bert
        take report --out mar-reviewed
        take load --replace "${billed}_2024-02-25.csv"
        take check --as-of 2024-04-20
        take report --out now
    )
    for report in jan feb nothing-new mar mar-reviewed now; do
        agrees_on "$desk" "$report"
    done
}

# The pack $pack of directory $desk after a command in a copy of it: exit 1, and $2 of $1 is named.
sees() {
    where=$1
    figure=$2
    shift 2
    rm -rf "$scratch/changed"
    cp -R "$desk/$pack" "$scratch/changed"
    (cd "$scratch/changed" && "$@")
    ! diff -r "$desk/$pack" "$scratch/changed" >/dev/null || echo "nothing was changed: $*"
    opinion "$desk/in" --as-listed --out "$scratch/changed" --terms "$desk/terms.csv"
    code=$?
    if [ "$code" -eq 1 ] && grep -q "^!!  $where  *$figure " "$scratch/stdout"; then
        good
    else
        bad "'$where $figure' is not named, exit $code: $*"
    fi
}

# In the pack we are in: file $1, changed by sed. Cell $2 of entry $1, chain and all.
edit() {
    sed "$2" "$1" >"$scratch/edited"
    cp "$scratch/edited" "$1"
}
forge() { python3 "$root/tests/second-opinion/forge.py" seals.csv "$@"; }

# What was open is changed, and the journal says so too: only the lines are left to contradict.
forge_opening() {
    edit opening.csv 's/200\.00/200.01/'
    forge 3 closing_sha256 "$({
        sed 1d opening.csv | tr ',\n' '\000\000'
        echo
        sed 1d opening-timing.csv | tr ',\n' '\000\000'
    } | sha256sum | cut -c 1-64)"
}

# Every figure of a journal and a pack, one by one. Entries: 1 close and 2 review March, 3 close
# April, 4 close, 5 reopen and 6 close May.
sees_what_was_forged() {
    desk=$scratch/three-months
    pack=may-again
    sees seals.csv 'entry 1 close 2024-03 sha256' edit seals.csv 's/^1,\(.*\)Ada/1,\1Eve/'
    sees seals.csv 'entry 6 close 2024-05 sha256' edit seals.csv '$s/.$/x/'
    sees seals.csv 'entry 2 close 2024-04 number' edit seals.csv '/^2,/d'
    sees seals.csv 'entry 2 close 2024-04 previous' edit seals.csv '/^2,/d'
    sees seals.csv 'entry 2 review 2024-03 number' forge 2 entry 3
    sees seals.csv 'entry 2 review 2024-03 reviewed by' forge 2 by ' ada LOWE'
    sees seals.csv 'entry 2 review 2024-05 sealed month' forge 2 period 2024-05
    sees seals.csv 'entry 2 look 2024-03 what' forge 2 what look
    sees seals.csv 'entry 2 review 2024-03 cells of a close' forge 2 files 2
    sees seals.csv 'entry 3 close 2024-05 month' forge 3 period 2024-05
    sees seals.csv 'entry 3 close 2024-04 as of' forge 3 as_of 2024-04-29
    sees seals.csv 'entry 5 reopen 2024-04 newest month' forge 5 period 2024-04
    sees seals.csv 'entry 5 reopen 2024-05 because' forge 5 because ' '
    sees seals.csv 'entry 1 close 2024-03 files' forge 1 files 3
    sees seals.csv 'entry 1 close 2024-03 inputs' forge 1 inputs_sha256 0
    sees seals.csv 'entry 3 close 2024-04 inputs' edit manifest.json 's/"epoch": 2/"epoch": 1/'
    sees seal-options.csv 'entry 3 close 2024-04 options' edit seal-options.csv '/^3,raw/s/no/yes/'
    sees seal-options.csv 'entry 1 close 2024-03 base currency' \
        edit seal-options.csv '/^1,currency/s/USD/EUR/'
    sees seal-options.csv 'entry 2' edit seal-options.csv '$s/^6/2/'
    sees manifest.json 'period of entry 6' edit manifest.json '/"seal"/s/2024-05/2024-04/'
    sees manifest.json 'program of entry 6' edit manifest.json '/"version"/s/[0-9]/9/'
    sees manifest.json 'policy_sha256 of entry 6' \
        edit manifest.json '/"name": "penny_budget"/,/unit/s/1\.00/2.00/'
    sees manifest.json 'options_sha256 of entry 6' edit manifest.json '/"prove"/s/no/yes/'
    sees manifest.json 'as_of of entry 6' forge 6 as_of 2024-05-30
    sees rules/ 'rules_sha256 of entry 6' edit rules/exceptions/fee-differs.sql '$s/$/ /'
    sees rules/ 'rules_sha256 of entry 6' rm rules/vocabulary.sql
    sees terms.csv 'terms_sha256 of entry 6' edit terms.csv 's/30/31/'
    sees policy.csv 'option policy' touch policy.csv
    sees outputs 'outputs_sha256 of entry 6' edit summary.txt '1s/R/r/'
    sees closing.csv 'closing_sha256 of entry 6' edit timing.csv 's/TM-0/TM-1/'
    sees closing.csv 'TM-3 USD collectible' edit closing.csv 's/400\.01/400.00/'
    sees closing.csv 'TM-7 USD payer' edit closing.csv '/TM-7/s/111122223333/044455556666/'
    sees opening.csv 'closing of 2024-04, with its timing' edit opening-timing.csv 's/40\.00/4.00/'
    sees opening.csv 'TM-5 USD collectible' edit opening.csv 's/200\.00/200.01/'
    sees opening.csv 'TM-5 USD payer' edit opening.csv '/TM-5/s/044455556666/111122223333/'
    sees opening.csv 'TM-3 USD' edit opening.csv '/TM-3/d'
    sees opening.csv 'TM-5 USD collectible' forge_opening
    sees roll-forward.csv 'USD (total) unexplained' forge_opening
    sees prior-period.csv 'TM-5 USD' forge_opening
    sees prior-period.csv 'TM-3 USD sealed_closing' edit prior-period.csv 's/500\.00/500.01/'
    sees prior-period.csv 'TM-3 USD opening' edit prior-period.csv 's/500\.01/500.00/'
    sees prior-period.csv 'TM-3 USD difference' edit prior-period.csv 's/,0\.01/,0.02/'
    sees prior-period.csv 'TM-3 USD files' edit prior-period.csv 's/04-25/04-15/'
    sees prior-period.csv 'TM-3 USD sealed_month' edit prior-period.csv 's/,2024-04,/,2024-03,/'
    sees roll-forward.csv 'USD 111122223333 adjusted' edit roll-forward.csv 's/,0\.01,/,0.02,/'
    pack=mar
    sees opening.csv 'rows before the first seal' edit opening.csv '$s/$/\nTM-1,USD,,1.00/'
    sees opening-timing.csv 'rows before the first seal' \
        edit opening-timing.csv '$s/$/\nTM-0,USD,,,40.00,billed,,/'
}

# A cent in a file of a sealed month, or a file that is gone: its seal is named, and the position.
sees_what_was_loaded() {
    name=monthly_revenue_billing_and_revenue_data_2024-04-15.csv
    rm -rf "$scratch/changed"
    cp -R "$desk/in" "$scratch/changed"
    off_by_a_cent "$desk/in/$name" "$scratch/changed/$name" 1
    opinion "$scratch/changed" --out "$desk/apr" --terms "$desk/terms.csv"
    code=$?
    if [ "$code" -eq 1 ] && grep -q '^!!  seals.csv  *entry 1 close 2024-03 inputs ' \
        "$scratch/stdout"; then
        good
    else
        bad "a cent of $name: exit $code"
    fi
    # Files of later months are no part of a pack, and it must say that they are left out.
    opinion "$desk/in" --as-listed --out "$desk/mar" --terms "$desk/terms.csv"
    if [ "$(grep -c '^left out, ' "$scratch/stdout")" -eq 7 ]; then
        good
    else
        bad "what is left out of the pack of March is not said"
    fi
    rm -rf "$scratch/changed"
    cp -R "$desk/mar" "$scratch/changed"
    rm "$scratch/changed/seals.csv"
    cannot seals.csv "$desk/in" --as-listed --out "$scratch/changed" --terms "$desk/terms.csv"
}

sealed_months() {
    opinions_on_worlds
    opinions_on_a_year
    opinions_on_turns
    sees_what_was_forged
    sees_what_was_loaded
}
