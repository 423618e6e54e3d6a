// The few Linux calls that Swift's Glibc module does not show, or cannot call because they are
// variadic. Only Storage and Console import this.
#ifndef COLDCOUNT_CLINUX_H
#define COLDCOUNT_CLINUX_H
#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>
#include <wchar.h>

static inline int coldcount_open(const char *path, int flags, unsigned mode) {
  return open(path, flags, mode);
}
static inline int coldcount_openat(int folder, const char *name, int flags, unsigned mode) {
  return openat(folder, name, flags, mode);
}
static inline int coldcount_set_not_dumpable(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
static inline int coldcount_rename_new(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}
#endif
