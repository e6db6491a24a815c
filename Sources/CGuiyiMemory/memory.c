#define _GNU_SOURCE
#include "CGuiyiMemory.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

// The program's own malloc stands before the library's, which stays reachable under these names. Small blocks are the
// library's. Large ones, once there is a limit, are ranges of a sparse file that is mapped as a whole: any page can leave
// the memory at any moment, for the system finds it again, in its cache or on the disk. Some of what is freed is kept for the
// next block: a page that is in memory costs less than one that the system has to find, to clear and to give a place on the disk.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);

/// Smaller blocks are the library's, and stay in memory. Many columns are made of pieces of some ten thousand numbers.
static const size_t smallest = (size_t)1 << 15;
/// Blocks begin and end at multiples of it: the size of a page.
static size_t grain = (size_t)1 << 16;
/// How much leaves the memory at a time.
static const size_t stride = (size_t)16 << 20;
/// Addresses for all blocks that a run ever makes, and the size of the file: the most that is asked for, and the least that is
/// worth the trouble.
static const size_t widest_reach = (size_t)8 << 40, least_reach = (size_t)64 << 30;
/// The pages that the machine finds in fewest steps, where the system has them to give.
static const size_t huge_page = (size_t)2 << 20;
/// What stands before a block in its first page. It keeps the block aligned for every type.
struct head {
  size_t size;
  /// Its entry in the list of blocks.
  size_t entry;
};
static const size_t head_size = 64;

/// A range of the file.
struct range {
  size_t start, size;
};

static struct {
  /// Where the file is mapped; 0 before there is a limit.
  _Atomic uintptr_t base;
  size_t reach;
  int file;
  int statistics;
  size_t limit;
} store = {.file = -1, .statistics = -1};

/// The live blocks, and the ranges that wait for the next ones.
static struct {
  pthread_mutex_t lock;
  /// An entry without a block has the size 0, and for its start the next such entry.
  struct range *blocks;
  size_t count, capacity, unused;
  /// Ranges of freed blocks whose pages are still there.
  struct range spare[1024];
  size_t spare_count, spare_size;
  /// Behind the last range that was ever given out.
  size_t end;
  /// What was made since somebody looked at the memory.
  size_t unseen;
  /// The block, and the offset in it, at which clearing goes on.
  size_t hand, offset;
} list = {.lock = PTHREAD_MUTEX_INITIALIZER, .unused = SIZE_MAX};

static uintptr_t base(void) { return atomic_load_explicit(&store.base, memory_order_acquire); }

static int is_large(const void *block) {
  uintptr_t first = atomic_load_explicit(&store.base, memory_order_relaxed);
  return first != 0 && (uintptr_t)block - first < store.reach;
}

static struct head *head(const void *block) { return (struct head *)((uintptr_t)block - head_size); }

/// Makes an entry for a block. The lock is held.
/// - Returns: the entry; SIZE_MAX where there was no memory for the list itself.
static size_t remember(struct range block) {
  size_t entry = list.unused;
  if (entry != SIZE_MAX) {
    list.unused = list.blocks[entry].start;
  } else {
    if (list.count == list.capacity) {
      size_t capacity = list.capacity == 0 ? 1024 : list.capacity * 2;
      struct range *larger = __libc_realloc(list.blocks, capacity * sizeof *larger);
      if (larger == NULL) return SIZE_MAX;
      list.blocks = larger;
      list.capacity = capacity;
    }
    entry = list.count++;
  }
  list.blocks[entry] = block;
  return entry;
}

/// Takes a block out of the list. The lock is held.
static struct range forget(size_t start, size_t entry) {
  // Freed twice, or never made.
  if (entry >= list.count || list.blocks[entry].size == 0 || list.blocks[entry].start != start) __builtin_trap();
  struct range block = list.blocks[entry];
  list.blocks[entry] = (struct range){list.unused, 0};
  list.unused = entry;
  return block;
}

