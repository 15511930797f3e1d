/* The one function of a fuzzer: called with any bytes, again and again, by libFuzzer (`make
 * fuzz`) or by replay.c with the files of a corpus. It ends the program when a law is broken. */
#ifndef TIEOUT_FUZZ_H
#define TIEOUT_FUZZ_H

#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
