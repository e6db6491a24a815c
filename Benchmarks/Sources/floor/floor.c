// The floor of a run: every pool file read and split once, every cell written once to SQLite.
//
//   floor POOLS [DATABASE]
//
// Nothing is decoded, checked or kept: this is what the work would cost if it were nothing but moving bytes.
// Cells go as they are into one table for each number of columns, in one transaction without a journal.

#define _GNU_SOURCE
#include <fcntl.h>
#include <ftw.h>
#include <sqlite3.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#define MAX_COLUMNS 512

typedef struct {
  uint64_t start;
  uint32_t length;
  uint32_t is_last;  // of its row
} Cell;

static struct {
  double read, write;
  uint64_t files, bytes, rows, cells, cut;
} sum;
static sqlite3 *database;
static sqlite3_stmt *inserts[MAX_COLUMNS + 1];
static Cell *cells;
static size_t cell_capacity;
static uint8_t *text;
static size_t text_capacity;

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

static void stop(const char *what, const char *detail) {
  fprintf(stderr, "floor: %s: %s\n", what, detail);
  exit(4);
}

static void run(const char *sql) {
  if (sqlite3_exec(database, sql, NULL, NULL, NULL) != SQLITE_OK) stop(sql, sqlite3_errmsg(database));
}

static void *grown(void *block, size_t bytes) {
  void *larger = realloc(block, bytes);
  if (larger == NULL) stop("memory", "not enough");
  return larger;
}

// Bits of the 64 bytes that equal `c`.
static inline uint64_t equal_mask(const uint8_t *bytes, uint8_t c) {
#ifdef __SSE2__
  const __m128i wanted = _mm_set1_epi8((char)c);
  uint64_t mask = 0;
  for (int part = 0; part < 4; part++) {
    __m128i loaded = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    mask |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(loaded, wanted)) << (16 * part);
  }
  return mask;
#else
  uint64_t mask = 0;
  for (int place = 0; place < 64; place++) mask |= (uint64_t)(bytes[place] == c) << place;
  return mask;
#endif
}

// The file in `text` with 64 zero bytes behind it; UTF-16 is made UTF-8, all else stays as delivered.
static size_t load(const char *path, size_t size) {
  if (text_capacity < size + 64) text = grown(text, text_capacity = size + 64);
  int file = open(path, O_RDONLY);
  if (file < 0) stop(path, "cannot be opened");
  size_t have = 0;
  while (have < size) {
    ssize_t got = read(file, text + have, size - have);
    if (got <= 0) break;
    have += (size_t)got;
  }
  close(file);
  size_t little = have >= 2 && text[0] == 0xFF && text[1] == 0xFE;
  size_t big = have >= 2 && text[0] == 0xFE && text[1] == 0xFF;
  if (little || big) {
    uint8_t *out = grown(NULL, have / 2 * 3 + 64);
    size_t length = 0;
    for (size_t i = 2; i + 1 < have; i += 2) {
      unsigned unit = text[i + big] | (unsigned)text[i + little] << 8;
      // Halves of a pair become three bytes each: the number of bytes is about right, and nobody reads them.
      if (unit < 0x80) {
        out[length++] = (uint8_t)unit;
      } else if (unit < 0x800) {
        out[length++] = (uint8_t)(0xC0 | unit >> 6);
        out[length++] = (uint8_t)(0x80 | (unit & 63));
      } else {
        out[length++] = (uint8_t)(0xE0 | unit >> 12);
        out[length++] = (uint8_t)(0x80 | (unit >> 6 & 63));
        out[length++] = (uint8_t)(0x80 | (unit & 63));
      }
    }
    free(text);
    text = out;
    text_capacity = have / 2 * 3 + 64;
    have = length;
  }
  memset(text + have, 0, 64);
  return have;
}

// The most frequent of the usual delimiters in the first 4,096 bytes.
static uint8_t delimiter_of(size_t size) {
  static const uint8_t known[] = {',', '\t', ';', '|'};
  size_t best = 0, best_count = 0, end = size < 4096 ? size : 4096;
  for (size_t k = 0; k < sizeof known; k++) {
    size_t count = 0;
    for (size_t i = 0; i < end; i++) count += text[i] == known[k];
    if (count > best_count) best = k, best_count = count;
  }
  return known[best];
}

// Cuts off a carriage return and the outer quotes; doubled quotes stay doubled.
static inline void add(size_t *count, uint64_t start, uint64_t end, uint32_t is_last) {
  if (*count == cell_capacity) {
    cell_capacity = cell_capacity == 0 ? 1 << 20 : cell_capacity * 2;
    cells = grown(cells, cell_capacity * sizeof *cells);
  }
  if (is_last && end > start && text[end - 1] == '\r') end--;
  if (end - start >= 2 && text[start] == '"' && text[end - 1] == '"') start++, end--;
  cells[(*count)++] = (Cell){start, (uint32_t)(end - start), is_last};
}

