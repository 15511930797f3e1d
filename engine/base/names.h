/* The contract's own names that hold a word the engine must not know otherwise: they stand
 * here, once. Everything else about the marketplace is data in rules/. */
#ifndef TIEOUT_BASE_NAMES_H
#define TIEOUT_BASE_NAMES_H

#define NAME_PARTY_AWS "aws"
#define NAME_TAX_AWS "tax_aws"
#define NAME_COMPONENT_AWS_TAX "aws_tax"
#define NAME_TAX_STATUS_AWS_REMITS "aws-remits"
#define NAME_TAX_STATUS_AWS_LIABLE_DISBURSED "aws-liable-disbursed"

#endif
