// The floor under the verifiable count: nothing but the group operations that each step needs for
// so many ballots of one point, on as many threads (see bench_proofs.py).
//
//     floor_proofs BALLOTS THREADS
//
// Prints a line for each step (seal, check ballots, mix, check a mix, open, check an opening): its
// seconds, and those of the processor.

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { MAX_THREADS = 256, SIZE = crypto_core_ristretto255_BYTES };

// Operations of a ballot: multiplications of a point, of the base, additions, and points that are
// read; where a multiplication or an addition reads the point anyhow, it is not read once more.
struct step {
  int points, bases, additions, valid;
};

static const struct step steps[] = {
  {1, 2, 1, 0},   // seal: the point of its marks is there already
  {1, 1, 1, 2},   // check ballots
  {6, 4, 8, 0},   // mix
  {8, 1, 10, 4},  // check a mix
  {2, 0, 1, 0},   // open
  {2, 0, 2, 1},   // check an opening
};

struct part {
  const struct step *step;
  size_t count;
};

static void stop(const char *what) {
  fprintf(stderr, "floor_proofs: %s\n", what);
  exit(1);
}

static void *work(void *argument) {
  const struct part *part = argument;
  unsigned char point[SIZE], other[SIZE], made[SIZE], scalar[crypto_core_ristretto255_SCALARBYTES];
  crypto_core_ristretto255_random(point);
  crypto_core_ristretto255_random(other);
  crypto_core_ristretto255_scalar_random(scalar);
  int failed = 0;
  for (size_t number = 0; number < part->count; number++) {
    const struct step *step = part->step;
    for (int i = 0; i < step->points; i++) failed |= crypto_scalarmult_ristretto255(made, scalar, point);
    for (int i = 0; i < step->bases; i++) failed |= crypto_scalarmult_ristretto255_base(made, scalar);
    for (int i = 0; i < step->additions; i++) failed |= crypto_core_ristretto255_add(made, point, other);
    for (int i = 0; i < step->valid; i++) failed |= crypto_core_ristretto255_is_valid_point(point) != 1;
  }
  if (failed) stop("a call failed");
  return NULL;
}

static double now(clockid_t clock) {
  struct timespec time;
  clock_gettime(clock, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int argc, char **argv) {
  if (argc != 3) stop("usage: floor_proofs BALLOTS THREADS");
  if (sodium_init() < 0) stop("libsodium");
  size_t count = strtoul(argv[1], NULL, 10), threads = strtoul(argv[2], NULL, 10);
  if (threads < 1 || threads > MAX_THREADS) stop("THREADS");
  for (size_t s = 0; s < sizeof steps / sizeof steps[0]; s++) {
    pthread_t running[MAX_THREADS];
    struct part parts[MAX_THREADS];
    double start = now(CLOCK_MONOTONIC), processor = now(CLOCK_PROCESS_CPUTIME_ID);
    for (size_t i = 0; i < threads; i++) {
      parts[i] = (struct part){&steps[s], count * (i + 1) / threads - count * i / threads};
      if (pthread_create(&running[i], NULL, work, &parts[i]) != 0) stop("thread");
    }
    for (size_t i = 0; i < threads; i++) pthread_join(running[i], NULL);
    printf("%.6f %.6f\n", now(CLOCK_MONOTONIC) - start, now(CLOCK_PROCESS_CPUTIME_ID) - processor);
  }
  return 0;
}
