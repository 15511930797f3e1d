/* Nearly every line brings parts that were seen before: they are hashed and compared where they
 * lie in the line, and only new ones are joined. */
#include "recon/ledger_parts.h"

#include <string.h>

static bool parts_are(struct str joined, const struct line *line,
                      const struct ledger_parts *parts);
static uint32_t hash_parts(const struct line *line, const struct ledger_parts *parts);
static uint32_t hash_joined(struct str joined);
static uint32_t hash_add(uint32_t hash, struct str part);
static bool join_parts(struct buffer *into, const struct line *line,
                       const struct ledger_parts *parts);

void ledger_parts_begin(struct ledger_parts *parts, const struct line *line)
{
    tie_assert(parts != NULL && line != NULL);
    tie_assert(parts->intern != NULL && parts->last != NULL);
    parts->length = 0;
    for (size_t at = 0; at < parts->count; at++)
        parts->length += line->texts[parts->fields[at]].length;
    parts->known = parts->length == 0 || parts_are(parts->last->text, line, parts);
    if (parts->known)
        return;
    parts->hash = hash_parts(line, parts);
    intern_expect_slot(parts->intern, parts->hash);
}

void ledger_parts_expect(const struct ledger_parts *parts)
{
    tie_assert(parts != NULL);
    if (!parts->known)
        intern_expect_text(parts->intern, parts->hash);
}

uint32_t ledger_parts_end(struct ledger_parts *parts, const struct line *line)
{
    tie_assert(parts != NULL && line != NULL);
    struct intern_found *last = parts->last;
    if (parts->known)
        return parts->length == 0 ? 0 : last->id;
    for (size_t probe = 0; (*last = intern_next(parts->intern, parts->hash, &probe)).id != 0;)
        if (parts_are(last->text, line, parts))
            return last->id;
    struct buffer joined = {0};
    bool blanked = join_parts(&joined, line, parts);
    struct str text = buffer_str(&joined);
    *last = intern_put_hashed(parts->intern, text, blanked ? hash_joined(text) : parts->hash);
    buffer_free(&joined);
    return last->id;
}

uint32_t ledger_parts_put(struct intern *intern, struct str joined)
{
    tie_assert(intern != NULL);
    return intern_put_hashed(intern, joined, joined.length == 0 ? 0 : hash_joined(joined)).id;
}

/* Whether `joined` is what join_parts makes of the parts. A part that holds the joining byte
 * never is: `joined` has just one of them between two parts. */
static bool parts_are(struct str joined, const struct line *line,
                      const struct ledger_parts *parts)
{
    const char *at = joined.bytes;
    if (joined.length != parts->length + parts->count - 1)
        return false;
    for (size_t i = 0; i < parts->count; i++) {
        struct str part = line->texts[parts->fields[i]];
        if (i > 0 && *at++ != LEDGER_PART)
            return false;
        if (part.length > 0 && memcmp(at, part.bytes, part.length) != 0)
            return false;
        at += part.length;
    }
    return true;
}

static uint32_t hash_parts(const struct line *line, const struct ledger_parts *parts)
{
    uint32_t hash = 0;
    for (size_t at = 0; at < parts->count; at++)
        hash = hash_add(hash, line->texts[parts->fields[at]]);
    return hash;
}

/* The same of parts that were joined, for those that a join changed. */
static uint32_t hash_joined(struct str joined)
{
    uint32_t hash = 0;
    for (struct str rest = joined; rest.bytes != NULL;) {
        struct str after = {0};
        hash = hash_add(hash, str_split(rest, LEDGER_PART, &after));
        rest = after;
    }
    return hash;
}

static uint32_t hash_add(uint32_t hash, struct str part)
{
    uint64_t product =
        (hash ^ UINT64_C(0x9E3779B9)) * UINT64_C(0xD6E8FEB86659FD93) + intern_hash(part);
    return (uint32_t)(product ^ product >> 32);
}

/* A cell that holds the joining byte itself gets a blank for it: the byte means nothing there,
 * and parts must not slip. True when there was one. */
static bool join_parts(struct buffer *into, const struct line *line,
                       const struct ledger_parts *parts)
{
    bool blanked = false;
    for (size_t at = 0; at < parts->count; at++) {
        struct str part = line->texts[parts->fields[at]];
        if (at > 0)
            buffer_add_byte(into, LEDGER_PART);
        size_t from = into->length;
        buffer_add(into, part);
        for (; from < into->length; from++) {
            if (into->bytes[from] != LEDGER_PART)
                continue;
            into->bytes[from] = ' ';
            blanked = true;
        }
    }
    return blanked;
}
