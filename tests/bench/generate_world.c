/* The world of the benchmark and its transactions. Shares are those of a healthy month: one in
 * fifty is never paid, one in a hundred paid in part or refunded, tax mostly ties. */
#include "generate.h"

#include <stdio.h>
#include <string.h>

struct place {
    const char *country, *state, *state_code, *city, *city_upper, *currency;
};

static const struct jurisdiction levels[JURISDICTIONS] = {
    {"State", "0.0625", 625},
    {"County", "0.01", 100},
    {"City", "0.0125", 125},
    {"District", "0.005", 50},
};

static const struct place at_home[] = {
    {"US", "California", "CA", "San Francisco", "SAN FRANCISCO", "USD"},
    {"US", "Texas", "TX", "Austin", "AUSTIN", "USD"},
    {"US", "New York", "NY", "New York", "NEW YORK", "USD"},
    {"US", "Washington", "WA", "Seattle", "SEATTLE", "USD"},
    {"US", "Massachusetts", "MA", "Cambridge", "CAMBRIDGE", "USD"},
    {"US", "North Carolina", "NC", "Raleigh", "RALEIGH", "USD"},
    {"US", "Ohio", "OH", "Springfield", "SPRINGFIELD", "USD"},
    {"US", "Pennsylvania", "PA", "Philadelphia", "PHILADELPHIA", "USD"},
};

static const struct place abroad[] = {
    {"GB", "London", "", "London", "LONDON", "USD"},
    {"DE", "Bayern", "", "M\xc3\xbcnchen", "MUENCHEN", "EUR"},
    {"CA", "Ontario", "ON", "Toronto", "TORONTO", "USD"},
    {"AU", "New South Wales", "", "Sydney", "SYDNEY", "USD"},
    {"IN", "Karnataka", "", "Bengaluru", "BENGALURU", "USD"},
    {"JP", "Tokyo", "", "Chiyoda-ku", "CHIYODA-KU", "USD"},
    {"BR", "S\xc3\xa3o Paulo", "", "S\xc3\xa3o Paulo", "SAO PAULO", "USD"},
};

static void make_product(struct product *product, uint64_t *state, unsigned number);
static void make_payer(struct payer *payer, uint64_t *state, unsigned number);
static void make_code(char *into, size_t length, const char *letters, uint64_t *state);
static uint64_t pick(uint64_t *state, uint64_t count);
static void make_amounts(struct transaction *made, uint64_t *state);
static void make_tax(struct transaction *made, uint64_t *state);
static enum fate make_fate(uint64_t *state);

