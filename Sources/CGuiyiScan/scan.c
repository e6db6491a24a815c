#include "guiyi_scan.h"
