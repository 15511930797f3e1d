/* Rows of quoted cells, through one large buffer. */
#include "generate_out.h"

#include <stdlib.h>
#include <string.h>

enum { OUT_BYTES = 1 << 20, OUT_ROOM = 8 << 10 };

bool out_begin(struct out *out, const char *path, const char *header)
{
    out->file = fopen(path, "wb");
    out->bytes = malloc(OUT_BYTES + OUT_ROOM);
    out->used = strlen(header);
    if (out->file == NULL || out->bytes == NULL)
        return false;
    memcpy(out->bytes, header, out->used);
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

void put(struct out *out, const char *text)
{
    size_t length = strlen(text);
    char *at = out->bytes + out->used;
    *at++ = '"';
    memcpy(at, text, length);
    at[length] = '"';
    at[length + 1] = ',';
    out->used += length + 3;
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
