/* Rows of the smaller tables of the books. Private to the pipeline; each writes one table and
 * fails as the store does. */
#ifndef TIEOUT_PIPELINE_FACT_ROWS_H
#define TIEOUT_PIPELINE_FACT_ROWS_H

#include "pipeline/run.h"

enum status fact_rows_columns(struct run *run, struct failure *failure); /* section_column */
enum status fact_rows_signs(struct run *run, struct failure *failure);   /* file_sign */
enum status fact_rows_totals(struct run *run, struct failure *failure);  /* section_total */
enum status fact_rows_traces(struct run *run, struct failure *failure);  /* section_trace */
enum status fact_rows_rejects(struct run *run, struct failure *failure); /* reject */
enum status fact_rows_noise(struct run *run, struct failure *failure);   /* noise */
enum status fact_rows_policy(struct run *run, struct failure *failure);  /* policy */

#endif
