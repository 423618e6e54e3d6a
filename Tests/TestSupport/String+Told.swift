extension String {
  /// A line of a table, `$.quorum.sign: missing`, as people are told it: without the sign of the whole
  /// document before its path.
  package var asTold: String {
    String(trimmingPrefix("$").trimmingPrefix(".").trimmingPrefix(": "))
  }
}
