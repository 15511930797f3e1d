/* A library that is not in this list makes a run some milliseconds longer, and no less safe. */
#include "store/store_guard_known.h"

#include <sqlite3.h>

struct known_library {
    struct str source;  /* SQLite's own name of its source, to the byte */
    struct str options; /* the digest of what it was compiled with */
};

static const struct known_library known[] = {
    /* Debian 12 */
    {STR_INIT("2022-12-28 14:03:47 "
              "df5c253c0b3dd24916e4ec7cf77d3db5294cc9fd45ae7b9c5e82ad8197f3alt1"),
     STR_INIT("fb9674218a97cedf8e4b6fca108a9ba2f86cdacb6890f332b6c862c0dd3c44f3")},
};

bool guard_library_is_known(void)
{
    struct digest options = guard_library_options();
    return guard_library_is(str_from(sqlite3_sourceid()), &options);
}

bool guard_library_is(struct str source, const struct digest *digest)
{
    tie_assert(source.bytes != NULL && digest != NULL);
    char hex[DIGEST_HEX_BYTES];
    struct str options = str_from(digest_hex(digest, hex));
    for (size_t i = 0; i < array_count(known); i++)
        if (str_equal(source, known[i].source) && str_equal(options, known[i].options))
            return true;
    return false;
}

struct digest guard_library_options(void)
{
    struct digest_stream *stream = digest_start();
    const char *option = sqlite3_compileoption_get(0);
    for (int at = 1; option != NULL; option = sqlite3_compileoption_get(at++)) {
        digest_add(stream, str_from(option));
        digest_add(stream, STR("\n"));
    }
    return digest_finish(stream);
}