/// The pages of a range leave the memory, and its room the disk; its addresses are lost, which are many.
static void remove_range(struct range range) { madvise((void *)(base() + range.start), range.size, MADV_REMOVE); }

/// Keeps a freed block's range, if what is kept stays small beside the limit. The lock is held.
static int keep(struct range range) {
  if (range.size > store.limit / 8 - list.spare_size || list.spare_count == sizeof list.spare / sizeof *list.spare)
    return 0;
  list.spare[list.spare_count++] = range;
  list.spare_size += range.size;
  return 1;
}

/// Cuts a range off the smallest kept one that has room for it, or takes all of it where the rest would be of no use. The lock is held.
/// - Returns: a size of 0 where there is none.
static struct range take_spare(size_t size) {
  size_t best = SIZE_MAX;
  for (size_t index = 0; index < list.spare_count; index++) {
    size_t room = list.spare[index].size;
    if (room >= size && (best == SIZE_MAX || room < list.spare[best].size)) best = index;
  }
  if (best == SIZE_MAX) return (struct range){0, 0};
  size_t room = list.spare[best].size;
  if (room - size < smallest) size = room;
  struct range taken = {list.spare[best].start, size};
  list.spare[best].start += size;
  list.spare[best].size -= size;
  list.spare_size -= size;
  if (list.spare[best].size == 0) list.spare[best] = list.spare[--list.spare_count];
  return taken;
}

// MARK: Keeping the limit

/// What the process has in memory; 0 where the system does not say.
static size_t resident(void) {
  char text[96];
  ssize_t length = pread(store.statistics, text, sizeof text - 1, 0);
  if (length <= 0) return 0;
  text[length] = 0;
  unsigned long all = 0, inside = 0;
  return sscanf(text, "%lu %lu", &all, &inside) == 2 ? inside * (size_t)sysconf(_SC_PAGESIZE) : 0;
}

/// Lets pages of the file leave the memory, going round over all blocks, `wanted` bytes of addresses in all.
static void clear(size_t wanted) {
  size_t done = 0;
  int rounds = 0;
  while (done < wanted) {
    pthread_mutex_lock(&list.lock);
    if (list.hand >= list.count) {
      list.hand = 0;
      list.offset = 0;
      if (rounds++ > 0 || list.count == 0) {
        pthread_mutex_unlock(&list.lock);
        return;
      }
    }
    struct range block = list.blocks[list.hand];
    if (block.size <= list.offset) {  // Or there is none.
      list.hand++;
      list.offset = 0;
    } else {
      size_t part = block.size - list.offset < stride ? block.size - list.offset : stride;
      // Under the lock: a block must not be freed meanwhile.
      madvise((void *)(base() + block.start + list.offset), part, MADV_DONTNEED);
      list.offset += part;
      done += part;
    }
    pthread_mutex_unlock(&list.lock);
  }
}

/// Lets go of what is kept for the next blocks.
static void clear_spare(void) {
  struct range range;
  do {
    range.size = 0;
    pthread_mutex_lock(&list.lock);
    if (list.spare_count > 0) {
      range = list.spare[--list.spare_count];
      list.spare_size -= range.size;
    }
    pthread_mutex_unlock(&list.lock);
    if (range.size > 0) remove_range(range);
  } while (range.size > 0);
}

/// How much a run may have in memory before some of it is cleared.
///
/// The rest is for what happens until somebody looks again: a page that comes back may bring two megabytes with it, a thread
/// reads more than a hundred megabytes in ten milliseconds, and one that looks waits for its turn like all others.
static size_t most(void) {
  size_t part = store.limit / 16 * 13, room = store.limit / 32 * 13;
  const size_t least = (size_t)224 << 20, enough = (size_t)416 << 20;
  room = room < least ? least : room > enough ? enough : room;
  return part + room <= store.limit || store.limit < 2 * room ? part : store.limit - room;
}

