// The floor under sealing: nothing but crypto_box_seal of as many ballots as are asked for, on as
// many threads. `coldcount seal` is measured against it (see bench.py).
//
//     floor_seal BALLOTS BALLOT-BYTES THREADS
//
// Prints how many ballots were sealed.

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_THREADS = 256, MAX_BALLOT_BYTES = 1 << 20 };

static unsigned char public_key[crypto_box_PUBLICKEYBYTES];
static size_t ballot_bytes;

struct part {
  size_t count, sealed;
};

static void stop(const char *what) {
  fprintf(stderr, "floor_seal: %s\n", what);
  exit(1);
}

static void *seal_part(void *argument) {
  struct part *part = argument;
  unsigned char *ballot = calloc(1, ballot_bytes);
  unsigned char *box = malloc(ballot_bytes + crypto_box_SEALBYTES);
  if (ballot == NULL || box == NULL) stop("no memory");
  for (size_t number = 0; number < part->count; number++) {
    part->sealed += crypto_box_seal(box, ballot, ballot_bytes, public_key) == 0;
  }
  free(ballot);
  free(box);
  return NULL;
}

int main(int argc, char **argv) {
  if (argc != 4) stop("usage: floor_seal BALLOTS BALLOT-BYTES THREADS");
  if (sodium_init() < 0) stop("libsodium");
  size_t count = strtoul(argv[1], NULL, 10);
  ballot_bytes = strtoul(argv[2], NULL, 10);
  size_t threads = strtoul(argv[3], NULL, 10);
  if (ballot_bytes < 1 || ballot_bytes > MAX_BALLOT_BYTES) stop("BALLOT-BYTES");
  if (threads < 1 || threads > MAX_THREADS) stop("THREADS");
  unsigned char secret_key[crypto_box_SECRETKEYBYTES];
  crypto_box_keypair(public_key, secret_key);

  pthread_t running[MAX_THREADS];
  struct part parts[MAX_THREADS];
  for (size_t i = 0; i < threads; i++) {
    parts[i] = (struct part){count * (i + 1) / threads - count * i / threads, 0};
    if (pthread_create(&running[i], NULL, seal_part, &parts[i]) != 0) stop("thread");
  }
  size_t sealed = 0;
  for (size_t i = 0; i < threads; i++) {
    pthread_join(running[i], NULL);
    sealed += parts[i].sealed;
  }
  printf("%zu\n", sealed);
  return 0;
}
