/* Feeds the files of a corpus to a fuzzer, one after another, without libFuzzer: what was found
 * once stays found. Each file is copied to memory of exactly its size, so that a sanitizer sees
 * a byte read beyond it.
 * usage: PROGRAM FILE... */
#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>

static int replay(const char *path);

int main(int count, char **paths)
{
    int failed = 0;
    for (int i = 1; i < count; i++)
        failed += replay(paths[i]);
    printf("%d passed, %d failed\n", count - 1 - failed, failed);
    return failed > 0 || count < 2;
}

/* 1 when the file cannot be read; whatever else is wrong ends the program by itself. */
static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    long size = -1;
    if (file && fseek(file, 0, SEEK_END) == 0)
        size = ftell(file);
    uint8_t *bytes = size >= 0 ? malloc((size_t)size + (size == 0)) : NULL;
    int bad = !bytes || fseek(file, 0, SEEK_SET) != 0 ||
              fread(bytes, 1, (size_t)size, file) != (size_t)size;
    if (bad)
        perror(path);
    else
        (void)LLVMFuzzerTestOneInput(bytes, (size_t)size);
    free(bytes);
    if (file)
        fclose(file);
    return bad;
}