// GBK and GB 18030 need no care: no second byte of theirs is a quote, a line break or a delimiter but '|'.
static size_t split(size_t size) {
  uint8_t delimiter = delimiter_of(size);
  size_t count = 0;
  uint64_t start = 0, quoted = 0;
  for (size_t base = 0; base < size; base += 64) {
    uint64_t inside = equal_mask(text + base, '"');
    for (int shift = 1; shift < 64; shift *= 2) inside ^= inside << shift;
    inside ^= quoted;
    quoted = (uint64_t)((int64_t)inside >> 63);
    uint64_t lines = equal_mask(text + base, '\n') & ~inside;
    uint64_t marks = (equal_mask(text + base, delimiter) & ~inside) | lines;
    while (marks != 0) {
      int bit = __builtin_ctzll(marks);
      uint64_t place = base + (uint64_t)bit;
      add(&count, start, place, lines >> bit & 1);
      start = place + 1;
      marks &= marks - 1;
    }
  }
  if (size > 0 && text[size - 1] != '\n') add(&count, start, size, 1);
  if (count > 0) cells[count - 1].is_last = 1;
  return count;
}

static sqlite3_stmt *insert_of(int columns) {
  if (inserts[columns] != NULL) return inserts[columns];
  static char create[MAX_COLUMNS * 16 + 64], insert[MAX_COLUMNS * 2 + 64];
  char *c = create + sprintf(create, "create table rows_of_%d(", columns);
  char *i = insert + sprintf(insert, "insert into rows_of_%d values(", columns);
  for (int column = 1; column <= columns; column++) {
    c += sprintf(c, "%sc%d text", column > 1 ? "," : "", column);
    i += sprintf(i, "%s?", column > 1 ? "," : "");
  }
  strcpy(c, ")");
  strcpy(i, ")");
  run(create);
  if (sqlite3_prepare_v2(database, insert, -1, &inserts[columns], NULL) != SQLITE_OK)
    stop(insert, sqlite3_errmsg(database));
  return inserts[columns];
}

static void write_rows(size_t count) {
  for (size_t first = 0; first < count;) {
    size_t end = first;
    while (!cells[end].is_last) end++;
    end++;
    size_t width = end - first;
    if (width > MAX_COLUMNS) sum.cut++, width = MAX_COLUMNS;
    sqlite3_stmt *insert = insert_of((int)width);
    for (size_t k = 0; k < width; k++)
      sqlite3_bind_text(
        insert, (int)k + 1, (const char *)text + cells[first + k].start, (int)cells[first + k].length, SQLITE_STATIC);
    if (sqlite3_step(insert) != SQLITE_DONE) stop("insert", sqlite3_errmsg(database));
    sqlite3_reset(insert);
    sum.rows++;
    first = end;
  }
}

static int visit(const char *path, const struct stat *info, int kind, struct FTW *place) {
  (void)place;
  const char *dot = strrchr(path, '.');
  if (kind != FTW_F || dot == NULL) return 0;
  if (strcmp(dot, ".csv") != 0 && strcmp(dot, ".tsv") != 0 && strcmp(dot, ".txt") != 0) return 0;
  double began = now(CLOCK_MONOTONIC);
  size_t size = load(path, (size_t)info->st_size);
  size_t count = split(size);
  double read_end = now(CLOCK_MONOTONIC);
  write_rows(count);
  sum.read += read_end - began;
  sum.write += now(CLOCK_MONOTONIC) - read_end;
  sum.files++;
  sum.bytes += (uint64_t)info->st_size;
  sum.cells += count;
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 2 || argc > 3) {
    fprintf(stderr, "usage: floor POOLS [DATABASE]\n");
    return 2;
  }
  char made[4096];
  const char *temporary = getenv("TMPDIR");
  snprintf(made, sizeof made, "%s/floor-XXXXXX", temporary != NULL ? temporary : P_tmpdir);
  const char *path = argc == 3 ? argv[2] : made;
  if (argc == 2) {
    int file = mkstemp(made);
    if (file < 0) stop(made, "cannot be made");
    close(file);
  } else {
    unlink(path);
  }
  int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX;
  if (sqlite3_open_v2(path, &database, flags, NULL) != SQLITE_OK) stop(path, sqlite3_errmsg(database));
  run("pragma page_size=32768; pragma journal_mode=off; pragma synchronous=off;"
      "pragma locking_mode=exclusive; pragma cache_size=-65536; begin");
  if (nftw(argv[1], visit, 32, FTW_PHYS) != 0) stop(argv[1], "cannot be walked");
  double began = now(CLOCK_MONOTONIC);
  run("commit");
  for (int columns = 0; columns <= MAX_COLUMNS; columns++) sqlite3_finalize(inserts[columns]);
  sqlite3_close(database);
  sum.write += now(CLOCK_MONOTONIC) - began;
  if (argc == 2) unlink(path);
  if (sum.files == 0) stop(argv[1], "no .csv, .tsv or .txt below it");
  printf("| files | MB | rows | cells | read and split, s | write, s | floor, s | CPU, s |\n");
  printf("|---:|---:|---:|---:|---:|---:|---:|---:|\n");
  printf("| %llu | %.1f | %llu | %llu | %.3f | %.3f | %.3f | %.3f |\n", (unsigned long long)sum.files,
         (double)sum.bytes / 1e6, (unsigned long long)sum.rows, (unsigned long long)sum.cells, sum.read, sum.write,
         sum.read + sum.write, now(CLOCK_PROCESS_CPUTIME_ID));
  if (sum.cut > 0)
    printf("\n%llu rows had more than %d cells and were cut\n", (unsigned long long)sum.cut, MAX_COLUMNS);
  return 0;
}
