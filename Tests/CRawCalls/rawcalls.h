// Any call of the kernel by its number, for the tests of what the program denies itself.
#ifndef COLDCOUNT_RAWCALLS_H
#define COLDCOUNT_RAWCALLS_H
#include <errno.h>
#include <sys/syscall.h>
#include <unistd.h>

// The answer, or the error number below zero.
static inline long rawcalls_call(long number, long first, long second, long third) {
  long result = syscall(number, first, second, third, 0L, 0L, 0L);
  return result < 0 ? -(long)errno : result;
}

#if defined(__x86_64__)
// A call through the gate of 32-bit programs, whose numbers are others: getpid.
static inline long rawcalls_other_architecture(void) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(20L) : "memory", "r8", "r9", "r10", "r11");
  return result;
}
#else
static inline long rawcalls_other_architecture(void) { return 0; }
#endif
#endif
