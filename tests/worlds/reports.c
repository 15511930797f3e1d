/* The columns of each report as it is issued today, with a harmless cell for each. */
#include "reports.h"

#include "tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct column {
    const char *name, *cell;
};

static const struct column billed[] = {
    {"Customer Reference ID", "Ab3dE5gH7jK"},
    {"Country", "US"},
    {"State", "Ohio"},
    {"City", "Springfield"},
    {"Zip Code", "06905"},
    {"Product Title", "Example Scanner"},
    {"Product Code", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Customer Billed Amount", "500.00"},
    {"AWS Listing Fee", "-25.00"},
    {"Refunds Amount", "0.00"},
    {"AWS Fee Refund", "0.00"},
    {"Cost", "0.00"},
    {"Partner Revenue Amount", "475.00"},
    {"Currency", "USD"},
    {"Transaction Reference ID", "exM20Qw3rTy1"},
    {"U.S. Sales Tax Customer Billed Amount", "41.25"},
    {"U.S. Sales Tax Refunds Amount", "0.00"},
    {"Customer AWS Account Number", "111122223333"},
    {"Customer Email Domain", "example.com"},
    {"Offer ID", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Offer Visibility", "Public"},
    {"Opportunity Name", ""},
    {"Opportunity Description", ""},
    {"Solution Title", ""},
    {"Solution ID", ""},
    {"Payer Reference ID", "Lm2nO4pQ6rS"},
    {"Payer Address ID", "AAAAEXAMPLEADDRESSaaaa1111bbbb2222cccc3333ddd="},
};

static const struct column paid[] = {
    {"Product", "Example Scanner"},
    {"Product Code", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"SellerRev", "1200.00"},
    {"AWSRefFee", "-60.00"},
    {"SellerRevRefund", "0.00"},
    {"AWSRefFeeRefund", "0.00"},
    {"SellerRevCredit", "0.00"},
    {"AWSRefFeeCredit", "0.00"},
    {"Net Amount", "1140.00"},
    {"Transaction Reference ID", "exD2108Pq1"},
    {"SellerUSSalesTax", "99.00"},
    {"SellerUSSalesTaxRefund", "0.00"},
    {"Customer AWS Account Number", "1111-2222-3333"},
    {"Customer Country", "US"},
    {"Customer State", "Ohio"},
    {"Customer City", "Springfield"},
    {"Customer Zip Code", "06905"},
    {"Customer Email Domain", "example.com"},
    {"Solution Title", ""},
    {"Solution ID", ""},
    {"Payer Reference ID", "Lm2nO4pQ6rS"},
    {"Payer Address ID", "AAAAEXAMPLEADDRESSaaaa1111bbbb2222cccc3333ddd="},
};

static const struct column taxed[] = {
    {"Line Item ID", "71000000000000000001"},
    {"Customer Bill ID", "2210000000000000001"},
    {"Product Name", "Example Scanner"},
    {"Product Code", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Product Tax Code", "EXSW_REMOTE_ACCESS"},
    {"Seller ID", "999988887777"},
    {"Seller Name", "Example Software Inc."},
    {"Transaction Date", "2019-11-14"},
    {"Total Adjusted Price", "1200.00"},
    {"Total Tax", "99.00"},
    {"Base Currency Code", "USD"},
    {"Bill to City", "SPRINGFIELD"},
    {"Bill to State", "GA"},
    {"Bill to Postal Code", "06905-0001"},
    {"Bill to Country", "US"},
    {"Transaction Type Code", "AWS"},
    {"Display Price Taxability Type", "Exclusive"},
    {"Tax Location Code Taxed Jurisdiction", "460473664"},
    {"Tax Type Code", "Sales"},
    {"Jurisdiction Level", "State"},
    {"Taxed Jurisdiction", "GA"},
    {"Taxable Sale Amount", "1200.00"},
    {"Nontaxable Sale Amount", "0.00"},
    {"Tax Amount", "48.00"},
    {"Tax Jurisdiction Tax Rate", "0.04"},
    {"Tax Calculation Reason Code", "Taxable"},
    {"Date Used For Tax Calculation", "2019-11-14"},
    {"Customer Exemption Certificate ID", ""},
    {"Customer Exemption Certificate ID Domain", ""},
    {"Customer Exemption Certificate Level", ""},
    {"Customer Exemption Code", ""},
    {"Customer Exemption Domain", ""},
    {"Customer Reference ID", "Ab3dE5gH7jK"},
    {"Transaction Reference ID", "exT1911Zx1"},
    {"Payer Reference ID", "Lm2nO4pQ6rS"},
    {"Tax Liable Party", "Seller"},
};

static const struct column list[] = {
    {"Payer AWS Account Number", "1111-2222-3333"},
    {"Product Code", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Gross Revenue", "900.00"},
    {"AWS Revenue Share", "-45.00"},
    {"Gross Refunds", "0.00"},
    {"AWS Refunds Share", "0.00"},
    {"Net Revenue", "855.00"},
    {"Currency", "USD"},
    {"AR Period", "2020-01"},
    {"Transaction Reference ID", "exU2002Ab1"},
    {"Opportunity Name", ""},
    {"Opportunity Description", ""},
    {"Solution Title", ""},
    {"Solution ID", ""},
    {"Payer Reference ID", "Lm2nO4pQ6rS"},
    {"Payer Address ID", "AAAAEXAMPLEADDRESSaaaa1111bbbb2222cccc3333ddd="},
    {"Payment Due date", ""},
};

static const struct column annual[] = {
    {"Customer Reference ID", "Ab3dE5gH7jK"},
    {"Country", "US"},
    {"State", "Ohio"},
    {"City", "Springfield"},
    {"Zip Code", "06905"},
    {"Product Title", "Example Scanner"},
    {"Product Code", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Subscription Quantity", "3"},
    {"Subscription Start Date", "2020-01-01"},
    {"Subscription End Date", "2020-12-31"},
    {"Subscription Instance Type", "m5.xlarge"},
    {"Customer Billed Amount", "500.00"},
    {"AWS Listing Fee", "-25.00"},
    {"Refunds Amount", "0.00"},
    {"AWS Fee Refund", "0.00"},
    {"Cost", "0.00"},
    {"Partner Revenue Amount", "475.00"},
    {"Currency", "USD"},
    {"Transaction Reference ID", "exA20Qw3rTy1"},
    {"U.S. Sales Tax Customer Billed Amount", "41.25"},
    {"U.S. Sales Tax Refunds Amount", "0.00"},
    {"Customer AWS Account Number", "1111-2222-3333"},
    {"Customer Email Domain", "example.com"},
    {"Offer ID", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Offer Visibility", "Public"},
    {"Contract Start Date", ""},
    {"Contract End Date", ""},
    {"Opportunity Name", ""},
    {"Opportunity Description", ""},
    {"Solution Title", ""},
    {"Solution ID", ""},
    {"Payer Reference ID", "Lm2nO4pQ6rS"},
    {"Payer Address ID", "AAAAEXAMPLEADDRESSaaaa1111bbbb2222cccc3333ddd="},
};

static const struct column places[] = {
    {"Settlement ID", "4100000001"},
    {"Settlement Period Start Date", "2024-01-29"},
    {"Settlement Period End Date", "2024-02-28"},
    {"Deposit Date", "2024-02-28"},
    {"Disbursed Amount", "1469.50"},
    {"Country Code", "US"},
    {"State or Region", "Ohio"},
    {"City", "Springfield"},
    {"Postal Code", "06905"},
    {"Net Amount By Tax Location", "950.00"},
    {"Gross Amount By Tax Location", "1000.00"},
    {"Seller U.S. Sales Tax", "82.50"},
    {"Seller U.S. Sales Tax Refund", "0.00"},
};

static const struct column sales[] = {
    {"Customer AWS Account Number", "111122223333"},
    {"Country", "US"},
    {"State", "Ohio"},
    {"City", "Springfield"},
    {"Zip Code", "06905"},
    {"Email Domain", "example.com"},
    {"Product Code", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Product Title", "Example Scanner"},
    {"Gross Revenue", "1200.00"},
    {"AWS Revenue Share", "-60.00"},
    {"Gross Refunds", "0.00"},
    {"AWS Refunds Share", "0.00"},
    {"Net Revenue", "1140.00"},
    {"Currency", "USD"},
    {"AR Period", "2019-09"},
    {"Transaction Reference ID", "exS1909Lk1"},
    {"Opportunity Name", ""},
    {"Opportunity Description", ""},
    {"Solution Title", ""},
    {"Solution ID", ""},
    {"Payer Reference ID", "Lm2nO4pQ6rS"},
    {"Payer Address ID", "AAAAEXAMPLEADDRESSaaaa1111bbbb2222cccc3333ddd="},
};

/* No such report ships: the rules of fixtures/stories/payments-stated read it. */
static const struct column invoiced[] = {
    {"Invoice date", "2024-01-20"},
    {"Payment due date", "2024-02-19"},
    {"Invoice ID", "INV-1"},
    {"Disbursement status", "Disbursed"},
    {"Disbursement date", "2024-02-28 00:00:00.000 UTC"},
    {"Gross revenue", "100.00"},
    {"Gross refund", "0.00"},
    {"Listing fee", "-3.00"},
    {"Listing fee refund", "0.00"},
    {"Seller tax share", "0.00"},
    {"Seller tax share refund", "0.00"},
    {"Seller net revenue", "97.00"},
    {"Currency", "USD"},
    {"Transaction Reference ID", "exI2401Ab1"},
    {"Payer AWS account ID", "111122223333"},
    {"Product title", "Example Scanner"},
    {"Product ID", "fhb3n0c2q8w5k1r7t4y6u9m2s"},
    {"Disbursed net revenue", "97.00"},
    {"Undisbursed net revenue", "0.00"},
};

/* A file a month: `%04d-%02d-%02d` takes the day it is dated. */
static const struct {
    const char *name;
    const struct column *columns;
    size_t width;
    int month, day; /* of the file of January's rows; of the lists their own */
} reports[REPORTS] = {
    [REPORT_BILLED] = {"monthly_revenue_billing_and_revenue_data", billed,
                       sizeof billed / sizeof *billed, 2, 15},
    [REPORT_AGAIN] = {"monthly_revenue_billing_and_revenue_data", billed,
                      sizeof billed / sizeof *billed, 2, 16},
    [REPORT_PAID] = {"disbursed_amount_by_product", paid, sizeof paid / sizeof *paid, 2, 28},
    [REPORT_TAXED] = {"us_sales_and_use_tax_records", taxed, sizeof taxed / sizeof *taxed, 2,
                      15},
    [REPORT_LIST] = {"disbursed_amount_by_uncollected_funds_breakdown", list,
                     sizeof list / sizeof *list, 8, 29},
    [REPORT_EARLY_LIST] = {"disbursed_amount_by_uncollected_funds_breakdown", list,
                           sizeof list / sizeof *list, 5, 29},
    [REPORT_PLACES] = {"disbursed_amount_by_customer_geo", places,
                       sizeof places / sizeof *places, 2, 28},
    [REPORT_SALES] = {"sales_compensation_billed_revenue", sales, sizeof sales / sizeof *sales,
                      2, 15},
    [REPORT_ANNUAL] = {"monthly_revenue_annual_subscriptions", annual,
                       sizeof annual / sizeof *annual, 2, 15},
    [REPORT_INVOICED] = {"billed_revenue_report", invoiced, sizeof invoiced / sizeof *invoiced,
                         2, 5},
    [REPORT_AHEAD] = {"disbursed_amount_by_product", paid, sizeof paid / sizeof *paid, 6, 10},
    [REPORT_AHEAD_MORE] = {"disbursed_amount_by_product", paid, sizeof paid / sizeof *paid, 6,
                           18},
};

static void write_report(struct world *world, enum report report, int month, bool shuffle,
                         const char *directory);
static size_t rows_of(struct world *world, enum report report, int month,
                      struct row *rows[ROWS_MOST]);
static void shuffle_rows(struct world *world, struct row **rows, size_t count);

size_t report_width(enum report report)
{
    return reports[report].width;
}

const char *report_column_name(enum report report, size_t column)
{
    return reports[report].columns[column].name;
}

const char *report_default(enum report report, size_t column)
{
    return reports[report].columns[column].cell;
}

size_t report_column(enum report report, const char *name)
{
    for (size_t i = 0; i < reports[report].width; i++)
        if (strcmp(reports[report].columns[i].name, name) == 0)
            return i;
    return CELLS_MOST;
}

void world_write(struct world *world, const char *directory, bool shuffle)
{
    for (enum report report = 0; report < REPORTS; report++)
        for (int month = 0; month < MONTHS; month++)
            write_report(world, report, month, shuffle, directory);
}

static void write_report(struct world *world, enum report report, int month, bool shuffle,
                         const char *directory)
{
    char path[PATH_ROOM];
    struct row *rows[ROWS_MOST];
    size_t count = rows_of(world, report, month, rows);
    bool bare = world->header_only && report == REPORT_ANNUAL && month == MONTH_RECENT;
    if (count == 0 && !bare)
        return;
    if (shuffle)
        shuffle_rows(world, rows, count);
    snprintf(path, sizeof path, "%s/%s_2024-%02d-%02d.csv", directory, reports[report].name,
             reports[report].month + month, reports[report].day);
    FILE *file = fopen(path, "w");
    if (!file)
        tree_fail("cannot write", path);
    bool extra = world->extra_column && report == REPORT_BILLED && month == 3;
    for (size_t i = 0; i < report_width(report); i++)
        fprintf(file, "%s\"%s\"", i > 0 ? "," : "", report_column_name(report, i));
    fprintf(file, extra ? ",\"%s\"\n" : "\n", world->extra_column);
    for (size_t row = 0; row < count; row++) {
        for (size_t i = 0; i < report_width(report); i++)
            fprintf(file, "%s\"%s\"", i > 0 ? "," : "", rows[row]->cells[i]);
        fprintf(file, extra ? ",\"x\"\n" : "\n");
    }
    if (fclose(file) != 0)
        tree_fail("cannot write", path);
}

static size_t rows_of(struct world *world, enum report report, int month,
                      struct row *rows[ROWS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < world->row_count; i++)
        if (world->rows[i].report == report && world->rows[i].month == month)
            rows[count++] = &world->rows[i];
    return count;
}

static void shuffle_rows(struct world *world, struct row **rows, size_t count)
{
    for (size_t i = count; i > 1; i--) {
        size_t other = world_random(world, i);
        struct row *row = rows[i - 1];
        rows[i - 1] = rows[other];
        rows[other] = row;
    }
}
