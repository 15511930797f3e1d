/* Signs, epoch by epoch: what was settled when a month was sealed is evidence for what came later,
 * and nothing that came later turns it. */
#include "recon/identity.h"

#include <stdlib.h>

struct settling {
    struct identity_unit *units;
    size_t count;
    struct identity_unit *beside; /* those that count in the epoch at hand, and room for one */
    size_t *places;               /* of them among units */
    size_t beside_count;
};

static bool any_of(const struct settling *settling, uint32_t epoch);
static void gather(struct settling *settling, uint32_t epoch);
static enum status settle_counted(struct settling *settling, uint32_t epoch,
                                  const struct identity_said *said, struct failure *failure);
static void settle_gone(struct settling *settling, struct identity_unit *unit,
                        const struct identity_said *said);

enum status identity_settle_epochs(struct identity_unit *units, size_t count,
                                   const struct identity_said *said, uint32_t epoch_count,
                                   struct failure *failure)
{
    tie_assert((units != NULL || count == 0) && said != NULL && epoch_count > 0);
    struct settling settling = {.units = units, .count = count};
    settling.beside = memory_resize(NULL, count + 1, sizeof *settling.beside);
    settling.places = memory_resize(NULL, count + 1, sizeof *settling.places);
    enum status status = STATUS_OK;
    for (uint32_t epoch = 0; status == STATUS_OK && epoch < epoch_count; epoch++) {
        if (!any_of(&settling, epoch))
            continue;
        gather(&settling, epoch);
        status = settle_counted(&settling, epoch, &said[epoch], failure);
        for (size_t at = 0; status == STATUS_OK && at < count; at++)
            if (units[at].epoch == epoch && units[at].gone_in <= epoch)
                settle_gone(&settling, &units[at], &said[epoch]);
    }
    free(settling.beside);
    free(settling.places);
    return status;
}

static bool any_of(const struct settling *settling, uint32_t epoch)
{
    for (size_t at = 0; at < settling->count; at++)
        if (settling->units[at].epoch == epoch)
            return true;
    return false;
}

/* What counts in the epoch, whenever it came: no file that had given way may turn a sign of it. */
static void gather(struct settling *settling, uint32_t epoch)
{
    settling->beside_count = 0;
    for (size_t at = 0; at < settling->count; at++) {
        const struct identity_unit *unit = &settling->units[at];
        if (unit->epoch > epoch || unit->gone_in <= epoch)
            continue;
        settling->places[settling->beside_count] = at;
        settling->beside[settling->beside_count] = *unit;
        settling->beside[settling->beside_count++].fixed = unit->epoch < epoch;
    }
}

static enum status settle_counted(struct settling *settling, uint32_t epoch,
                                  const struct identity_said *said, struct failure *failure)
{
    enum status status = identity_settle(settling->beside, settling->beside_count,
                                         said->assumptions, said->count, failure);
    for (size_t at = 0; status == STATUS_OK && at < settling->beside_count; at++) {
        settling->beside[at].fixed = true; /* for those that gave way */
        if (settling->beside[at].epoch != epoch)
            continue;
        settling->units[settling->places[at]] = settling->beside[at];
        settling->units[settling->places[at]].fixed = false;
    }
    return status;
}

/* As it would be settled beside the files that count; what cannot be is taken as documented, for
 * no figure needs it. */
static void settle_gone(struct settling *settling, struct identity_unit *unit,
                        const struct identity_said *said)
{
    static const struct identity_counts nothing = {0};
    struct identity_unit *own = &settling->beside[settling->beside_count];
    struct failure unheard;
    failure_init(&unheard);
    *own = *unit;
    if (identity_settle(settling->beside, settling->beside_count + 1, said->assumptions,
                        said->count, &unheard) != STATUS_OK) {
        *own = *unit;
        own->counts = &nothing;
        identity_settle(own, 1, NULL, 0, &unheard);
    }
    own->counts = unit->counts;
    *unit = *own;
}
