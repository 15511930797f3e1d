/* Every line of a reference with its place, amounts and original bytes. */
#include "cli/explain.h"

#include "base/digest.h"
#include "base/file.h"
#include "base/limits.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void explain_line(const struct store_query *query);
static struct explain_file *explain_file_of(struct explain *explain, int64_t file_id,
                                            struct failure *failure);
static enum status explain_check_file(const struct explain_file *file, struct str sha256,
                                      struct failure *failure);
static enum status explain_print_range(const struct explain *explain, const char *path,
                                       int64_t offset, int64_t length, struct failure *failure);

/* clang-format off */
/* The amounts of a line as printed, the zero ones left out. */
#define AMOUNT(name) "iif(" name " <> 0, '  " name " ' || money_text(" name "), '')"
#define FEE_AND_REFUNDS \
    AMOUNT("gross") "||" AMOUNT("fee") "||" AMOUNT("refund") "||" AMOUNT("fee_refund")
#define EVERY_AMOUNT \
    FEE_AND_REFUNDS "||" AMOUNT("credit") "||" AMOUNT("fee_credit") "||" AMOUNT("cost") \
    "||" AMOUNT("cost_refund") "||" AMOUNT("tax") "||" AMOUNT("tax_refund") "||" AMOUNT("net") \
    "||" AMOUNT("forgiven")

static const char lines_sql[] =
    "WITH line AS ("
    "SELECT line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, "
    EVERY_AMOUNT " AS amounts FROM line_billed WHERE reference_id = ?1 OR line_id = ?2 UNION ALL "
    "SELECT line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, "
    EVERY_AMOUNT " FROM line_disbursed WHERE reference_id = ?1 OR line_id = ?2 UNION ALL "
    "SELECT line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, "
    FEE_AND_REFUNDS "||" AMOUNT("net")
    " FROM line_stated_open WHERE reference_id = ?1 OR line_id = ?2 UNION ALL "
    "SELECT line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, "
    "'  tax_amount ' || money_text(tax_amount) FROM line_taxed "
    "WHERE reference_id = ?1 OR line_id = ?2 UNION ALL "
    "SELECT line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, "
    AMOUNT("gross") " || " AMOUNT("refund") " || " AMOUNT("tax")
    " FROM line_opening WHERE reference_id = ?1 OR line_id = ?2 UNION ALL "
    "SELECT line_id, reference_id, byte_offset, byte_length, line_first, currency, dated, "
    "'  stated as paid ' || money_text(net) FROM line_stated_paid "
    "WHERE reference_id = ?1 OR line_id = ?2) "
    "SELECT f.file_id, l.byte_offset, l.byte_length, f.short_name, l.line_id & 4294967295, "
    "l.line_first, s.family, day_text(coalesce(l.dated, s.payout_on, s.covers_to)), "
    "coalesce(l.currency, ''), l.amounts, coalesce(c.class, ''), s.role = 'stated_paid' "
    "FROM line l JOIN section s ON s.section_id = l.line_id >> 32 JOIN file f USING (file_id) "
    "LEFT JOIN line_class c ON c.line_id = l.line_id ORDER BY s.canonical, l.line_id";
/* clang-format on */

enum status explain_lines(struct explain *explain, int64_t reference_id, int64_t line_id,
                          struct failure *failure)
{
    struct store_query *query = NULL;
    bool found = false;
    enum status worst = STATUS_OK;
    enum status status = store_query_open(&query, explain->store, STR(lines_sql), failure);
    if (status == STATUS_OK) {
        store_query_bind_integer(query, 1, reference_id);
        store_query_bind_integer(query, 2, line_id);
    }
    while (status == STATUS_OK &&
           (status = store_query_step(query, &found, failure)) == STATUS_OK && found) {
        if (!explain->raw)
            explain_line(query);
        if (store_query_integer(query, 11) == 0) /* else its bill shows the same bytes */
            worst = status_worse(worst, explain_bytes(explain, store_query_integer(query, 0),
                                                      store_query_integer(query, 1),
                                                      store_query_integer(query, 2), failure));
    }
    store_query_close(query);
    return status_worse(status, worst);
}

