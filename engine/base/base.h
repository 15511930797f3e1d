/* The words every file shares: assertions that stay on in release, array sizes, and the printf
 * check. Nothing here allocates or knows the domain. */
#ifndef TIEOUT_BASE_BASE_H
#define TIEOUT_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A programmer's error, never a user's: prints place and expression to stderr and aborts. */
_Noreturn void base_assert_failed(const char *file, int line, const char *expression);

/* Stays on in release: a wrong figure costs more than a crash. */
#define tie_assert(expression)                                                                 \
    ((expression) ? (void)0 : base_assert_failed(__FILE__, __LINE__, #expression))

/* The number of elements of an array (not of a pointer). */
#define array_count(array) (sizeof(array) / sizeof((array)[0]))

/* How many bits are set: side by side, where the compiler may not count on an instruction for it
 * and would call a function. */
static inline uint32_t base_bits(uint32_t bits)
{
    bits -= bits >> 1 & 0x55555555;
    bits = (bits & 0x33333333) + (bits >> 2 & 0x33333333);
    bits = (bits + (bits >> 4)) & 0x0F0F0F0F;
    return bits * 0x01010101 >> 24;
}

#define PRINTF_LIKE(format_at, first_at) __attribute__((format(printf, format_at, first_at)))

#endif
