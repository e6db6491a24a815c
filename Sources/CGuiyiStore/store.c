#include "CGuiyiStore.h"

#include <sqlite3.h>
#include <stddef.h>

void guiyi_store_keep_no_account(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

void guiyi_store_sort_in(const char *folder) {
  if (sqlite3_temp_directory == NULL) sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
}
