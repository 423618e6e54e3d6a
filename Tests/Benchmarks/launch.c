// launch FD PROGRAM ARGUMENTS…: runs a program and writes to the descriptor what it took: seconds,
// peak resident memory in KiB and processor seconds. Ends as the program does.
//
// Linux keeps a process's peak of memory when it becomes another program, so that whatever a large
// interpreter starts itself seems as large as the interpreter: this is small.
#define _GNU_SOURCE
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval time) { return time.tv_sec + time.tv_usec / 1e6; }

int main(int count, char **words) {
  if (count < 3) {
    fprintf(stderr, "usage: launch FD PROGRAM ARGUMENTS...\n");
    return 2;
  }
  int report = atoi(words[1]);
  struct timespec start, end;
  clock_gettime(CLOCK_MONOTONIC, &start);
  pid_t child = fork();
  if (child < 0) {
    perror("fork");
    return 125;
  }
  if (child == 0) {
    close(report);
    execvp(words[2], words + 2);
    fprintf(stderr, "%s: %s\n", words[2], strerror(errno));
    _exit(127);
  }
  int status;
  struct rusage usage;
  while (wait4(child, &status, 0, &usage) < 0) {
    if (errno != EINTR) {
      perror("wait4");
      return 125;
    }
  }
  clock_gettime(CLOCK_MONOTONIC, &end);
  dprintf(
      report, "%.6f %ld %.6f\n", end.tv_sec - start.tv_sec + (end.tv_nsec - start.tv_nsec) / 1e9,
      usage.ru_maxrss, seconds(usage.ru_utime) + seconds(usage.ru_stime));
  if (WIFSIGNALED(status)) raise(WTERMSIG(status));
  return WEXITSTATUS(status);
}
