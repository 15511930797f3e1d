/* What the system and the environment say of a terminal. */
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct terminal terminal_look(int descriptor)
{
    tie_assert(descriptor >= 0);
    const char *name = getenv("TERM");
    const char *no_color = getenv("NO_COLOR");
    struct winsize size = {0};
    struct terminal terminal = {.there = isatty(descriptor) == 1};
    terminal.plain = (no_color && no_color[0] != '\0') || !name || !strcmp(name, "dumb");
    terminal.colours = terminal.there && !terminal.plain;
    if (terminal.there && ioctl(descriptor, TIOCGWINSZ, &size) == 0)
        terminal.columns = size.ws_col;
    return terminal;
}
