#!/bin/sh
# Sees to it that what a level needs is there: asks the compiler for the headers and the shell for
# the commands. What is missing is installed by name where that is possible (Debian, as root);
# otherwise the exact command is printed and nothing goes on.
# usage: packages.sh build|test|check
set -u
level=${1:-build}
compiler=${CC:-cc}

# Level, package, and the header, command, module of python3 or file by which it is recognised.
table='build libsqlite3-dev header sqlite3.h
build libcsv-dev header csv.h
build libgmp-dev header gmp.h
build libssl-dev header openssl/sha.h
build libxlsxwriter-dev header xlsxwriter.h
build pkg-config command pkg-config
test libcmocka-dev header cmocka.h
test python3 command python3
test hledger command hledger
test beancount command bean-check
test sqlite3 command sqlite3
test python3-jsonschema module jsonschema
check clang command clang
check clang-format command clang-format
check clang-tidy command clang-tidy
check valgrind command valgrind
check bash command bash
check zsh command zsh
check fish command fish
check chromium command chromium
check poppler-utils command pdftotext
check libreoffice-calc command soffice
check fonts-dejavu-core file /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf'

case $level in
build) levels=' build ' ;;
test) levels=' build test ' ;;
check) levels=' build test check ' ;;
*)
    echo "packages.sh: the levels are build, test and check" >&2
    exit 2
    ;;
esac

say() { printf '%s\n' "tieout: $*" >&2; }

# One run of the preprocessor asks for all headers of the level.
missing_headers() {
    printf '%s\n' "$table" | while read -r at package kind thing; do
        case $levels in *" $at "*) ;; *) continue ;; esac
        [ "$kind" = header ] || continue
        printf '#if !__has_include(<%s>)\nmissing %s\n#endif\n' "$thing" "$package"
    done | "$compiler" -E -P -x c - | sed -n 's/^ *missing //p' | tr -d ' '
}

missing_commands() {
    printf '%s\n' "$table" | while read -r at package kind thing; do
        case $levels in *" $at "*) ;; *) continue ;; esac
        [ "$kind" = command ] || continue
        command -v "$thing" >/dev/null 2>&1 || printf '%s\n' "$package"
    done
}

# Of python3, which is looked for above.
missing_modules() {
    printf '%s\n' "$table" | while read -r at package kind thing; do
        case $levels in *" $at "*) ;; *) continue ;; esac
        [ "$kind" = module ] || continue
        python3 -c "import $thing" >/dev/null 2>&1 || printf '%s\n' "$package"
    done
}

missing_files() {
    printf '%s\n' "$table" | while read -r at package kind thing; do
        case $levels in *" $at "*) ;; *) continue ;; esac
        [ "$kind" = file ] || continue
        [ -e "$thing" ] || printf '%s\n' "$package"
    done
}

missing() {
    { missing_headers && missing_commands && missing_modules && missing_files; } |
        tr '\n' ' ' | sed 's/ $//'
}

if ! command -v "$compiler" >/dev/null 2>&1; then
    say "there is no C compiler named $compiler: install one, for example"
    say "  apt-get install --no-install-recommends -y gcc libc6-dev"
    exit 1
fi
packages=$(missing)
[ -n "$packages" ] || exit 0

install="apt-get install --no-install-recommends -y $packages"
if ! command -v apt-get >/dev/null 2>&1; then
    say "these Debian packages, or what your system calls them, are missing:"
    say "  $packages"
    say "They bring:"
    for package in $packages; do
        printf '%s\n' "$table" | sed -n "s/^[a-z]* $package /  /p" >&2
    done
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    say "packages are missing, and only root can install them. Run:"
    say "  $install"
    exit 1
fi

say "installing $packages"
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # package names are words
if ! DEBIAN_FRONTEND=noninteractive apt-get update -qq >"$log" 2>&1 ||
    ! DEBIAN_FRONTEND=noninteractive $install >>"$log" 2>&1; then
    tail -n 15 "$log" >&2
    say "the packages could not be installed. Run, and see what it says:"
    say "  apt-get update && $install"
    exit 1
fi
left=$(missing)
[ -z "$left" ] || {
    say "still missing after the installation: $left"
    exit 1
}
