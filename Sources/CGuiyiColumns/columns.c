// The package manager wants a source file beside a header.
#include "guiyi_columns.h"
