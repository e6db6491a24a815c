#ifndef CGUIYI_STORE_H
#define CGUIYI_STORE_H

/// Has SQLite keep no account of the memory it takes: the account has one lock, which every connection of every thread asks for
/// with each value it moves.
///
/// Counts only before the first connection of the process; later it changes nothing.
void guiyi_store_keep_no_account(void);

#endif
