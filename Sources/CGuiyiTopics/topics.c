// The built-in topic declarations are text files beside this one; the compiler takes them in as they are.
#include "include/CGuiyiTopics.h"
#pragma clang diagnostic ignored "-Wc23-extensions"

static const char enterprise_profile[] = {
#embed "Declarations/enterprise-profile.sql" suffix(, 0)
};
static const char old_and_young[] = {
#embed "Declarations/old-and-young.sql" suffix(, 0)
};

static const char social_assistance[] = {
#embed "Declarations/social-assistance.sql" suffix(, 0)
};
static const char addresses[] = {
#embed "Declarations/addresses.sql" suffix(, 0)
};

static const struct { const char *name; const char *text; } topics[] = {
    {"enterprise-profile.sql", enterprise_profile},
    {"old-and-young.sql", old_and_young},
    {"social-assistance.sql", social_assistance},
    {"addresses.sql", addresses},
};

size_t guiyi_topic_count(void) { return sizeof topics / sizeof topics[0]; }
const char *guiyi_topic_name(size_t index) { return topics[index].name; }
const char *guiyi_topic_text(size_t index) { return topics[index].text; }
