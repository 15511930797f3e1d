/* Any bytes as the file of a rule: its header is understood or refused with its place; when it is
 * understood, its question runs against its own examples inside the cage, and answers or is
 * refused. */
#include "fuzz.h"

#include "recon/rule_example.h"
#include "source_fixture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena arena = {0};
    struct rules_source source;
    struct rule_set set = {0};
    struct failure failure;
    struct rules_file file = {STR("exceptions/fuzz.sql"), {(const char *)data, size}};
    const struct rules_source one = {.files = &file, .file_count = 1};
    failure_init(&failure);
    enum status status = rule_set_load(&set, &one, &arena, &failure);
    tie_assert(status == failure.status);
    if (status == STATUS_OK && set.count == 1 && set.rules[0].sql.length > 0) {
        struct rule_example_result result;
        tie_assert(rules_source_load(&source, NULL, &arena, &failure) == STATUS_OK);
        status = rule_example_run(&set.rules[0], &source, &result, &failure);
        tie_assert(status == failure.status);
    }
    if (status != STATUS_OK)
        tie_assert(failure.message[0] != '\0' && failure.path[0] != '\0');
    arena_free(&arena);
    return 0;
}
