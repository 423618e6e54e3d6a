extension Manifest {
  /// A manifest that its collector signed and may send in this election.
  ///
  /// - Throws: a refusal from `manifest` to `collector-revoked`.
  package init(
    file: [UInt8], signature: [UInt8], in folder: String, context: BundleContext
  ) throws(BundleError) {
    self = try ManifestCheck(folder: folder, context: context)
      .manifest(file, signature: signature)
  }
}
