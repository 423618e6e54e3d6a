import Encoding
import Cryptography

/// A secret of bytes that are none.
func secret(_ bytes: [UInt8]) throws -> SecretBytes { try SecretBytes(copying: bytes.span) }

/// A secret of text that is none.
func secret(_ text: String) throws -> SecretBytes { try secret(Array(text.utf8)) }

/// The bytes of a secret that is none.
func bytes(_ secret: borrowing SecretBytes) -> [UInt8] {
  secret.withBytes { span in span.indices.map { span[$0] } }
}

/// The text of a secret that is none.
func text(_ secret: borrowing SecretBytes) -> String {
  String(decoding: bytes(secret), as: UTF8.self)
}

/// The error that `body` throws; nil where it throws none.
func failure(_ body: () throws(CryptographyError) -> Void) -> CryptographyError? {
  do throws(CryptographyError) {
    try body()
    return nil
  } catch {
    return error
  }
}
