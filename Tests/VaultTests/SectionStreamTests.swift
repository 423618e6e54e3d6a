import Cryptography
import Testing

@testable import Vault

@Suite("Chunks opened ahead")
struct SectionStreamTests {
  @Test("lock two MiB at most, or two chunks of each of very many sections", arguments: 1...200)
  func locked(sections: Int) {
    let (batches, depth) = SectionStream.layout(sections: sections)
    // One is read while another is opened.
    #expect(batches >= 2)
    #expect(depth >= 1)
    let chunks = batches * depth
    #expect(chunks == 2 || chunks * sections * IdentityOpener.chunkByteCount <= 2 << 20)
  }
}
