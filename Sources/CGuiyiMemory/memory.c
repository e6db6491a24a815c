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
// the memory at any moment, for the system finds it again, in its cache or on the disk. No address is used twice: what a
// block begins with is zero, and the list of blocks stays in order.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void __libc_free(void *);

/// Smaller blocks are the library's.
static const size_t smallest = (size_t)1 << 18;
/// Blocks begin and end at multiples of it: no system has larger pages.
static const size_t grain = (size_t)1 << 16;
/// How much leaves the memory at a time.
static const size_t stride = (size_t)16 << 20;
/// Addresses for all blocks that a run ever makes, and the size of the file: the most that is asked for, and the least that is
/// worth the trouble.
static const size_t widest_reach = (size_t)8 << 40, least_reach = (size_t)64 << 30;
/// The pages that the machine finds in fewest steps, where the system has them to give.
static const size_t huge_page = (size_t)2 << 20;
/// What stands before a block in its first page: its size. It keeps the block aligned for every type.
static const size_t head_size = 64;

struct block {
  /// Its place in the file.
  size_t start;
  /// 0 once it is freed, until the list is swept.
  size_t size;
};

static struct {
  /// Where the file is mapped; 0 before there is a limit.
  _Atomic uintptr_t base;
  size_t reach;
  int file;
  int statistics;
  size_t limit;
} store = {.file = -1, .statistics = -1};

/// The live blocks in the order of their addresses.
static struct {
  pthread_mutex_t lock;
  struct block *blocks;
  size_t count, capacity, freed;
  /// Where the next block begins.
  size_t end;
  /// What was made since somebody looked at the memory.
  size_t unseen;
  /// The block, and the offset in it, at which clearing goes on.
  size_t hand, offset;
} list = {.lock = PTHREAD_MUTEX_INITIALIZER};

static uintptr_t base(void) { return atomic_load_explicit(&store.base, memory_order_acquire); }

static int is_large(const void *block) {
  uintptr_t first = atomic_load_explicit(&store.base, memory_order_relaxed);
  return first != 0 && (uintptr_t)block - first < store.reach;
}

static size_t *head(const void *block) { return (size_t *)((uintptr_t)block - head_size); }

/// Takes freed blocks out of the list. The lock is held.
static void sweep(void) {
  size_t kept = 0, hand = list.hand;
  for (size_t index = 0; index < list.count; index++) {
    if (index == list.hand) hand = kept;
    if (list.blocks[index].size != 0) list.blocks[kept++] = list.blocks[index];
  }
  list.hand = hand;
  list.count = kept;
  list.freed = 0;
}

/// Makes an entry for a block. The lock is held.
/// - Returns: whether there was memory for the list itself.
static int remember(struct block block) {
  if (list.count == list.capacity && list.freed > list.capacity / 2) sweep();
  if (list.count == list.capacity) {
    size_t capacity = list.capacity == 0 ? 1024 : list.capacity * 2;
    struct block *larger = __libc_realloc(list.blocks, capacity * sizeof *larger);
    if (larger == NULL) return 0;
    list.blocks = larger;
    list.capacity = capacity;
  }
  list.blocks[list.count++] = block;
  return 1;
}

/// The live block at an address, or NULL. The lock is held.
static struct block *find(size_t start) {
  size_t low = 0, high = list.count;
  while (low < high) {
    size_t middle = low + (high - low) / 2;
    if (list.blocks[middle].start < start) low = middle + 1;
    else high = middle;
  }
  return low < list.count && list.blocks[low].start == start && list.blocks[low].size != 0
           ? &list.blocks[low] : NULL;
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
    struct block block = list.blocks[list.hand];
    if (block.size <= list.offset) {
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

/// Looks at the memory, and clears it down to twelve sixteenths of the limit where it is above thirteen.
///
/// The rest is for what happens until somebody looks again: a page that comes back may bring two megabytes with it, and the
/// thread that looks waits for its turn like all others.
static void look(void) {
  size_t now = resident();
  // Addresses may have no page in memory any more: what is left is looked at again.
  for (int round = 0; round < 64 && now > store.limit / 16 * 13; round++) {
    clear(now - store.limit / 16 * 12 + stride);
    now = resident();
  }
}

/// Pages come back to memory without anybody making a block.
static void *watch(void *unused) {
  (void)unused;
  for (;;) {
    struct timespec pause = {0, 1000 * 1000};
    nanosleep(&pause, NULL);
    look();
  }
  return NULL;
}

// MARK: Blocks

/// Takes a block out of the list, its pages out of the memory and its room off the disk; its addresses are lost, which are many.
static void drop(size_t start) {
  pthread_mutex_lock(&list.lock);
  struct block *found = find(start);
  if (found == NULL) __builtin_trap();  // Freed twice, or never made.
  size_t size = found->size;
  found->size = 0;
  list.freed++;
  pthread_mutex_unlock(&list.lock);
  madvise((void *)(base() + start), size, MADV_REMOVE);
}

/// - Returns: NULL where the disk has no room; the library is asked then.
static void *make_large(size_t size) {
  if (size > store.reach / 2) return NULL;
  size_t whole = (size + head_size + grain - 1) & ~(grain - 1);
  pthread_mutex_lock(&list.lock);
  size_t start = list.end;
  if (whole > store.reach - start || !remember((struct block){start, whole})) {
    pthread_mutex_unlock(&list.lock);
    return NULL;
  }
  list.end += whole;
  list.unseen += whole;
  int is_time_to_look = list.unseen > store.limit / 32;
  if (is_time_to_look) list.unseen = 0;
  pthread_mutex_unlock(&list.lock);
  if (is_time_to_look) look();
  // Room on the disk is taken now: a page without room would end the process when it is written. The disk may take its
  // time, so no lock is held.
  if (posix_fallocate(store.file, (off_t)start, (off_t)whole) != 0) {
    drop(start);
    return NULL;
  }
  void *block = (void *)(base() + start + head_size);
  *head(block) = whole;
  return block;
}

static void free_large(void *block) {
  // Who frees on the way out of a failure still wants to know which.
  int fault = errno;
  drop((uintptr_t)head(block) - base());
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
    void *block = make_large(size);
    if (block != NULL) return block;
  }
  return widened(__libc_malloc(size), size);
}

void *calloc(size_t number, size_t size) {
  size_t total;
  if (__builtin_mul_overflow(number, size, &total)) return __libc_calloc(number, size);
  if (total >= smallest && base() != 0) {
    // Pages that nobody has written are zero.
    void *block = make_large(total);
    if (block != NULL) return block;
  }
  return widened(__libc_calloc(number, size), total);
}

void free(void *block) {
  if (is_large(block)) free_large(block);
  else __libc_free(block);
}

size_t malloc_usable_size(void *block) {
  if (is_large(block)) return *head(block) - head_size;
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

void guiyi_memory_keep_freed(void) {
  mallopt(M_MMAP_THRESHOLD, 1 << 30);
  mallopt(M_TRIM_THRESHOLD, 1 << 30);
}
