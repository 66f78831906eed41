#include <sqlite3.h>

// Macros that Swift cannot import: a cast, and an expression.
static inline sqlite3_destructor_type ttaperf_sqlite_transient(void) { return SQLITE_TRANSIENT; }
enum { ttaperf_sqlite_constraint_foreignkey = SQLITE_CONSTRAINT_FOREIGNKEY };
