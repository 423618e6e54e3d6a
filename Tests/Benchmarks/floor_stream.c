// The floor under a reconciliation: nothing but crypto_secretstream_xchacha20poly1305_pull of every
// chunk of every identity section, and crypto_generichash of its file. `coldcount reconcile` is measured against it (see bench.py).
//
//     floor_stream RECIPIENTS (SECTION KEY-HEX CONTEXT-HEX)...
//
// KEY is the section's stream key, CONTEXT the additional data of its chunks (FormatBundle § identities.sealed).
// Prints how many records there were.

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>

enum { HASH_BYTES = 32, BOX_BYTES = 80, RECORD_BYTES = 48, CHUNK_BYTES = 65520, CONTEXT_BYTES = 32 };

static void stop(const char *what) {
  fprintf(stderr, "floor_stream: %s\n", what);
  exit(1);
}

static void from_hex(const char *text, unsigned char *bytes, size_t count) {
  size_t found;
  if (sodium_hex2bin(bytes, count, text, count * 2, NULL, &found, NULL) != 0 || found != count)
    stop("not hexadecimal");
}

static unsigned long long records_of(const char *path, long skipped, const char *key_text,
                                     const char *context_text) {
  static unsigned char sealed[CHUNK_BYTES + crypto_secretstream_xchacha20poly1305_ABYTES];
  static unsigned char records[CHUNK_BYTES];
  unsigned char key[crypto_secretstream_xchacha20poly1305_KEYBYTES], context[CONTEXT_BYTES];
  unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
  from_hex(key_text, key, sizeof key);
  from_hex(context_text, context, sizeof context);
  FILE *file = fopen(path, "rb");
  if (file == NULL) stop(path);
  unsigned char hash[HASH_BYTES];
  crypto_generichash_state hasher;
  crypto_generichash_init(&hasher, NULL, 0, sizeof hash);
  for (; skipped > 0; skipped -= BOX_BYTES) {
    if (fread(sealed, 1, BOX_BYTES, file) != BOX_BYTES) stop("no key");
    crypto_generichash_update(&hasher, sealed, BOX_BYTES);
  }
  if (fread(header, 1, sizeof header, file) != sizeof header) stop("no header");
  crypto_generichash_update(&hasher, header, sizeof header);
  crypto_secretstream_xchacha20poly1305_state state;
  crypto_secretstream_xchacha20poly1305_init_pull(&state, header, key);
  unsigned long long count = 0, length;
  unsigned char tag = 0;
  for (size_t read; (read = fread(sealed, 1, sizeof sealed, file)) > 0; count += length) {
    crypto_generichash_update(&hasher, sealed, read);
    if (crypto_secretstream_xchacha20poly1305_pull(&state, records, &length, &tag, sealed, read,
                                                   context, sizeof context) != 0)
      stop("a chunk does not open");
  }
  crypto_generichash_final(&hasher, hash, sizeof hash);
  if (tag != crypto_secretstream_xchacha20poly1305_TAG_FINAL) stop("no final chunk");
  fclose(file);
  return count / RECORD_BYTES;
}

int main(int count, char **words) {
  if (sodium_init() < 0) stop("libsodium does not start");
  if (count < 5 || (count - 2) % 3 != 0) stop("RECIPIENTS (SECTION KEY-HEX CONTEXT-HEX)...");
  long skipped = strtol(words[1], NULL, 10) * BOX_BYTES;
  unsigned long long records = 0;
  for (int word = 2; word < count; word += 3)
    records += records_of(words[word], skipped, words[word + 1], words[word + 2]);
  printf("%llu\n", records);
  return 0;
}