/// Looks at the memory, and clears a sixteenth of the limit below what it may be, where it is above that by `excess`.
static void look(size_t excess) {
  size_t now = resident();
  // Addresses may have no page in memory any more: what is left is looked at again.
  for (int round = 0; round < 64 && now > most() + excess; round++) {
    if (round == 2) clear_spare();
    clear(now - most() + store.limit / 16 + stride);
    now = resident();
    excess = 0;
  }
}

/// Pages come back to memory without anybody making a block.
static void *watch(void *unused) {
  (void)unused;
  for (;;) {
    struct timespec pause = {0, 250 * 1000};
    nanosleep(&pause, NULL);
    look(0);
  }
  return NULL;
}

// MARK: Blocks

/// - Parameter is_zero: whether all of it is zero, rather than what a block before it left.
/// - Returns: NULL where the disk has no room; the library is asked then.
static void *make_large(size_t size, int *is_zero) {
  if (size > store.reach / 2) return NULL;
  size_t whole = (size + head_size + grain - 1) & ~(grain - 1);
  pthread_mutex_lock(&list.lock);
  struct range range = take_spare(whole);
  *is_zero = range.size == 0;
  if (*is_zero && whole <= store.reach - list.end) range = (struct range){list.end, whole};
  size_t entry = range.size == 0 ? SIZE_MAX : remember(range);
  if (entry == SIZE_MAX) {
    if (!*is_zero) keep(range);
    pthread_mutex_unlock(&list.lock);
    return NULL;
  }
  if (*is_zero) list.end += whole;
  list.unseen += range.size;
  int is_time_to_look = list.unseen > store.limit / 32;
  if (is_time_to_look) list.unseen = 0;
  pthread_mutex_unlock(&list.lock);
  if (is_time_to_look) look(0);
  // Room on the disk is taken now: a page without room would end the process when it is written. The disk may take its
  // time, so no lock is held.
  if (*is_zero && posix_fallocate(store.file, (off_t)range.start, (off_t)range.size) != 0) {
    pthread_mutex_lock(&list.lock);
    forget(range.start, entry);
    pthread_mutex_unlock(&list.lock);
    remove_range(range);
    return NULL;
  }
  void *block = (void *)(base() + range.start + head_size);
  *head(block) = (struct head){range.size, entry};
  return block;
}

static void free_large(void *block) {
  // Who frees on the way out of a failure still wants to know which.
  int fault = errno;
  size_t entry = head(block)->entry;
  pthread_mutex_lock(&list.lock);
  struct range range = forget((uintptr_t)head(block) - base(), entry);
  int is_kept = keep(range);
  pthread_mutex_unlock(&list.lock);
  if (!is_kept) remove_range(range);
  errno = fault;
}

// MARK: The library's names

/// Asks for huge pages inside a block of the library's: tables are read here and there, and on a small page each such look waits
/// for the way to the page as well.
static void *widened(void *block, size_t size) {
  if (size < 2 * huge_page || block == NULL) return block;
  uintptr_t first = ((uintptr_t)block + huge_page - 1) & ~(huge_page - 1);
  uintptr_t last = ((uintptr_t)block + size) & ~(huge_page - 1);
  int fault = errno;
  // Whether there are any is the system's to say; small ones do as well.
  madvise((void *)first, last - first, MADV_HUGEPAGE);
  errno = fault;
  return block;
}

void *malloc(size_t size) {
  if (size >= smallest && base() != 0) {
    int is_zero;
    void *block = make_large(size, &is_zero);
    if (block != NULL) return block;
  }
  return widened(__libc_malloc(size), size);
}

void *calloc(size_t number, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(number, size, &total)) return __libc_calloc(number, size);
  if (total >= smallest && base() != 0) {
    int is_zero;
    void *block = make_large(total, &is_zero);
    if (block != NULL) return is_zero ? block : memset(block, 0, total);
  }
  return widened(__libc_calloc(number, size), total);
}

void free(void *block) {
  if (is_large(block)) free_large(block);
  else __libc_free(block);
}

