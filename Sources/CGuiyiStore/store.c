#define _GNU_SOURCE
#include "CGuiyiStore.h"

#include <fcntl.h>

#include <sqlite3.h>
#include <stddef.h>

void guiyi_store_keep_no_account(void) { sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0); }

void guiyi_store_sort_in(const char *folder) {
  if (sqlite3_temp_directory == NULL) sqlite3_temp_directory = sqlite3_mprintf("%s", folder);
}

void guiyi_store_begin_to_keep(int descriptor, long long offset, long long byte_count) {
#ifdef SYNC_FILE_RANGE_WRITE
  sync_file_range(descriptor, offset, byte_count, SYNC_FILE_RANGE_WRITE);
#endif
}
