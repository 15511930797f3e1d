#!/bin/sh
# Prints docs/ERRORS.md: every message the program has for a person, as the transcripts in
# tests/cli prove it.
set -eu
cd "$(dirname "$0")/../.."

cat <<'TEXT'
# Messages

Made by `make docs` from the transcripts in `tests/cli/`, which `make cli` runs: what stands
here is what the program prints. A message names the place, shows it, and says what to do. When
several things are wrong, the gravest exit code wins. On 3 and 4 nothing is written, except when
records were rejected or a control is off: then the reports are headed INCOMPLETE or DOES NOT
TIE.

TEXT

# The commands of all transcripts that ended with exit code $1 and said something, under the title
# $2.
section() {
    printf '## %s\n\n' "$2"
    awk -v wanted="$1" '
    function close_command(    at) {
        if (command != "" && said > 0 && code == wanted) {
            if (!titled) printf "### %s\n\n", title
            titled = 1
            printf "    $ %s\n", command
            for (at = 1; at <= said; at++) printf "    %s\n", line[at]
            print ""
        }
        command = ""
    }
    FNR == 1 {
        close_command()
        titled = 0
        title = $0
        sub(/^# /, "", title)
        sub(/[.]$/, "", title)
        next
    }
    /^[$][.]? / {
        close_command()
        command = $0
        sub(/^[$][.]? /, "", command)
        said = code = 0
        next
    }
    /^2>/ { text = $0; sub(/^2> ?/, "", text); line[++said] = text; next }
    /^= / { code = $2 }
    END { close_command() }' tests/cli/*.cli
}

section 0 'Notes: exit code 0'
section 1 'Findings: exit code 1'
section 2 'Usage: exit code 2'
section 3 'Input refused: exit code 3'
section 4 'Evidence and storage: exit code 4'
