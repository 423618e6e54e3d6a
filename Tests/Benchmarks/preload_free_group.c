// Stands before libsodium's ristretto255 with a group that has the same algebra and costs next to nothing:
// a point is its own logarithm. Every proof that holds in the one holds in the other, byte counts are the
// same, and nothing is hidden, so it measures the program beside the group: memory, above all.
#include <sodium.h>
#include <string.h>

int crypto_core_ristretto255_is_valid_point(const unsigned char *p) {
  unsigned char wide[64] = {0}, low[32];
  memcpy(wide, p, 32);
  crypto_core_ristretto255_scalar_reduce(low, wide);
  return memcmp(low, p, 32) == 0;
}

int crypto_core_ristretto255_add(unsigned char *r, const unsigned char *p, const unsigned char *q) {
  crypto_core_ristretto255_scalar_add(r, p, q);
  return 0;
}

int crypto_core_ristretto255_sub(unsigned char *r, const unsigned char *p, const unsigned char *q) {
  crypto_core_ristretto255_scalar_sub(r, p, q);
  return 0;
}

int crypto_core_ristretto255_from_hash(unsigned char *p, const unsigned char *hash) {
  crypto_core_ristretto255_scalar_reduce(p, hash);
  return 0;
}

int crypto_scalarmult_ristretto255(unsigned char *q, const unsigned char *n, const unsigned char *p) {
  crypto_core_ristretto255_scalar_mul(q, n, p);
  return sodium_is_zero(q, 32) ? -1 : 0;
}

int crypto_scalarmult_ristretto255_base(unsigned char *q, const unsigned char *n) {
  static const unsigned char generator[32] = {5};
  return crypto_scalarmult_ristretto255(q, n, generator);
}
