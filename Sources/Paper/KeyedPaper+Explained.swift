package import Election
package import Words

extension KeyedPaper {
  /// The differences that officers explained, in words: they are there all the same.
  package func explanations(_ papers: Definition.Papers) -> [Message] {
    let counted = Sheet.papersByAccount(sheets.agreed, papers)
    return accounts.agreed.compactMap { account in
      let difference = account.difference(papers: counted[account.key] ?? 0)
      guard let explained = explained[account.key],
        explained.explanation.difference == difference
      else { return nil }
      let reason = SafeText.escaped(explained.explanation.reason)
      return "explained by \(explained.officer): station \(account.key), "
        + "\(String(difference.unaccounted)) not accounted for, "
        + "\(String(difference.uncounted)) not in batches: \(reason)"
    }
  }
}