static const char base36[] = "abcdefghijklmnopqrstuvwxyz0123456789";
static const char base62[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/* SplitMix64, a public-domain generator by Sebastiano Vigna. */
uint64_t random_next(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

void world_make(struct world *world, uint64_t seed)
{
    uint64_t state = seed;
    world->seed = random_next(&state);
    for (unsigned i = 0; i < PRODUCTS; i++)
        make_product(&world->products[i], &state, i);
    for (unsigned i = 0; i < OFFERS; i++) {
        make_code(world->offers[i].id, 25, base36, &state);
        world->offers[i].private = pick(&state, 3) == 0;
    }
    for (unsigned i = 0; i < PAYERS; i++)
        make_payer(&world->payers[i], &state, i);
}

const struct jurisdiction *world_jurisdiction(size_t index)
{
    return &levels[index];
}

void transaction_make(const struct world *world, uint64_t number, struct transaction *made)
{
    uint64_t state = world->seed ^ (number + 1) * UINT64_C(0xd1342543de82ef95);
    memset(made, 0, sizeof *made);
    make_code(made->reference, 21, base62, &state);
    uint64_t one = pick(&state, PAYERS);
    uint64_t two = pick(&state, PAYERS);
    made->payer = &world->payers[one < two ? one : two]; /* few buy much */
    made->product = &world->products[pick(&state, PRODUCTS)];
    made->offer = &world->offers[pick(&state, OFFERS)];
    made->fate = make_fate(&state);
    made->day = 1 + (int)pick(&state, DAYS);
    made->late = pick(&state, 5) == 0;
    made->line_item = UINT64_C(7100000000000000000) + 2 * number;
    made->bill = UINT64_C(2210000000000000000) + number / 3;
    make_amounts(made, &state);
    make_tax(made, &state);
}

static void make_product(struct product *product, uint64_t *state, unsigned number)
{
    static const char *const makers[] = {"Example", "Northwind", "Contoso, Inc.", "Fabrikam"};
    static const char *const things[] = {"Vulnerability Scanner", "Data Vault Enterprise",
                                         "Next-Generation Firewall (BYOL)", "Observability"};
    static const char *const tax_codes[] = {"EXSW_REMOTE_ACCESS", "EXSW_BUSINESS_SAAS",
                                            "EXSW_DOWNLOAD"};
    snprintf(product->title, sizeof product->title, "%s %s - %u vCPU", makers[number % 4],
             things[number / 4 % 4], 2U << number % 6);
    make_code(product->code, 25, base36, state);
    snprintf(product->tax_code, sizeof product->tax_code, "%s", tax_codes[number % 3]);
    product->fee_percent = 3 + (int64_t)pick(state, 18);
}

static void make_payer(struct payer *payer, uint64_t *state, unsigned number)
{
    bool home = pick(state, 100) < 88;
    const struct place *place = home ? &at_home[pick(state, sizeof at_home / sizeof *at_home)]
                                     : &abroad[pick(state, sizeof abroad / sizeof *abroad)];
    payer->country = place->country;
    payer->state = place->state;
    payer->state_code = place->state_code;
    payer->city = place->city;
    payer->city_upper = place->city_upper;
    payer->currency = place->currency;
    make_code(payer->customer_ref, 11, base62, state);
    make_code(payer->payer_ref, 11, base62, state);
    make_code(payer->account, 12, "0123456789", state);
    make_code(payer->address, 43, base62, state);
    payer->address[43] = '=';
    snprintf(payer->domain, sizeof payer->domain, "%s-%u.example.com",
             number % 2 ? "cloud" : "engineering", number);
    unsigned zip = 10000 + (unsigned)pick(state, 89999);
    snprintf(payer->zip, sizeof payer->zip, "%05u", zip);
    snprintf(payer->bill_to_zip, sizeof payer->bill_to_zip, "%05u-%04u", zip, number % 10000);
    payer->jurisdictions = home ? 1 + pick(state, JURISDICTIONS) : 0;
    payer->exempt = pick(state, 25) == 0;
    payer->other_liable = pick(state, 8) == 0;
}

static void make_code(char *into, size_t length, const char *letters, uint64_t *state)
{
    size_t count = strlen(letters);
    uint64_t word = 0;
    for (size_t i = 0; i < length; i++) {
        word = i % 8 == 0 ? random_next(state) : word >> 8;
        into[i] = letters[(word & 255) * count / 256];
    }
    into[length] = '\0';
}

static uint64_t pick(uint64_t *state, uint64_t count)
{
    return (random_next(state) >> 32) * count >> 32;
}

static enum fate make_fate(uint64_t *state)
{
    uint64_t share = pick(state, 1000);
    if (share < 20)
        return FATE_NEVER;
    if (share < 30)
        return FATE_PARTLY;
    if (share < 40)
        return FATE_REFUNDED;
    return share < 60 ? FATE_IN_TWO : FATE_PAID;
}

/* From a dollar to ninety thousand, every magnitude as often. */
static void make_amounts(struct transaction *made, uint64_t *state)
{
    uint64_t least = UINT64_C(128) << pick(state, 16);
    made->gross = (int64_t)(least + pick(state, least));
    made->fee = -((made->gross * made->product->fee_percent + 50) / 100);
    if (made->fate == FATE_REFUNDED) {
        made->refund = -made->gross;
        made->fee_refund = -made->fee;
    }
}

static void make_tax(struct transaction *made, uint64_t *state)
{
    if (made->payer->exempt)
        return;
    for (size_t i = 0; i < made->payer->jurisdictions; i++) {
        made->price_tax[i] = (made->gross * levels[i].rate_e4 + 5000) / 10000;
        made->tax += made->price_tax[i];
    }
    made->billed_tax = made->payer->other_liable ? 0 : made->tax;
    made->disbursed_tax = made->billed_tax;
    if (pick(state, 400) == 0 && made->billed_tax > 100)
        made->disbursed_tax -= 100; /* one that does not tie */
}
