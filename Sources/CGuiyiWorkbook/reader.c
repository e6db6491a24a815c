#include "guiyi_workbook.h"

#include <minizip/unzip.h>
#include <stdlib.h>

struct guiyi_parts {
  unzFile file;
  int isOpen;
};

guiyi_parts *guiyi_parts_open(const char *path) {
  guiyi_parts *parts = calloc(1, sizeof *parts);
  if (!parts) return NULL;
  parts->file = unzOpen64(path);
  if (!parts->file) { free(parts); return NULL; }
  return parts;
}

int guiyi_parts_find(guiyi_parts *parts, const char *name) {
  if (parts->isOpen) { unzCloseCurrentFile(parts->file); parts->isOpen = 0; }
  if (unzLocateFile(parts->file, name, 1) != UNZ_OK) return -1;
  if (unzOpenCurrentFile(parts->file) != UNZ_OK) return -1;
  parts->isOpen = 1;
  return 0;
}

int64_t guiyi_parts_read(guiyi_parts *parts, uint8_t *buffer, size_t capacity) {
  if (!parts->isOpen) return -1;
  int count = unzReadCurrentFile(parts->file, buffer, (unsigned)(capacity < (1u << 30) ? capacity : (1u << 30)));
  if (count != 0) return count;
  // Only at its end a part shows whether its bytes are those that were written.
  parts->isOpen = 0;
  return unzCloseCurrentFile(parts->file) == UNZ_OK ? 0 : -1;
}

void guiyi_parts_close(guiyi_parts *parts) {
  if (parts->isOpen) unzCloseCurrentFile(parts->file);
  unzClose(parts->file);
  free(parts);
}