static void explain_line(const struct store_query *query)
{
    struct str name = store_query_text(query, 3);
    printf("\n  %.*s#%lld (line %lld)", (int)name.length, name.bytes,
           (long long)store_query_integer(query, 4), (long long)store_query_integer(query, 5));
    struct str family = store_query_text(query, 6);
    printf("  %.*s", (int)family.length, family.bytes);
    struct str day = store_query_text(query, 7);
    printf("  %.*s", (int)day.length, day.bytes);
    struct str class = store_query_text(query, 10);
    if (class.length > 0)
        printf("  not counted: %.*s", (int)class.length, class.bytes);
    struct str currency = store_query_text(query, 8);
    struct str amounts = store_query_text(query, 9);
    printf(
        "\n    %.*s%.*s\n", (int)currency.length, currency.bytes,
        (int)(amounts.length > 2 && currency.length == 0 ? amounts.length - 2 : amounts.length),
        amounts.bytes + (amounts.length > 2 && currency.length == 0 ? 2 : 0));
}

enum status explain_bytes(struct explain *explain, int64_t file_id, int64_t offset,
                          int64_t length, struct failure *failure)
{
    struct explain_file *file = explain_file_of(explain, file_id, failure);
    if (file && file->good)
        return explain_print_range(explain, file->path.bytes, offset, length, failure);
    if (!explain->raw)
        printf("    | (the report is gone or was changed: its bytes cannot be shown)\n");
    return failure->status == STATUS_OK ? STATUS_EVIDENCE : failure->status;
}

static struct explain_file *explain_file_of(struct explain *explain, int64_t file_id,
                                            struct failure *failure)
{
    static const char sql[] =
        "SELECT path, short_name, sha256, (SELECT count(*) FROM file) FROM "
        "file WHERE file_id = ?1";
    for (size_t i = 0; i < explain->file_count; i++) {
        if (explain->files[i].file_id == file_id)
            return &explain->files[i];
    }
    struct store_query *query = NULL;
    bool found = false;
    struct explain_file *file = NULL;
    if (store_query_open(&query, explain->store, STR(sql), failure) == STATUS_OK) {
        store_query_bind_integer(query, 1, file_id);
        if (store_query_step(query, &found, failure) == STATUS_OK && found) {
            if (!explain->files)
                explain->files =
                    arena_take(&explain->arena,
                               (size_t)store_query_integer(query, 3) * sizeof(*explain->files));
            file = &explain->files[explain->file_count++];
            file->file_id = file_id;
            file->path = arena_copy(&explain->arena, store_query_text(query, 0));
            file->short_name = arena_copy(&explain->arena, store_query_text(query, 1));
            file->good =
                explain_check_file(file, store_query_text(query, 2), failure) == STATUS_OK;
        }
    }
    store_query_close(query);
    return file;
}

static enum status explain_check_file(const struct explain_file *file, struct str sha256,
                                      struct failure *failure)
{
    struct digest digest;
    char hex[DIGEST_HEX_BYTES];
    int64_t size_bytes = 0;
    enum status status = file_digest(file->path.bytes, &digest, &size_bytes, failure);
    if (status != STATUS_OK)
        return status;
    if (str_equal(str_from(digest_hex(&digest, hex)), sha256))
        return STATUS_OK;
    failure_set(failure, STATUS_EVIDENCE, "the report is not the one the books were made of");
    failure_place(failure, file->path.bytes, 0, 0);
    failure_remedy(failure,
                   "Its SHA-256 was %.*s and is %s now. Put the original back, or run "
                   "again.",
                   (int)sha256.length, sha256.bytes, hex);
    return STATUS_EVIDENCE;
}

static enum status explain_print_range(const struct explain *explain, const char *path,
                                       int64_t offset, int64_t length, struct failure *failure)
{
    tie_assert(length >= 0 && (size_t)length <= LIMIT_RECORD_BYTES);
    char *bytes = memory_resize(NULL, (size_t)length + 1, 1);
    int descriptor = open(path, O_RDONLY | O_CLOEXEC);
    ssize_t got = descriptor < 0 ? -1 : pread(descriptor, bytes, (size_t)length, (off_t)offset);
    enum status status = STATUS_OK;
    if (got != length)
        status = failure_system(failure, "read", path);
    else if (explain->raw)
        fwrite(bytes, 1, (size_t)length, stdout);
    for (int64_t i = 0; status == STATUS_OK && !explain->raw && i < length; i++) {
        unsigned char byte = (unsigned char)bytes[i];
        if (i == 0 || bytes[i - 1] == '\n')
            fputs("    | ", stdout);
        putchar(byte < ' ' && byte != '\n' && byte != '\t' ? '.' : byte);
    }
    if (status == STATUS_OK && !explain->raw && length > 0 && bytes[length - 1] != '\n')
        putchar('\n');
    if (descriptor >= 0)
        close(descriptor);
    free(bytes);
    return status;
}
