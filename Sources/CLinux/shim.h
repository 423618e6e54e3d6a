// The few Linux calls that Swift's Glibc module does not show, or cannot call because they are
// variadic. Only Storage, Confinement and Console import this.
#ifndef COLDCOUNT_CLINUX_H
#define COLDCOUNT_CLINUX_H
#include <fcntl.h>
#include <sys/auxv.h>
#include <sys/prctl.h>
#include <sys/types.h>
#include <unistd.h>
#include <wchar.h>

// Declared by the headers only under _GNU_SOURCE, which a module cannot set for itself.
extern int renameat2(int, const char *, int, const char *, unsigned);
extern int syncfs(int);
extern int wcwidth(wchar_t);

extern const char *strerrordesc_np(int);

static inline int coldcount_open(const char *path, int flags, unsigned mode) {
  return open(path, flags, mode);
}
static inline int coldcount_set_not_dumpable(void) {
  return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
}
// renameat2 with RENAME_NOREPLACE (1): fails where something stands at the target.
static inline int coldcount_rename_new(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, 1);
}
static inline int coldcount_syncfs(int descriptor) { return syncfs(descriptor); }
// What an error number means: a constant text, unlike strerror's, so safe in any thread.
static inline const char *coldcount_error_text(int number) {
  return strerrordesc_np(number);
}
// The command line as the kernel lays it on the stack: its number of words, the words, a null, and
// then the environment (x86-64 psABI 1.0, section 3.4.1; the same on aarch64). For where /proc is not
// mounted, and only before anything changes the environment. Null where it cannot be found.
static inline char *const *coldcount_stack_arguments(long *count) {
  extern char **environ;
  enum { most = 4096 };
  if (environ == NULL) return NULL;
  for (long words = 0; words < most; words++) {
    char **first = environ - 1 - words;
    if ((long)first[-1] == words) {
      *count = words;
      return first;
    }
  }
  return NULL;
}
// The name by which the kernel was asked to run the program (getauxval(3)).
static inline const char *coldcount_executed_name(void) {
  return (const char *)getauxval(AT_EXECFN);
}
static inline int coldcount_width(wchar_t scalar) { return wcwidth(scalar); }
#endif
