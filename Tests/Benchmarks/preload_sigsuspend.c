// For measuring only: valgrind 3.19 takes a signal out of the set that sigsuspend is given, in place.
// Swift's runtime keeps its set in memory that cannot be written to, so valgrind itself would crash;
// this hands it a copy.

#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>

int sigsuspend(const sigset_t *set) {
  sigset_t copy = *set;
  return (int)syscall(SYS_rt_sigsuspend, &copy, 8);
}
