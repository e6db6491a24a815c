#ifndef CGUIYIHAN_H
#define CGUIYIHAN_H
#include <stdint.h>
#endif
