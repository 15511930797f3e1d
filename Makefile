# tieout: `make` prints this help. Two commands do it all: `make demo` to run it, `make test` to
# test it; both install what is missing by package name (Debian, as root) or say what to install.

MAKEFLAGS += --no-builtin-rules
.SUFFIXES:
SHELL := /bin/sh
CC := gcc
BUILD := build
PREFIX := /usr/local
DESTDIR :=
OPTIMISE := -O2 -g
VARIANT :=

WARNINGS := -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Wformat=2 -Werror
CPPFLAGS := -Iengine -I. -D_GNU_SOURCE
CFLAGS := -std=c17 $(OPTIMISE) $(WARNINGS) -fno-common -pthread $(VARIANT)
LDFLAGS := -pthread $(VARIANT)
LDLIBS := -lcsv -lsqlite3 -lgmp -lcrypto

engine_sources := $(sort $(wildcard engine/*/*.c engine/*/*/*.c) $(wildcard reports/*.c))
unit_sources := $(sort $(wildcard tests/unit/*/*.c tests/unit/*/*/*.c))
rule_texts := $(sort $(shell find rules -type f \( -name '*.csv' -o -name '*.sql' \) 2>/dev/null))
rule_folders := $(shell find rules -type d 2>/dev/null)
report_texts := $(sort $(shell find reports/tables -type f -name '*.sql' 2>/dev/null))
report_folders := $(shell find reports/tables -type d 2>/dev/null)

library_objects := $(engine_sources:%.c=$(BUILD)/%.o) $(BUILD)/generated/embed_files.o \
                   $(BUILD)/generated/report_files.o $(BUILD)/generated/store_files.o
library := $(BUILD)/libtieout.a
program := $(BUILD)/tieout
unit_programs := $(unit_sources:tests/unit/%.c=$(BUILD)/tests/unit/%)
depends := $(library_objects:.o=.d) $(unit_programs:=.d) $(BUILD)/engine/main.d

.PHONY: help
help:
	@sed -n 's/^#: //p' $(firstword $(MAKEFILE_LIST))

#: make demo       install what is missing, build, run a month of fixtures, print the summary
#: make test       install what is missing, build, run every test

# --- build -----------------------------------------------------------------------------------

.PHONY: build
#: make build      the program, as build/tieout
build: $(program)

$(program): $(BUILD)/engine/main.o $(library)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)

$(library): $(library_objects)
	rm -f $@
	ar rcsD $@ $^

$(BUILD)/%.o: %.c
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# The folders too, so that a text that is gone is gone from the program.
$(BUILD)/generated/embed_files.c: tests/support/embed.sh $(rule_texts) $(rule_folders)
	@mkdir -p $(@D)
	@sh tests/support/embed.sh rules embed_file $(rule_texts) >$@.new
	mv $@.new $@

$(BUILD)/generated/report_files.c: tests/support/embed.sh $(report_texts) $(report_folders)
	@mkdir -p $(@D)
	@sh tests/support/embed.sh reports/tables report_file $(report_texts) >$@.new
	mv $@.new $@

$(BUILD)/generated/store_files.c: tests/support/embed.sh engine/store/schema.sql
	@mkdir -p $(@D)
	sh tests/support/embed.sh engine/store store_file engine/store/schema.sql >$@.new
	mv $@.new $@

$(BUILD)/generated/%.o: $(BUILD)/generated/%.c
	$(CC) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

# --- tests -----------------------------------------------------------------------------------

$(BUILD)/tests/unit/%: tests/unit/%.c $(library)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(library) -lcmocka $(LDLIBS)

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

$(BUILD)/tests/property/%: tests/property/%.c $(library)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) -Itests/support $(CFLAGS) -MMD -MP -MF $@.d $(LDFLAGS) -o $@ $< $(library) -lcmocka $(LDLIBS)

.PHONY: property
#: make property   the laws of money, held against exact fractions
property: $(property_programs)
	@sh tests/support/run_units.sh $(property_programs)

# --- bench -----------------------------------------------------------------------------------

bench_programs := $(BUILD)/tests/bench/generate $(BUILD)/tests/bench/phases

$(BUILD)/tests/bench/generate: tests/bench/generate.c tests/bench/generate_world.c tests/bench/generate.h
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.c,$^)

$(BUILD)/tests/bench/%: tests/bench/%.c $(library)
	@mkdir -p $(@D)
	$(CC) $(CPPFLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $< $(library) $(LDLIBS)

.PHONY: bench
#: make bench      months of 10k, 100k and 1M transactions: seconds by phase, MB/s, peak memory
bench: $(bench_programs)
	@mkdir -p $(BUILD)/bench
	@sh tests/bench/bench.sh $(BUILD)

.PHONY: format clean
#: make format     lay out the code as .clang-format says
format:
	clang-format -i $$(git ls-files '*.c' '*.h')

clean:
	rm -rf $(BUILD)

-include $(wildcard $(depends))
