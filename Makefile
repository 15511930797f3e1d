# tieout: `make` prints this help. Two commands do it all: `make demo` to run it, `make test` to
# test it; both install what is missing by package name (Debian, as root) or say what to install.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
SHELL := /bin/sh
# gcc where it is, else whatever the system calls its compiler; CC=clang wins.
ifeq ($(origin CC),default)
CC := $(notdir $(firstword $(shell command -v gcc cc clang)))
endif
export CC
BUILD := build
PREFIX := /usr/local
DESTDIR :=
OPTIMISE := -O3 -g
VARIANT :=

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Wformat=2 -Werror
CPPFLAGS := -Iengine -I. -D_GNU_SOURCE
CFLAGS := -std=c17 $(OPTIMISE) $(WARNINGS) -fno-common -pthread $(VARIANT)
LDFLAGS := -pthread $(VARIANT)
# libcsv comes without a .pc file; that of xlsxwriter asks for zlib's headers too. The names behind
# || are for a system without pkg-config.
LDLIBS := -lcsv -lxlsxwriter $(shell pkg-config --libs sqlite3 gmp libcrypto 2>/dev/null || \
                       echo -lsqlite3 -lgmp -lcrypto)
JOBS := $(shell nproc 2>/dev/null || echo 2)
# Each step is one line; V=1 shows the commands.
Q := $(if $(V),,@)
step = @$(if $(V),true,printf '  %-7s %s\n' $(1) $(2))
# A make below this one, with as many jobs as there are processors unless -j says otherwise.
submake = $(MAKE) --no-print-directory $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(JOBS))

