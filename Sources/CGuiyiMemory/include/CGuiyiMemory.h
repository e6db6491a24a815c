#ifndef CGUIYI_MEMORY_H
#define CGUIYI_MEMORY_H

#include <stddef.h>

/// Keeps the process within a limit of resident memory: large blocks that are made from now on lie in a file without a name
/// in `folder`, and what was not used lately leaves the memory when the limit comes near.
///
/// May be called once. Blocks made before stay where they are, and small ones always: the limit must leave room for them.
/// - Parameters:
///   - limit: in bytes, of everything the process has in memory.
///   - folder: on a disk with room for several times the limit.
/// - Returns: 0, or the `errno` of what failed; nothing has changed then.
int guiyi_memory_limit(size_t limit, const char *folder);

/// Makes room now where the limit is near: a thread that brings pages back pays for them, however late the one that watches comes.
void guiyi_memory_look(void);

/// Gives all that is kept back to the system.
void guiyi_memory_give_back(void);

/// Has the library keep what is freed for the next stage, rather than give it back to the system page by page.
void guiyi_memory_keep_freed(void);

#endif
