/* Six figures at once: they were all meant on one basis, so one is chosen for all of them. */
#include "recon/tie_ages.h"

static enum stated_basis best_of(const struct tie_rows *rows,
                                 const struct age_figures *figures);
static enum status put_age(struct tie_rows *rows, struct tie_row *row,
                           const struct age_figures *figures, enum stated_age age,
                           enum stated_basis basis);
static struct str age_name(enum stated_age age);

void age_figures_new(struct age_figures *figures)
{
    tie_assert(figures != NULL);
    *figures = (struct age_figures){0};
    for (int age = 0; age < STATED_AGE_COUNT; age++) {
        figures->reported[age] = money_total_new();
        for (int basis = 0; basis < BASIS_COUNT; basis++)
            figures->computed[age][basis] = money_total_new();
    }
}

void age_figures_free(struct age_figures *figures)
{
    tie_assert(figures != NULL);
    for (int age = 0; age < STATED_AGE_COUNT; age++) {
        money_total_free(figures->reported[age]);
        for (int basis = 0; basis < BASIS_COUNT; basis++)
            money_total_free(figures->computed[age][basis]);
    }
    buffer_free(&figures->never_buckets);
    buffer_free(&figures->never);
    buffer_free(&figures->unless);
}

enum status tie_put_ages(struct tie_rows *rows, const char *check, struct str scope,
                         currency_code currency, const struct age_figures *figures)
{
    tie_assert(rows != NULL && check != NULL && figures != NULL);
    char text[CURRENCY_TEXT_BYTES];
    enum status status = STATUS_OK;
    enum stated_basis basis = best_of(rows, figures);
    for (int age = 0; status == STATUS_OK && age < STATED_AGE_COUNT; age++) {
        struct buffer of_age = {0};
        buffer_add(&of_age, scope);
        buffer_add_byte(&of_age, '/');
        buffer_add(&of_age, age_name((enum stated_age)age));
        struct tie_row row = {.check = check,
                              .stated = true,
                              .scope = buffer_str(&of_age),
                              .currency = str_from(currency_format(currency, text)),
                              .basis = stated_basis_name(basis)};
        status = put_age(rows, &row, figures, (enum stated_age)age, basis);
        buffer_free(&of_age);
    }
    return status;
}

/* Most figures that tie; of equals the first. Net is tried only where all nets are known. */
static enum stated_basis best_of(const struct tie_rows *rows, const struct age_figures *figures)
{
    enum stated_basis best = BASIS_GROSS_AMOUNT;
    int most = -1;
    for (int basis = 0; basis < BASIS_COUNT; basis++) {
        int near = 0;
        for (int age = 0; age < STATED_AGE_COUNT; age++)
            near += tie_is_near(rows, figures->reported[age], figures->computed[age][basis]);
        if (figures->unknown[basis] || near <= most)
            continue;
        most = near;
        best = (enum stated_basis)basis;
    }
    return best;
}

/* What ties ties, whatever is not loaded; a difference there proves nothing. */
static enum status put_age(struct tie_rows *rows, struct tie_row *row,
                           const struct age_figures *figures, enum stated_age age,
                           enum stated_basis basis)
{
    const struct buffer *never = &figures->never;
    if (never->length == 0 && age != STATED_AGE_ALL)
        never = &figures->never_buckets;
    if (never->length > 0) {
        row->basis = STR("");
        row->why = buffer_c(never);
        return tie_put_untestable(rows, row, figures->reported[age]);
    }
    const struct money_total *computed = figures->computed[age][basis];
    row->why = "the positions do not add up to it";
    if (figures->unless.length > 0 && !tie_is_near(rows, figures->reported[age], computed)) {
        row->not_testable = true;
        row->why = buffer_c(&figures->unless);
    }
    return tie_put_amounts(rows, row, figures->reported[age], computed);
}

static struct str age_name(enum stated_age age)
{
    static const struct str names[STATED_AGE_COUNT] = {
        STR_INIT("0-30"),   STR_INIT("31-60"),    STR_INIT("61-90"),
        STR_INIT("91-120"), STR_INIT("over-120"), STR_INIT("overall")};
    tie_assert(age < STATED_AGE_COUNT);
    return names[age];
}
