/* The end of the page: the files beside it, and what wrote them. */
#include "reports/report_text.h"

static void add_names(struct report_page *page, bool left_out, const char *first);

void report_text_files(struct report_page *page)
{
    tie_assert(page != NULL && page->outputs != NULL);
    struct report_grid grid;
    report_grid_init(&grid, "lrl");
    for (size_t at = 0; at < page->outputs->count; at++) {
        const struct report_output *output = &page->outputs->list[at];
        if (output->rows <= 0 || output->left_out)
            continue;
        report_grid_cell(&grid, str_from(output->name));
        report_page_number(&grid, output->rows);
        report_grid_cell(&grid, output->about);
    }
    report_layout_title(page->text, "Files beside this page, with their rows", '-');
    report_grid_print(&grid, page->text);
    add_names(page, false, "  without rows: ");
    add_names(page, true, "  not asked for (--report): ");
    report_layout_wrap(page->text, "  ",
                       STR("summary.json holds these figures, manifest.json what was read and "
                           "written, with digests."));
    buffer_add_c(page->text, "\ntieout ");
    report_layout_clean(page->text, report_model_value(page->model, META_VERSION));
    buffer_add_byte(page->text, '\n');
}

static void add_names(struct report_page *page, bool left_out, const char *first)
{
    struct buffer line = {0};
    for (size_t at = 0; at < page->outputs->count; at++) {
        const struct report_output *output = &page->outputs->list[at];
        if (output->left_out != left_out || (!left_out && output->rows != 0))
            continue;
        if (line.length > 0)
            buffer_add_c(&line, ", ");
        buffer_add_c(&line, output->name);
    }
    if (line.length > 0)
        report_layout_wrap(page->text, first, buffer_str(&line));
    buffer_free(&line);
}
