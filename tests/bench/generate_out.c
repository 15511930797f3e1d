/* Rows of cells, quoted or only where they must be, through one large buffer. */
#include "generate_out.h"

#include <stdlib.h>
#include <string.h>

enum { OUT_BYTES = 1 << 20, OUT_ROOM = 8 << 10 };

bool out_begin(struct out *out, const char *path, const char *header, bool few_quotes)
{
    out->file = fopen(path, "wb");
    out->bytes = malloc(OUT_BYTES + OUT_ROOM);
    out->used = 0;
    out->few_quotes = few_quotes;
    if (out->file == NULL || out->bytes == NULL)
        return false;
    for (; *header != '\0'; header++)
        if (*header != '"' || !few_quotes)
            out->bytes[out->used++] = *header;
    return true;
}

bool out_close(struct out *out)
{
    fwrite(out->bytes, 1, out->used, out->file);
    bool good = ferror(out->file) == 0;
    free(out->bytes);
    return fclose(out->file) == 0 && good;
}

/* The comma behind the last cell becomes the line's end. */
void out_row_end(struct out *out)
{
    out->bytes[out->used - 1] = '\n';
    if (out->used < OUT_BYTES)
        return;
    fwrite(out->bytes, 1, out->used, out->file);
    out->used = 0;
}

/* No text of the world holds a quote or a line's end: only commas need quotes. */
void put(struct out *out, const char *text)
{
    size_t length = strlen(text);
    bool quoted = !out->few_quotes || memchr(text, ',', length) != NULL;
    char *at = out->bytes + out->used;
    if (quoted)
        *at++ = '"';
    memcpy(at, text, length);
    at += length;
    if (quoted)
        *at++ = '"';
    *at++ = ',';
    out->used = (size_t)(at - out->bytes);
}

void put_empty(struct out *out, int cells)
{
    for (int cell = 0; cell < cells; cell++)
        put(out, "");
}

void put_number(struct out *out, uint64_t number)
{
    char text[24];
    char *at = text + sizeof text - 1;
    *at = '\0';
    do
        *--at = (char)('0' + number % 10);
    while ((number /= 10) != 0);
    put(out, at);
}

void put_cents(struct out *out, int64_t cents)
{
    char text[24];
    char *at = text + sizeof text - 1;
    uint64_t left = (uint64_t)(cents < 0 ? -cents : cents);
    *at = '\0';
    for (int digit = 0; digit < 3 || left != 0; digit++) {
        if (digit == 2)
            *--at = '.';
        *--at = (char)('0' + left % 10);
        left /= 10;
    }
    if (cents < 0)
        *--at = '-';
    put(out, at);
}
