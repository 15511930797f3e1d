/* SHA-256 (libcrypto's, with the processor's instructions): the identity of every file read and
 * written. The only door to libcrypto. */
#ifndef TIEOUT_BASE_DIGEST_H
#define TIEOUT_BASE_DIGEST_H

#include "base/base.h"
#include "base/str.h"

enum { DIGEST_BYTES = 32, DIGEST_HEX_BYTES = 65 };

struct digest {
    unsigned char bytes[DIGEST_BYTES];
};

struct digest_stream; /* a hash under way */

/* Never NULL (out of memory ends the program). Freed by digest_finish. */
struct digest_stream *digest_start(void);
void digest_add(struct digest_stream *stream, struct str bytes);
/* The hash of all that was added; frees the stream. */
struct digest digest_finish(struct digest_stream *stream);

/* The version of the library behind it, for the manifest. */
const char *digest_library_version(void);

struct digest digest_of(struct str bytes);
int digest_compare(const struct digest *a, const struct digest *b);
bool digest_equal(const struct digest *a, const struct digest *b);
/* From 64 lower-case hex digits; false for any other text. */
bool digest_parse(struct str hex, struct digest *digest);
/* 64 lower-case hex digits and NUL into `hex`; returns `hex`. */
const char *digest_hex(const struct digest *digest, char hex[DIGEST_HEX_BYTES]);

#endif
