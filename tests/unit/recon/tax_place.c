/* What is read off jurisdictions: equal places, kinds in the order of their texts, rates. */
#include "tax_world.h"

/* Tax lines of one reference, each with the jurisdiction under test. */
static struct world *world_of(struct tax_places *places, const char *lines)
{
    struct world *world = malloc(sizeof *world);
    world_init(world);
    world_add(world, lines);
    tax_places_read(places, &world->ledger);
    return world;
}

static void world_end(struct world *world, struct tax_places *places)
{
    tax_places_free(places);
    world_free(world);
    free(world);
}

static void test_places_and_kinds(void **state)
{
    (void)state;
    struct tax_places places;
    struct world *world =
        world_of(&places, "tax A tax_country=US tax_state=WA jurisdiction_level=State place=WA "
                          "tax_type=Sales tax_rate=0.05;"
                          "tax A tax_country=US tax_state=WA jurisdiction_level=State place=WA "
                          "tax_type=Sales tax_rate=0.06 "
                          "tax_certificate=C-1;"
                          "tax A tax_country=US tax_state=WA jurisdiction_level=State place=WA "
                          "tax_type=SellerUse tax_rate=0.05;"
                          "tax A tax_country=US tax_state=WA jurisdiction_level=City place=WA "
                          "tax_type=Sales tax_rate=x");
    const struct tax_place *of = places.of;
    assert_int_equal(of[1].place, of[2].place);
    assert_int_equal(of[1].kind, of[2].kind);
    assert_int_equal(of[1].place, of[3].place);
    assert_int_not_equal(of[1].kind, of[3].kind);
    assert_int_not_equal(of[1].place, of[4].place);
    assert_false(of[1].certified);
    assert_true(of[2].certified);
    assert_true(of[1].has_rate);
    assert_int_equal(of[2].rate.digits, 6);
    assert_int_equal(of[2].rate.scale, 100);
    assert_false(of[4].has_rate);
    assert_true(of[4].order < of[1].order); /* City before State */
    assert_true(of[1].order < of[3].order); /* Sales before SellerUse */
    world_end(world, &places);
}

/* Country, state, level, name, each by its bytes: whoever came first does not matter. */
static void test_order_is_by_texts(void **state)
{
    (void)state;
    struct tax_places places;
    struct world *world = world_of(
        &places, "tax A tax_country=US tax_state=b;tax A tax_country=US tax_state=B;"
                 "tax A tax_country=CA tax_state=z;tax A tax_country=US "
                 "tax_state=B jurisdiction_level=a;tax A tax_country=US\tX tax_state=A");
    const struct tax_place *of = places.of;
    assert_true(of[3].order < of[2].order);
    assert_true(of[2].order < of[4].order);
    assert_true(of[4].order < of[1].order);
    assert_true(of[1].order < of[5].order); /* US before US, tab, X */
    world_end(world, &places);
}

static void test_a_line_without_any_of_it(void **state)
{
    (void)state;
    struct tax_places places;
    struct world *world = world_of(&places, "tax A tax_amount=1");
    assert_false(places.of[0].has_rate);
    assert_false(places.of[0].certified);
    struct str text = intern_text(&places.kinds, places.of[0].kind);
    for (int part = 0; part < 5; part++)
        assert_int_equal(ledger_part(text, part).length, 0);
    world_end(world, &places);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places_and_kinds),
        cmocka_unit_test(test_order_is_by_texts),
        cmocka_unit_test(test_a_line_without_any_of_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
