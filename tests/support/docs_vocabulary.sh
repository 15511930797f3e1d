#!/bin/sh
# Prints docs/VOCABULARY.md: the views a rule may read, from their comments in
# rules/vocabulary.sql, which `make unit-rules` holds against the views themselves.
set -eu
cd "$(dirname "$0")/../.."

cat <<'TEXT'
# The vocabulary of rules

Made by `make docs` from the comments of `rules/vocabulary.sql`, which a test holds against the
views themselves. A rule reads these and no table of the books; RULE-WRITERS.md shows how.

Every amount is from the seller's side: a charge is positive, a fee or a refund negative.

| kind | is |
|---|---|
| id | answer with it: the finding is about that row |
| money | micros: compare with `money('0.01')`, multiply with `micro_times(amount, count)` |
| day | a day number: subtract two of them, compare with `as_of()` |
| days, count | whole numbers |
| text | bytes; `''` where there is none |
| ... ? | may be NULL: unknown |
TEXT

awk '
    function close_view() {
        if (view != "")
            printf "\n## %s\n\n%s\n\n| column | kind | what |\n|---|---|---|\n%s", view, about,
                rows
        view = ""
    }
    /^-- view / { close_view(); view = $3; about = rows = ""; part = ""; next }
    view == "" { next }
    /^-- about / { sub(/^-- about +/, ""); about = $0; part = "about"; next }
    /^-- columns/ { part = "columns"; next }
    !/^--/ { part = ""; next }
    part == "about" { sub(/^-- +/, ""); about = about " " $0; next }
    part == "columns" {
        column = $2
        kind = $3
        what = $0
        sub(/^-- +[^ ]+ +[^ ]+ */, "", what)
        gsub(/\|/, "or", what)
        rows = rows "| `" column "` | " kind " | " what " |\n"
    }
    END { close_view() }' rules/vocabulary.sql
