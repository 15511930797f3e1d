#!/bin/sh
# Prints docs/tieout.1, the manual page, from what the program says of itself.
# usage: docs_manual.sh PROGRAM
set -eu
program=$1

cat <<'TEXT'
.\" Made by `make docs` from the help of the program.
.TH TIEOUT 1
.SH NAME
tieout \- tie billed, paid out and taxed seller money to each other
.SH SYNOPSIS
TEXT
"$program" help | awk '
    $1 == "tieout" && $2 ~ /^[a-z]+$/ { printf ".B tieout %s\n%s\n.br\n", $2, $3 }'
cat <<'TEXT'
.SH DESCRIPTION
Joins the reports a marketplace sends its sellers on the Transaction Reference ID, exactly, and
writes what was billed and not paid out, what was refunded, what is open against its terms, and
what tax was collected. Every figure walks back to a file, a record and its original bytes.
TEXT

# The help of one verb: its sentence, its paragraphs and examples, its options.
for verb in $("$program" help | awk '$1 == "tieout" && $2 ~ /^[a-z]+$/ { print $2 }'); do
    "$program" help "$verb" | awk -v verb="$verb" '
        function roff(text) {
            gsub(/\\/, "\\e", text)
            gsub(/-/, "\\-", text)
            sub(/^[.\x27]/, "\\\\\\&&", text)
            return text
        }
        BEGIN { printf ".SS %s\n", verb }
        /^usage: / { next }
        /^examples:$/ { print "Examples:"; next }
        /^options:$/ { options = 1; next }
        options && /^ / {
            match($0, /   *[^ ]/)
            rest = substr($0, 3)
            at = match(rest, /  +[^ ]/)
            printf ".TP\n.B %s\n%s\n", roff(substr(rest, 1, at - 1)), \
                roff(substr(rest, at + RLENGTH - 1))
            next
        }
        /^    / { printf ".nf\n%s\n.fi\n", roff($0); next }
        /^  / { printf ".PP\n%s\n", roff(substr($0, 3)); next }
        /^$/ { print ".PP"; next }
        { print roff($0) }'
done
cat <<'TEXT'
.SH EXIT STATUS
TEXT
"$program" help | awk '/^Exit codes:/ { on = 1; sub(/^Exit codes: /, "") } /^`/ { on = 0 } on'
cat <<'TEXT'
.SH FILES
.TP
.I DIR/summary.txt
the page to read first
.TP
.I DIR/books.db
everything that was read and concluded, as an SQLite database
.TP
.I DIR/manifest.json
what was read and what was written, with digests
TEXT
