import Glibc

/// A thread of the program's own, with a second stack on which a fault can be told where the first
/// one is used up.
struct Thread {
  /// Enough for the deepest file that a reader takes; the first thread has the system's, which is
  /// more.
  private static let stackByteCount = 1 << 20
  /// Beyond the stack, wider than any function's part of it, so that none steps over it.
  private static let guardByteCount = 1 << 16

  private let identity: pthread_t

  /// Starts it; nil where the system has no room for another one.
  init?(_ body: @escaping @Sendable () -> Void) {
    var attributes = pthread_attr_t()
    unsafe pthread_attr_init(&attributes)
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setstacksize(&attributes, Self.stackByteCount)
    unsafe pthread_attr_setguardsize(&attributes, Self.guardByteCount)
    var identity = pthread_t()
    let start = unsafe Unmanaged.passRetained(Start(body))
    let status = unsafe pthread_create(
      &identity, &attributes, { unsafe Start.run($0) }, start.toOpaque())
    guard status == 0 else {
      unsafe start.release()
      return nil
    }
    self.identity = identity
  }

  /// Waits until it has ended; once.
  func join() { pthread_join(identity, nil) }

  /// What a thread begins with.
  private final class Start: Sendable {
    private let body: @Sendable () -> Void

    init(_ body: @escaping @Sendable () -> Void) { self.body = body }

    static func run(_ start: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
      guard let start = unsafe start else { return nil }
      let stack = SignalStack()
      unsafe Unmanaged<Start>.fromOpaque(start).takeRetainedValue().body()
      stack.remove()
      return nil
    }
  }
}

/// A thread's second stack, on which a signal's handler runs where the thread's own is used up.
@safe package struct SignalStack {
  private static let byteCount = 65_536

  private let start: UnsafeMutableRawPointer?

  /// Gives one to the thread that runs this; it stays until it is removed.
  package init() {
    unsafe start = malloc(Self.byteCount)
    var stack = unsafe stack_t()
    unsafe stack.ss_sp = start
    unsafe stack.ss_size = Self.byteCount
    unsafe sigaltstack(&stack, nil)
  }

  /// Takes it from the thread, which is the one that it was given to.
  func remove() {
    var none = unsafe stack_t()
    unsafe none.ss_flags = Int32(SS_DISABLE)
    unsafe sigaltstack(&none, nil)
    unsafe free(start)
  }
}
