/* SHA-256 by libcrypto's EVP interface, which picks the processor's own instructions. Every
 * failure of EVP here is a lack of memory or a broken library; neither leaves anything to
 * report on. */
#include "base/digest.h"

#include "base/arena.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <string.h>

/* The stream is the EVP context itself; the struct is never defined. */
static EVP_MD_CTX *context_of(struct digest_stream *stream);

struct digest_stream *digest_start(void)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL || EVP_DigestInit_ex(context, EVP_sha256(), NULL) != 1)
        memory_exhausted();
    return (struct digest_stream *)context;
}

void digest_add(struct digest_stream *stream, struct str bytes)
{
    tie_assert(stream != NULL);
    tie_assert(bytes.bytes != NULL || bytes.length == 0);
    if (bytes.length == 0)
        return;
    int good = EVP_DigestUpdate(context_of(stream), bytes.bytes, bytes.length);
    tie_assert(good == 1);
}

struct digest digest_finish(struct digest_stream *stream)
{
    tie_assert(stream != NULL);
    struct digest digest = {{0}};
    unsigned length = 0;
    int good = EVP_DigestFinal_ex(context_of(stream), digest.bytes, &length);
    tie_assert(good == 1 && length == DIGEST_BYTES);
    EVP_MD_CTX_free(context_of(stream));
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

static EVP_MD_CTX *context_of(struct digest_stream *stream)
{
    return (EVP_MD_CTX *)stream;
}

const char *digest_library_version(void)
{
    return OpenSSL_version(OPENSSL_VERSION_STRING);
}