size_t malloc_usable_size(void *block) {
  if (is_large(block)) return head(block)->size - head_size;
  static size_t (*_Atomic next)(void *);
  size_t (*found)(void *) = atomic_load_explicit(&next, memory_order_relaxed);
  if (found == NULL) {
    found = (size_t(*)(void *))dlsym(RTLD_NEXT, "malloc_usable_size");
    atomic_store_explicit(&next, found, memory_order_relaxed);
  }
  return found(block);
}

void *realloc(void *block, size_t size) {
  if (!is_large(block) && (size < smallest || base() == 0)) return __libc_realloc(block, size);
  if (block == NULL) return malloc(size);
  size_t room = malloc_usable_size(block);
  if (is_large(block) && size != 0 && size <= room && size > room / 2) return block;
  void *other = size == 0 ? NULL : malloc(size);
  if (other == NULL && size != 0) return NULL;
  if (other != NULL) memcpy(other, block, size < room ? size : room);
  free(block);
  return other;
}

// MARK: Beginning

/// A file without a name; -1 and `errno` where there is none.
static int nameless_file(const char *folder) {
  int file = open(folder, O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
  if (file >= 0 || (errno != EOPNOTSUPP && errno != EISDIR && errno != ENOENT)) return file;
  // Not every file system makes them so; a name that is taken away at once does as well.
  char path[4096];
  int length = snprintf(path, sizeof path, "%s/.memory-XXXXXX", folder);
  if (length < 0 || (size_t)length >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  file = mkostemp(path, O_CLOEXEC);
  if (file >= 0) unlink(path);
  return file;
}

/// Makes the file as large as the system lets it be.
/// - Returns: its size, or 0 and `errno`.
static size_t stretch(int file) {
  struct rlimit most = {RLIM_INFINITY, RLIM_INFINITY};
  getrlimit(RLIMIT_FSIZE, &most);
  errno = EFBIG;
  for (size_t size = widest_reach; size >= least_reach; size /= 2) {
    // Beyond the process's own limit there is no error but a signal.
    if (most.rlim_cur != RLIM_INFINITY && size > most.rlim_cur) continue;
    if (ftruncate(file, (off_t)size) == 0) return size;
    if (errno != EFBIG && errno != EINVAL) return 0;
  }
  return 0;
}

int guiyi_memory_limit(size_t limit, const char *folder) {
  if (base() != 0) return EALREADY;
  int file = nameless_file(folder);
  if (file < 0) return errno;
  int statistics = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
  size_t reach = statistics < 0 ? 0 : stretch(file);
  void *first = MAP_FAILED;
  int fault = reach == 0 ? errno : 0;
  if (fault == 0) {
    first = mmap(NULL, reach, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_NORESERVE, file, 0);
    if (first == MAP_FAILED) fault = errno;
  }
  if (fault == 0) {
    long page = sysconf(_SC_PAGESIZE);
    if (page > 0) grain = (size_t)page;
    store.reach = reach;
    store.file = file;
    store.statistics = statistics;
    store.limit = limit;
    pthread_t thread;
    fault = pthread_create(&thread, NULL, watch, NULL);
    if (fault == 0) {
      pthread_detach(thread);
      atomic_store_explicit(&store.base, (uintptr_t)first, memory_order_release);
      return 0;
    }
  }
  if (first != MAP_FAILED) munmap(first, reach);
  if (statistics >= 0) close(statistics);
  close(file);
  return fault;
}

void guiyi_memory_look(void) {
  if (base() == 0) return;
  // Who asks after every few pairs is told as often as it matters: below small limits a thread that brings pages back is soon
  // beyond them. 1.25 us at 512 MiB, 5 at 1 GiB, 20 at 2 GiB.
  static _Thread_local uint64_t latest;
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  uint64_t now = (uint64_t)time.tv_sec * 1000000000 + (uint64_t)time.tv_nsec;
  uint64_t parts = store.limit >> 29;
  if (now - latest < 1250 * (parts > 4 ? 16 : parts * parts)) return;
  latest = now;
  look(store.limit / 16);
}

void guiyi_memory_give_back(void) { malloc_trim(0); }

void guiyi_memory_keep_freed(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}
