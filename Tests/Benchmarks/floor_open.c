// The floor under a count: nothing but crypto_box_seal_open of every ballot of a file, on as many
// threads as are asked for. `coldcount count` is measured against it (see bench.py).
//
//     floor_open ballots.sealed BOX-BYTES SECRET-KEY-FILE THREADS
//
// The secret key is base64 on one line. Prints how many ballots opened.

#include <pthread.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_THREADS = 256, MAX_BOX_BYTES = 1 << 20 };

static unsigned char public_key[crypto_box_PUBLICKEYBYTES];
static unsigned char secret_key[crypto_box_SECRETKEYBYTES];
static unsigned char *ballots;
static size_t box_bytes;

struct part {
  size_t first, end, opened;
};

static void stop(const char *what) {
  fprintf(stderr, "floor_open: %s\n", what);
  exit(1);
}

static void *open_part(void *argument) {
  struct part *part = argument;
  unsigned char *opened = malloc(box_bytes);
  if (opened == NULL) stop("no memory");
  for (size_t ballot = part->first; ballot < part->end; ballot++) {
    const unsigned char *box = ballots + ballot * box_bytes;
    part->opened += crypto_box_seal_open(opened, box, box_bytes, public_key, secret_key) == 0;
  }
  free(opened);
  return NULL;
}

static unsigned char *read_file(const char *path, size_t *count) {
  FILE *file = fopen(path, "rb");
  if (file == NULL || fseek(file, 0, SEEK_END) != 0) stop(path);
  long end = ftell(file);
  rewind(file);
  unsigned char *bytes = malloc((size_t)end + 1);
  if (end < 0 || bytes == NULL) stop(path);
  *count = fread(bytes, 1, (size_t)end, file);
  if (*count != (size_t)end) stop(path);
  fclose(file);
  return bytes;
}

int main(int argc, char **argv) {
  if (argc != 5) stop("usage: floor_open FILE BOX-BYTES SECRET-KEY-FILE THREADS");
  if (sodium_init() < 0) stop("libsodium");
  box_bytes = strtoul(argv[2], NULL, 10);
  size_t threads = strtoul(argv[4], NULL, 10);
  if (box_bytes <= crypto_box_SEALBYTES || box_bytes > MAX_BOX_BYTES) stop("BOX-BYTES");
  if (threads < 1 || threads > MAX_THREADS) stop("THREADS");

  size_t bytes, key_bytes, text_bytes;
  unsigned char *text = read_file(argv[3], &text_bytes);
  if (sodium_base642bin(secret_key, sizeof secret_key, (char *)text, text_bytes, "\n", &key_bytes,
                        NULL, sodium_base64_VARIANT_ORIGINAL) != 0 ||
      key_bytes != sizeof secret_key) {
    stop(argv[3]);
  }
  crypto_scalarmult_base(public_key, secret_key);
  ballots = read_file(argv[1], &bytes);
  size_t count = bytes / box_bytes;

  pthread_t running[MAX_THREADS];
  struct part parts[MAX_THREADS];
  for (size_t i = 0; i < threads; i++) {
    parts[i] = (struct part){count * i / threads, count * (i + 1) / threads, 0};
    if (pthread_create(&running[i], NULL, open_part, &parts[i]) != 0) stop("thread");
  }
  size_t opened = 0;
  for (size_t i = 0; i < threads; i++) {
    pthread_join(running[i], NULL);
    opened += parts[i].opened;
  }
  printf("%zu\n", opened);
  return 0;
}
