// The system's libsodium. Only the module Cryptography imports this.
#include <sodium.h>
