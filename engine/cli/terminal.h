/* Whether somebody looks at what is printed, and what their terminal can show. The environment is
 * asked for nothing else. */
#ifndef TIEOUT_CLI_TERMINAL_H
#define TIEOUT_CLI_TERMINAL_H

#include "base/base.h"

struct terminal {
    bool there;     /* the descriptor is one */
    bool plain;     /* NO_COLOR, or a dumb terminal: no escape sequences */
    bool colours;   /* there, and not plain */
    size_t columns; /* 0: none, or not known */
};

struct terminal terminal_look(int descriptor);

#endif
