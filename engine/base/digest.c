/* SHA-256 by libcrypto's own functions for it, which pick the processor's instructions. They are
 * asked for by their names of version 1.1, not by way of EVP: EVP loads algorithms at run time,
 * takes memory for that hundreds of times, and falls over when there is none. */
#define OPENSSL_API_COMPAT 0x10100000L
#include "base/digest.h"

#include "base/arena.h"

#include <openssl/crypto.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

struct digest_stream {
    SHA256_CTX context;
};

struct digest_stream *digest_start(void)
{
    struct digest_stream *stream = memory_resize(NULL, 1, sizeof *stream);
    int good = SHA256_Init(&stream->context);
    tie_assert(good == 1);
    return stream;
}

void digest_add(struct digest_stream *stream, struct str bytes)
{
    tie_assert(stream != NULL);
    tie_assert(bytes.bytes != NULL || bytes.length == 0);
    if (bytes.length == 0)
        return;
    int good = SHA256_Update(&stream->context, bytes.bytes, bytes.length);
    tie_assert(good == 1);
}

struct digest digest_finish(struct digest_stream *stream)
{
    tie_assert(stream != NULL);
    struct digest digest = {{0}};
    int good = SHA256_Final(digest.bytes, &stream->context);
    tie_assert(good == 1);
    free(stream);
    return digest;
}

struct digest digest_of(struct str bytes)
{
    struct digest_stream *stream = digest_start();
    digest_add(stream, bytes);
    return digest_finish(stream);
}

int digest_compare(const struct digest *a, const struct digest *b)
{
    tie_assert(a != NULL && b != NULL);
    return memcmp(a->bytes, b->bytes, DIGEST_BYTES);
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
    return digest_compare(a, b) == 0;
}

const char *digest_hex(const struct digest *digest, char hex[DIGEST_HEX_BYTES])
{
    tie_assert(digest != NULL && hex != NULL);
    for (size_t at = 0; at < DIGEST_BYTES; at++) {
        hex[2 * at] = "0123456789abcdef"[digest->bytes[at] >> 4];
        hex[2 * at + 1] = "0123456789abcdef"[digest->bytes[at] & 15];
    }
    hex[DIGEST_HEX_BYTES - 1] = '\0';
    return hex;
}

const char *digest_library_version(void)
{
    return OpenSSL_version(OPENSSL_VERSION_STRING);
}

bool digest_parse(struct str hex, struct digest *digest)
{
    tie_assert(digest != NULL);
    if (hex.length != DIGEST_HEX_BYTES - 1)
        return false;
    for (size_t at = 0; at < hex.length; at++) {
        char digit = hex.bytes[at];
        bool decimal = digit >= '0' && digit <= '9';
        if (!decimal && (digit < 'a' || digit > 'f'))
            return false;
        unsigned value = (unsigned)(decimal ? digit - '0' : digit - 'a' + 10);
        unsigned char *byte = &digest->bytes[at / 2];
        *byte = (unsigned char)(at % 2 == 0 ? value << 4 : *byte | value);
    }
    return true;
}
