// The shipped rules are a text file beside this one; the compiler takes it in as it is.
#include "include/CGuiyiSurvivorship.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char rules[] = {
#embed "survivorship.yaml" suffix(, 0)
};

const char *guiyi_survivorship_text(void) { return rules; }
