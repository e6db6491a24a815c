#ifndef CGUIYI_STORE_H
#define CGUIYI_STORE_H

/// Has SQLite keep no account of the memory it takes: the account has one lock, which every connection of every thread asks for
/// with each value it moves.
///
/// Counts only before the first connection of the process; later it changes nothing.
void guiyi_store_keep_no_account(void);

/// Has SQLite lay what a sort finds no memory for into nameless files in `folder`; where nothing can be written there, in the
/// folders that it looks for itself.
///
/// The first folder counts, for the whole process. Not to be called by two threads at once.
void guiyi_store_sort_in(const char *folder);

/// Has the system begin to put written bytes of a file on the disk, and waits for no more than the disk's queue; where a system
/// knows no such wish, nothing happens. Whoever needs them there still has to ask for it.
void guiyi_store_begin_to_keep(int descriptor, long long offset, long long byte_count);

#endif
