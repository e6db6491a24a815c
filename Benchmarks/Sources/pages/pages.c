// How fast the machine hands out memory: pages touched for the first time, in small pages and in huge ones, after a pause and at
// once again. What a process gave back may have to be asked for anew: of the system, and of the host of a virtual machine.
#define _GNU_SOURCE
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static double seconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/// Touches each page of so many bytes of new memory and gives it back; says the bytes a second.
static double touched(size_t size, int advice) {
  unsigned char *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (memory == MAP_FAILED) {
    fprintf(stderr, "pages: no %zu MB of memory: %s\n", size >> 20, strerror(errno));
    exit(1);
  }
  // Where there are no such pages, the others do.
  madvise(memory, size, advice);
  const size_t page = (size_t)sysconf(_SC_PAGESIZE);
  const double began = seconds();
  for (size_t place = 0; place < size; place += page) ((volatile unsigned char *)memory)[place] = 1;
  const double took = seconds() - began;
  munmap(memory, size);
  return (double)size / took;
}

int main(int count, char **arguments) {
  const size_t megabytes = count > 1 ? strtoul(arguments[1], NULL, 10) : 2000;
  const unsigned pause = count > 2 ? (unsigned)strtoul(arguments[2], NULL, 10) : 30;
  if (megabytes == 0 || megabytes > SIZE_MAX >> 21) {
    fprintf(stderr, "Benchmarks/pages [MB] [SECONDS]\n");
    return 2;
  }
  const struct {
    const char *name;
    int advice;
  } kinds[] = {{"small", MADV_NOHUGEPAGE}, {"huge", MADV_HUGEPAGE}};
  printf("| %zu MB in pages that are | after %u s, GB/s | at once again, GB/s |\n|---|---:|---:|\n", megabytes, pause);
  for (size_t kind = 0; kind < sizeof kinds / sizeof *kinds; kind++) {
    sleep(pause);
    const double first = touched(megabytes << 20, kinds[kind].advice);
    const double again = touched(megabytes << 20, kinds[kind].advice);
    printf("| %s | %.2f | %.2f |\n", kinds[kind].name, first / 1e9, again / 1e9);
    fflush(stdout);
  }
  return 0;
}
