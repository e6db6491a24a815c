#include "guiyi_text.h"
