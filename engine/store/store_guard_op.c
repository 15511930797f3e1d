/* Tables of SQLite's steps and functions, after its own opcode documentation (version 3.40). A
 * name may be missing in a library of another version: it is then never seen. */
#include "store/store_guard_op.h"

#include <stdlib.h>

struct op_fact {
    struct str name;
    enum guard_meaning meaning;
    enum guard_flow flow;
};

/* Sorted by name. */
static const struct op_fact op_facts[] = {
    {STR_INIT("Add"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("AddImm"), GUARD_WHOLE, GUARD_FLOW_NEXT},
    {STR_INIT("Affinity"), GUARD_AFFINITY, GUARD_FLOW_NEXT},
    {STR_INIT("AggFinal"), GUARD_AGGREGATE, GUARD_FLOW_NEXT},
    {STR_INIT("AggInverse"), GUARD_AGGREGATE_STEP, GUARD_FLOW_NEXT},
    {STR_INIT("AggStep"), GUARD_AGGREGATE_STEP, GUARD_FLOW_NEXT},
    {STR_INIT("AggStep1"), GUARD_AGGREGATE_STEP, GUARD_FLOW_NEXT},
    {STR_INIT("AggValue"), GUARD_SETS_P3, GUARD_FLOW_NEXT},
    {STR_INIT("And"), GUARD_SETS_P3, GUARD_FLOW_NEXT},
    {STR_INIT("BitAnd"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("BitNot"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("BitOr"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("Blob"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("Cast"), GUARD_CAST, GUARD_FLOW_NEXT},
    {STR_INIT("Column"), GUARD_SETS_P3, GUARD_FLOW_NEXT},
    {STR_INIT("Concat"), GUARD_CONCAT, GUARD_FLOW_NEXT},
    {STR_INIT("Copy"), GUARD_COPY, GUARD_FLOW_NEXT},
    {STR_INIT("Count"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("DecrJumpZero"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Divide"), GUARD_DIVIDE, GUARD_FLOW_NEXT},
    {STR_INIT("ElseEq"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("EndCoroutine"), GUARD_NOTHING, GUARD_FLOW_YIELD},
    {STR_INIT("Eq"), GUARD_COMPARE, GUARD_FLOW_BRANCH},
    {STR_INIT("Filter"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Found"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Function"), GUARD_FUNCTION, GUARD_FLOW_NEXT},
    {STR_INIT("Ge"), GUARD_COMPARE, GUARD_FLOW_BRANCH},
    {STR_INIT("Gosub"), GUARD_GOSUB, GUARD_FLOW_GOTO},
    {STR_INIT("Goto"), GUARD_NOTHING, GUARD_FLOW_GOTO},
    {STR_INIT("Gt"), GUARD_COMPARE, GUARD_FLOW_BRANCH},
    {STR_INIT("Halt"), GUARD_NOTHING, GUARD_FLOW_HALT},
    {STR_INIT("IdxGE"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IdxGT"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IdxLE"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IdxLT"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IdxRowid"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("If"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IfNoHope"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IfNot"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IfNotOpen"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IfNotZero"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IfNullRow"), GUARD_SETS_P3, GUARD_FLOW_BRANCH},
    {STR_INIT("IfPos"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IfSmaller"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Init"), GUARD_NOTHING, GUARD_FLOW_GOTO},
    {STR_INIT("InitCoroutine"), GUARD_NOTHING, GUARD_FLOW_COROUTINE},
    {STR_INIT("Int64"), GUARD_INTEGER, GUARD_FLOW_NEXT},
    {STR_INIT("IntCopy"), GUARD_COPY_ONE, GUARD_FLOW_NEXT},
    {STR_INIT("Integer"), GUARD_INTEGER, GUARD_FLOW_NEXT},
    {STR_INIT("IsNull"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("IsTrue"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("IsType"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Jump"), GUARD_NOTHING, GUARD_FLOW_JUMP},
    {STR_INIT("Last"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Le"), GUARD_COMPARE, GUARD_FLOW_BRANCH},
    {STR_INIT("Lt"), GUARD_COMPARE, GUARD_FLOW_BRANCH},
    {STR_INIT("MakeRecord"), GUARD_RECORD, GUARD_FLOW_NEXT},
    {STR_INIT("Move"), GUARD_MOVE, GUARD_FLOW_NEXT},
    {STR_INIT("Multiply"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("MustBeInt"), GUARD_WHOLE, GUARD_FLOW_BRANCH},
    {STR_INIT("Ne"), GUARD_COMPARE, GUARD_FLOW_BRANCH},
    {STR_INIT("NewRowid"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("Next"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("NoConflict"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Not"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("NotExists"), GUARD_SEEK_ROW, GUARD_FLOW_BRANCH},
    {STR_INIT("NotFound"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("NotNull"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Null"), GUARD_NULL, GUARD_FLOW_NEXT},
    {STR_INIT("OffsetLimit"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("Once"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Or"), GUARD_SETS_P3, GUARD_FLOW_NEXT},
    {STR_INIT("Prev"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("PureFunc"), GUARD_FUNCTION, GUARD_FLOW_NEXT},
    {STR_INIT("Real"), GUARD_REAL, GUARD_FLOW_NEXT},
    {STR_INIT("Remainder"), GUARD_REMAINDER, GUARD_FLOW_NEXT},
    {STR_INIT("Return"), GUARD_NOTHING, GUARD_FLOW_RETURN},
    {STR_INIT("Rewind"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("RowData"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("RowSetRead"), GUARD_SETS_P3, GUARD_FLOW_BRANCH},
    {STR_INIT("RowSetTest"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Rowid"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("SCopy"), GUARD_COPY_ONE, GUARD_FLOW_NEXT},
    {STR_INIT("SeekGE"), GUARD_SEEK_ROW, GUARD_FLOW_BRANCH},
    {STR_INIT("SeekGT"), GUARD_SEEK_ROW, GUARD_FLOW_BRANCH},
    {STR_INIT("SeekLE"), GUARD_SEEK_ROW, GUARD_FLOW_BRANCH},
    {STR_INIT("SeekLT"), GUARD_SEEK_ROW, GUARD_FLOW_BRANCH},
    {STR_INIT("SeekRowid"), GUARD_SEEK_ROW, GUARD_FLOW_BRANCH},
    {STR_INIT("SeekScan"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Sequence"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("ShiftLeft"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("ShiftRight"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("SoftNull"), GUARD_SETS_P1, GUARD_FLOW_NEXT},
    {STR_INIT("Sort"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("SorterData"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("SorterNext"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("SorterSort"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("String"), GUARD_TEXT, GUARD_FLOW_NEXT},
    {STR_INIT("String8"), GUARD_TEXT, GUARD_FLOW_NEXT},
    {STR_INIT("Subtract"), GUARD_ARITHMETIC, GUARD_FLOW_NEXT},
    {STR_INIT("VColumn"), GUARD_SETS_P3, GUARD_FLOW_NEXT},
    {STR_INIT("VFilter"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("VNext"), GUARD_NOTHING, GUARD_FLOW_BRANCH},
    {STR_INIT("Variable"), GUARD_SETS_P2, GUARD_FLOW_NEXT},
    {STR_INIT("Yield"), GUARD_NOTHING, GUARD_FLOW_YIELD},
    {STR_INIT("ZeroOrNull"), GUARD_INTEGER, GUARD_FLOW_NEXT},
};

/* Functions a rule may call whose kinds are certain. */
struct function_fact {
    struct str name; /* with the parenthesis, as p4 shows it */
    bool gives_number, gives_text;
    int number_arguments;
};

static const struct function_fact function_facts[] = {
    {STR_INIT("abs("), true, false, 1},   {STR_INIT("as_of("), true, false, 0},
    {STR_INIT("count("), true, false, 0}, {STR_INIT("length("), true, false, 0},
    {STR_INIT("lower("), false, true, 0}, {STR_INIT("micro_times("), true, false, 2},
    {STR_INIT("money("), true, false, 0}, {STR_INIT("policy("), true, false, 0},
    {STR_INIT("sum("), true, false, 1},   {STR_INIT("upper("), false, true, 0},
};

static int compare_fact(const void *name, const void *fact);
static const struct function_fact *function_find(const struct guard_op *op);

void guard_op_read(struct guard_op *op, sqlite3_stmt *row, struct arena *arena)
{
    tie_assert(op != NULL && row != NULL);
    enum { COLUMN_NAME = 1, COLUMN_P1, COLUMN_P2, COLUMN_P3, COLUMN_P4, COLUMN_P5 };
    const char *p4 = (const char *)sqlite3_column_text(row, COLUMN_P4);
    const char *name = (const char *)sqlite3_column_text(row, COLUMN_NAME);
    *op = (struct guard_op){
        .p1 = sqlite3_column_int(row, COLUMN_P1),
        .p2 = sqlite3_column_int(row, COLUMN_P2),
        .p3 = sqlite3_column_int(row, COLUMN_P3),
        .p4 = arena_copy(arena, str_from(p4 == NULL ? "" : p4)),
        .p5 = sqlite3_column_int(row, COLUMN_P5),
    };
    tie_assert(name != NULL);
    const struct str key = str_from(name);
    const struct op_fact *fact =
        bsearch(&key, op_facts, array_count(op_facts), sizeof *op_facts, compare_fact);
    if (fact != NULL) {
        op->meaning = fact->meaning;
        op->flow = fact->flow;
    }
}

static int compare_fact(const void *name, const void *fact)
{
    return str_compare(*(const struct str *)name, ((const struct op_fact *)fact)->name);
}

size_t guard_op_last_register(const struct guard_op *op)
{
    tie_assert(op != NULL);
    int last = 0;
    switch (op->meaning) {
    case GUARD_NOTHING:
    case GUARD_GOSUB:
        return 0;
    case GUARD_COMPARE:
    case GUARD_SEEK_ROW:
    case GUARD_SETS_P3:
        last = op->p3;
        break;
    case GUARD_COPY:
    case GUARD_MOVE:
        last = op->p2 + op->p3;
        break;
    default:
        last = op->p2 > op->p3 ? op->p2 : op->p3;
        break;
    }
    last = op->p1 > last ? op->p1 : last;
    return last > 0 ? (size_t)last : 0;
}

bool guard_op_gives_number(const struct guard_op *op)
{
    const struct function_fact *fact = function_find(op);
    return fact != NULL && fact->gives_number;
}

bool guard_op_gives_text(const struct guard_op *op)
{
    const struct function_fact *fact = function_find(op);
    return fact != NULL && fact->gives_text;
}

int guard_op_number_arguments(const struct guard_op *op)
{
    const struct function_fact *fact = function_find(op);
    return fact == NULL ? 0 : fact->number_arguments;
}

static const struct function_fact *function_find(const struct guard_op *op)
{
    tie_assert(op != NULL);
    for (size_t i = 0; i < array_count(function_facts); i++)
        if (str_starts(op->p4, function_facts[i].name))
            return &function_facts[i];
    return NULL;
}
