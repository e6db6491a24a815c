#include "CGuiyiHan.h"
