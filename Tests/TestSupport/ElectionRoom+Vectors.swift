extension ElectionRoom {
  /// A count of the vectors' election, not begun.
  ///
  /// Two of its three officers are there, those named.
  package convenience init(
    vectors run: @escaping Program, officers: [String] = ["officer-a", "officer-b"]
  ) throws {
    let keys = "\(VectorElection.path)/keys"
    self.init(
      try Self.folder(), definition: VectorElection.definition,
      people: People(
        keys: keys, officers: officers, clerks: ["clerk-1", "clerk-2"], keeper: "keeper",
        vaultKey: ["--vault-key", "\(keys)/vault.secret"],
        share: { "\(keys)/shares/\($0).txt" }),
      run: run)
  }

  /// Imports all bundles of the vectors and reconciles.
  package func fill() throws {
    try take("\(VectorElection.path)/media")
    try reconcile()
  }
}
