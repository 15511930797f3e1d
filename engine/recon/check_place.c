/* What an answer about a position is about: its reference, currency and evidence. */
#include "recon/check_parts.h"

static enum status place_read(struct check *check, struct store_query *query,
                              int64_t position_id, struct check_place *place, bool *found,
                              struct failure *failure);

enum status check_place_position(struct check *check, int64_t position_id,
                                 struct check_place *place, struct failure *failure)
{
    bool found = false;
    enum status status =
        place_read(check, check->position, position_id, place, &found, failure);
    if (status == STATUS_OK && !found)
        status = place_read(check, check->position_rest, position_id, place, &found, failure);
    if (status == STATUS_OK && !found)
        return failure_set(failure, STATUS_EVIDENCE,
                           "a rule answers about position %lld, "
                           "which is not in the books",
                           (long long)position_id);
    return status;
}

static enum status place_read(struct check *check, struct store_query *query,
                              int64_t position_id, struct check_place *place, bool *found,
                              struct failure *failure)
{
    tie_assert(check->store != NULL);
    store_query_reset(query);
    store_query_bind_integer(query, 1, position_id);
    enum status status = store_query_step(query, found, failure);
    if (status != STATUS_OK || !*found)
        return status;
    place->position_id = position_id;
    place->reference = store_query_text(query, 0);
    place->currency = store_query_text(query, 1);
    place->evidence = store_query_text(query, 2);
    place->subject = place->reference;
    return STATUS_OK;
}
