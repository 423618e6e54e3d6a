package import Election

/// What the reports of a result are made from: whoever has these makes the same reports.
package struct ReportSource: Sendable {
  /// The whole result, or the one for the public.
  package let result: any StatedResult
  /// The election as it was signed.
  package let definition: Definition
  /// The amendments that the result names, in order.
  package let amendments: [Amendment]
  /// The result that this one replaces; nil where it replaces none.
  package let replaced: ElectionResult?

  package init(
    _ result: any StatedResult, of definition: Definition, amendments: [Amendment],
    replaced: ElectionResult?
  ) {
    self.result = result
    self.definition = definition
    self.amendments = amendments
    self.replaced = replaced
  }
}

/// The reports of a package, as a program makes them.
package struct Reports: Sendable {
  /// One of them, by its name in the package.
  package typealias Report = (name: String, bytes: [UInt8])

  /// The program's version.
  package let version: String
  package let make: @Sendable (ReportSource) -> [Report]

  package init(version: String, make: @escaping @Sendable (ReportSource) -> [Report]) {
    self.version = version
    self.make = make
  }
}