engine_sources := $(sort $(wildcard engine/*/*.c engine/*/*/*.c) $(wildcard reports/*.c))
unit_sources := $(sort $(wildcard tests/unit/*/*.c tests/unit/*/*/*.c))
rule_texts := $(sort $(shell find rules -type f \( -name '*.csv' -o -name '*.sql' \) 2>/dev/null))
rule_folders := $(shell find rules -type d 2>/dev/null)
report_texts := $(sort $(shell find reports/tables -type f -name '*.sql' 2>/dev/null))
page_texts := $(sort $(wildcard reports/page/*))
report_folders := $(shell find reports/tables -type d 2>/dev/null)

library_objects := $(engine_sources:%.c=$(BUILD)/%.o) $(BUILD)/generated/embed_files.o \
                   $(BUILD)/generated/report_files.o $(BUILD)/generated/page_files.o \
                   $(BUILD)/generated/store_files.o
library := $(BUILD)/libtieout.a
program := $(BUILD)/tieout
unit_programs := $(unit_sources:tests/unit/%.c=$(BUILD)/tests/unit/%)
depends = $(library_objects:.o=.d) $(BUILD)/engine/main.d \
          $(addsuffix .d,$(unit_programs) $(property_programs) $(bench_programs))

.PHONY: help
help:
	@sed -n 's/^#: //p' $(firstword $(MAKEFILE_LIST))

# --- the two commands, and the gate ------------------------------------------------------------

DEMO := fixtures/stories/demo-month
SUITES := tidy docs-check unit property stories cli second-opinion
LONG_SUITES := newcomer corpus worlds mutate fault pins peers-small

.PHONY: demo test check suites packages-build packages-test packages-check
#: make demo       install what is missing, build, run a month of fixtures, print the summary;
#:                 beside it a page and a workbook
demo: packages-build
	@$(submake) build >$(BUILD)/demo.log 2>&1 || { cat $(BUILD)/demo.log; exit 1; }
	@$(program) run $(DEMO)/in --out $(BUILD)/demo --format html,xlsx
	@echo "The page to read and to print: $(BUILD)/demo/close.html"
	@echo "The workbook to open:          $(BUILD)/demo/close.xlsx"
	@echo "What happened that month: $(DEMO)/story.md"

#: make test       install what is missing, build, run every test
test: packages-test
	@$(submake) suites

suites:
	@MAKE='$(MAKE)' sh tests/support/suites.sh $(STOP) $(SUITES)

#: make check      all that must hold before a change lands: test, and the same with clang, with
#:                 sanitizers and valgrind, clang-tidy, layout, generated docs
check: packages-check
	@$(submake) suites STOP=--stop \
	    SUITES='format-check completions $(SUITES) $(LONG_SUITES) page workbook clang lint asan \
	            valgrind'

packages-build packages-test packages-check: packages-%:
	@mkdir -p $(BUILD)
	@sh tests/support/packages.sh $*

# --- build -----------------------------------------------------------------------------------

.PHONY: build
#: make build      the program, as build/tieout
build: $(program)

$(program): $(BUILD)/engine/main.o $(library)
	$(call step,link,$@)
	$(Q)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(library): $(library_objects)
	$(call step,ar,$@)
	$(Q)rm -f $@
	$(Q)ar rcsD $@ $^

# Changes when the compiler or a flag does, and everything is built again.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDLIBS)' | cmp -s - $@ || \
	    printf '%s\n' '$(CC) $(CPPFLAGS) $(CFLAGS) $(LDLIBS)' >$@
FORCE:

$(BUILD)/%.o: %.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The folders too, so that a text that is gone is gone from the program.
$(BUILD)/generated/embed_files.c: tests/support/embed.sh $(rule_texts) $(rule_folders)
	@mkdir -p $(@D)
	$(call step,embed,$@)
	$(Q)sh tests/support/embed.sh rules embed_file $(rule_texts) >$@.new
	$(Q)mv $@.new $@

$(BUILD)/generated/report_files.c: tests/support/embed.sh $(report_texts) $(report_folders)
	@mkdir -p $(@D)
	$(call step,embed,$@)
	$(Q)sh tests/support/embed.sh reports/tables report_file $(report_texts) >$@.new
	$(Q)mv $@.new $@

$(BUILD)/generated/page_files.c: tests/support/embed.sh $(page_texts) reports/page
	@mkdir -p $(@D)
	$(call step,embed,$@)
	$(Q)sh tests/support/embed.sh reports/page page_file $(page_texts) >$@.new
	$(Q)mv $@.new $@

$(BUILD)/generated/store_files.c: tests/support/embed.sh engine/store/schema.sql
	@mkdir -p $(@D)
	$(call step,embed,$@)
	$(Q)sh tests/support/embed.sh engine/store store_file engine/store/schema.sql >$@.new
	$(Q)mv $@.new $@

$(BUILD)/generated/%.o: $(BUILD)/generated/%.c
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# --- tests -----------------------------------------------------------------------------------

test_compile = $(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@

$(BUILD)/tests/%: tests/%.c $(library)
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(test_compile) $< $(library) -lcmocka $(LDLIBS)

.PHONY: unit
#: make unit       the unit tests only
unit: $(unit_programs)
	@sh tests/support/run_units.sh $(unit_programs)

# Of one folder: make unit-money. Not by a second make, which would build beside the first.
.SECONDEXPANSION:
percent := %
unit-%: $$(filter $(BUILD)/tests/unit/$$*/$$(percent),$(unit_programs))
	@sh tests/support/run_units.sh $^

property_programs := $(patsubst %.c,$(BUILD)/%,$(sort $(wildcard tests/property/*.c)))

.PHONY: property
#: make property   the laws of money, held against exact fractions
property: $(property_programs)
	@sh tests/support/run_units.sh $(property_programs)

fuzz_names := record money map rule meta
FUZZ_SECONDS := 60
fuzz_clang = $(if $(filter clang%,$(notdir $(CC))),$(CC),clang)

$(BUILD)/tests/fuzz/%: tests/fuzz/%.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(library)
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(test_compile) $< tests/fuzz/replay.c $(library) $(LDLIBS)

.PHONY: corpus fuzz
#: make corpus     the corpora of the fuzzers once again, file by file
corpus: $(addprefix $(BUILD)/tests/fuzz/,$(fuzz_names))
	@sh tests/fuzz/replay.sh $(BUILD)/tests/fuzz $(fuzz_names)

#: make fuzz       each fuzzer for a minute (FUZZ_SECONDS=60); what it finds joins its corpus
fuzz: packages-check
	@sh tests/fuzz/fuzz.sh $(FUZZ_SECONDS) $(fuzz_names)

fault_parts := $(addprefix tests/,fault/fault.c fault/trial.c fault/run.c fault/kept.c \
                                   support/tree.c)

$(BUILD)/tests/fault/fault: $(fault_parts) $(wildcard tests/fault/*.h) tests/support/tree.h \
                            $(library) $(BUILD)/flags
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) $(LDFLAGS) -o $@ $(fault_parts) $(library) \
	    $(LDLIBS)

$(BUILD)/tests/fault/interpose.so: tests/fault/interpose.c tests/fault/page.h $(BUILD)/flags
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) -fPIC -shared $(LDFLAGS) -o $@ $<

.PHONY: fault
FAULT_MONTH := fixtures/stories/quiet-month/in
#: make fault      reads, writes, memory, SQL ... of a small month fail one by one; kill -9
fault: $(program) $(BUILD)/tests/fault/fault $(BUILD)/tests/fault/interpose.so
	@$(BUILD)/tests/fault/fault $(program) $(BUILD)/tests/fault/interpose.so $(FAULT_MONTH) \
	    $(POINTS)

# Drivers that run the program again and again: all sources of their folder, and these.
driver_parts := tests/support/tree.c tests/support/rows.c

$(BUILD)/tests/mutate/mutate: $(wildcard tests/mutate/*.[ch])
$(BUILD)/tests/worlds/worlds: $(wildcard tests/worlds/*.[ch])
$(BUILD)/tests/mutate/mutate $(BUILD)/tests/worlds/worlds: $(driver_parts) $(library) \
        $(wildcard tests/support/*.h)
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^) \
	    $(library) $(LDLIBS)

.PHONY: worlds
WORLDS := 300
SEED := 1
#: make worlds     made-up months with known errors: found where they are, nowhere else
worlds: $(program) $(BUILD)/tests/worlds/worlds
	@$(BUILD)/tests/worlds/worlds $(program) $(WORLDS) $(SEED)

.PHONY: mutate
MUTATIONS := 20
# Not those that bring rules of their own: the driver takes the program's.
mutate_worlds = $(filter-out $(dir $(wildcard fixtures/stories/*/rules)),\
                $(wildcard fixtures/stories/*/))
#: make mutate     a row lost, a row twice, a cent moved: is it always seen? MUTATIONS=0: all
mutate: $(program) $(BUILD)/tests/mutate/mutate
	@$(BUILD)/tests/mutate/mutate $(program) $(MUTATIONS) $(mutate_worlds)

.PHONY: page
#: make page       close.html in a real browser: keyboard, sorting, filters, the dark, paper
page: packages-check $(program)
	@sh tests/page/run.sh $(program) $(BUILD)/page

.PHONY: stories cli second-opinion accept
#: make stories    each story, its reports byte for byte; figures counted again; laws
stories: $(program) $(BUILD)/tests/bench/generate
	@sh tests/stories/all.sh $(program)

#: make cli        each message of the program: command, output, exit code
cli: $(program)
	@sh tests/cli/run.sh $(program)

#: make second-opinion  every story computed again by docs/second-opinion; a cent is noticed
second-opinion: $(program)
	@sh tests/second-opinion/run.sh $(program)

.PHONY: newcomer
#: make newcomer   the files of a clone in an empty place, and `make demo` there
newcomer: packages-check
	@sh tests/stories/newcomer.sh

#: make accept     write the expected outputs anew; then read the diff, all of it
accept: $(program)
	sh tests/stories/run.sh --accept $(program)
	sh tests/stories/months.sh --accept $(program)
	sh tests/cli/run.sh --accept $(program)
	sh tests/stories/pages.sh --accept $(program)
	$(MAKE) --no-print-directory docs
	git --no-pager diff --stat -- fixtures tests/cli docs README.md rules

# --- the house -----------------------------------------------------------------------------------

tidy_sources := $(sort $(wildcard tests/tidy/*.c))
tidy_program := $(BUILD)/tests/tidy/tidy

$(tidy_program): $(tidy_sources) $(wildcard tests/tidy/*.h)
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) -Itests -D_GNU_SOURCE $(CFLAGS) $(LDFLAGS) -o $@ $(tidy_sources)

.PHONY: tidy lint format format-check
#: make tidy       the laws of the house, and proof that each of them can be broken
tidy: $(tidy_program)
	@$(tidy_program) . $$(git ls-files 2>/dev/null | sed 's,/.*,,' | sort -u)

#: make lint       clang-tidy; of a few files: make lint LINT_FILES='engine/base/str.c'
LINT_FILES = $(engine_sources) engine/main.c
lint:
	@printf '%s\n' $(LINT_FILES) | xargs -P $(JOBS) -n 4 sh -c \
	    'clang-tidy --quiet "$$@" -- -std=c17 $(CPPFLAGS) 2>/dev/null' lint

code_files = $$(find engine reports tests -name '*.[ch]')
#: make format     lay out the code as .clang-format says
format:
	clang-format -i $(code_files)

format-check:
	@clang-format --dry-run -Werror $(code_files)

# --- variants ------------------------------------------------------------------------------------

SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# Each block of an arena is its own malloc, so that the sanitizers see its ends. With sanitizers
# gcc warns of what cannot happen; the other builds judge the code.
ARENA := -DARENA_MALLOC

.PHONY: asan clang valgrind coverage
#: make asan       unit tests, stories and messages under the sanitizers
asan:
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/support/leaks.supp:print_suppressions=0 \
	    $(submake) BUILD=$(BUILD)/asan OPTIMISE='-O1 -g' VARIANT='$(SANITIZE) $(ARENA) -Wno-error' \
	    SUITES='unit property stories cli corpus' suites

#: make clang      everything built by clang, and its unit tests
clang:
	@$(submake) BUILD=$(BUILD)/clang CC=clang SUITES='build unit property' suites

#: make valgrind   a month under valgrind: nothing read that was never written
valgrind: $(program)
	@rm -rf $(BUILD)/valgrind
	@valgrind --quiet --error-exitcode=9 $(program) run $(DEMO)/in --out $(BUILD)/valgrind >/dev/null

COVERAGE := 95
#: make coverage   lines of engine/ and reports/ that the tests run; fails below 95 percent
coverage: packages-test
	@find $(BUILD)/coverage -name '*.gcda' -delete 2>/dev/null || true
	@$(submake) BUILD=$(BUILD)/coverage CC=gcc OPTIMISE='-O0 -g' \
	    VARIANT='--coverage -Wno-error' SUITES='unit property stories cli corpus' suites
	@sh tests/support/coverage.sh $(BUILD)/coverage $(COVERAGE)

# --- documents made from the sources -------------------------------------------------------------

.PHONY: docs docs-check
completions := tieout.bash _tieout tieout.fish
completion_shell = $(patsubst .%,%,$(or $(suffix $(1)),.zsh))

#: make docs       write what is made from sources: in docs/ RULES.md, VOCABULARY.md, ERRORS.md,
#:                 tieout.1 and completions/
docs: $(program)
	sh tests/support/docs_rules.sh >docs/RULES.md
	sh tests/support/docs_vocabulary.sh >docs/VOCABULARY.md
	sh tests/support/docs_errors.sh >docs/ERRORS.md
	sh tests/support/docs_manual.sh $(program) >docs/tieout.1
	@mkdir -p docs/completions
	$(foreach file,$(completions),sh tests/support/docs_completion.sh \
	    $(call completion_shell,$(file)) $(program) >docs/completions/$(file) &&) true

fresh = cmp - $(1) || { echo 'run: make docs'; exit 1; }
docs-check: $(program)
	@sh tests/support/docs_rules.sh | $(call fresh,docs/RULES.md)
	@sh tests/support/docs_vocabulary.sh | $(call fresh,docs/VOCABULARY.md)
	@sh tests/support/docs_errors.sh | $(call fresh,docs/ERRORS.md)
	@sh tests/support/docs_manual.sh $(program) | $(call fresh,docs/tieout.1)
	@$(foreach file,$(completions),{ sh tests/support/docs_completion.sh \
	    $(call completion_shell,$(file)) $(program) | $(call fresh,docs/completions/$(file)); } &&) \
	    true

.PHONY: workbook
#: make workbook   workbooks opened by LibreOffice: every cell, every formula, dispositions back
workbook: $(program)
	@sh tests/workbook/office.sh $(program) $(BUILD)/workbook

.PHONY: completions
#: make completions  bash, zsh and fish read theirs, and offer what the help names
completions: $(program)
	@sh tests/cli/completions.sh $(program)

# --- the rest ------------------------------------------------------------------------------------

bench_programs := $(BUILD)/tests/bench/generate $(BUILD)/tests/bench/phases

$(BUILD)/tests/bench/generate: $(addprefix tests/bench/,generate.c generate_out.c \
                            generate_world.c generate.h generate_out.h)
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^)

$(BUILD)/tests/bench/peers_%: tests/bench/peers_%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(call step,compile,$@)
	$(Q)$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $<

.PHONY: bench bench-months install clean
#: make bench      months of 10k, 100k and 1M transactions: seconds by phase, MB/s, peak memory;
#:                 small ones (make bench-small) against 25 and 80 ms
#:                 PEERS=1: beside DuckDB and the sqlite3 shell instead, and what misses its target
peer_programs := $(BUILD)/tests/bench/peers_timed $(BUILD)/tests/bench/peers_duckdb
bench: $(bench_programs) $(program) $(if $(PEERS),$(peer_programs))
	@mkdir -p $(BUILD)/bench
ifdef PEERS
	@sh tests/bench/peers.sh $(BUILD)
else
	@sh tests/bench/bench.sh $(BUILD); one=$$?; sh tests/bench/months.sh $(BUILD) || one=$$?; \
	    $(submake) bench-small && exit $$one
endif

.PHONY: bench-small
bench-small: $(bench_programs) $(program) $(BUILD)/tests/bench/peers_timed
	@sh tests/bench/small.sh $(BUILD)

.PHONY: peers-small
#: make peers-small  what these peers rest on, of 500 transactions: figures agree, both shapes
peers-small: packages-test $(bench_programs) $(program)
	@sh tests/bench/peers_small.sh $(BUILD)

.PHONY: pins
#: make pins       instructions and allocations of a run, as valgrind counts them, under limits
pins: packages-check $(bench_programs) $(program)
	@sh tests/bench/pins.sh $(BUILD)

#: make bench-months  the last part of it: 24 months of 100k into one books file, month by month
bench-months: $(bench_programs) $(program)
	@mkdir -p $(BUILD)/bench
	@sh tests/bench/months.sh $(BUILD)

share := $(DESTDIR)$(PREFIX)/share
#: make install    the program, its manual page and completions; PREFIX=/usr/local, DESTDIR=
install: $(program)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(program) $(DESTDIR)$(PREFIX)/bin/tieout
	install -d $(share)/man/man1 $(share)/bash-completion/completions \
	    $(share)/zsh/site-functions $(share)/fish/vendor_completions.d
	install -m 644 docs/tieout.1 $(share)/man/man1/tieout.1
	install -m 644 docs/completions/tieout.bash $(share)/bash-completion/completions/tieout
	install -m 644 docs/completions/_tieout $(share)/zsh/site-functions/_tieout
	install -m 644 docs/completions/tieout.fish $(share)/fish/vendor_completions.d/tieout.fish

#: make clean      remove what was built
clean:
	rm -rf $(BUILD)

-include $(wildcard $(depends))
