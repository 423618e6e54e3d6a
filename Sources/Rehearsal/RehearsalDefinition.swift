package import Encoding
import Words

/// The definition of a rehearsal: that of the election, with the same keys that ballots and
/// identities are sealed to, and other keys to sign with.
///
/// A control bundle signed with a collector's own key would be a bundle of the election. So
/// collectors and people sign with keys that are thrown away, which gives the definition another
/// hash: nothing of the rehearsal can be imported into the count.
package enum RehearsalDefinition {
  /// `key` gives the public key of a collector or person for the rehearsal.
  package static func make(
    of definition: JSON, key: (String) -> String?
  ) -> JSON {
    guard var members = definition.object else { return definition }
    for list in ["collectors", "people"] {
      guard let items = members[list]?.array else { continue }
      members[list] = .array(
        items.map { item in
          guard var item = item.object, let id = item["id"]?.string, let key = key("\(list)/\(id)")
          else { return item }
          item["publicKey"] = .string(key)
          return .object(item)
        })
    }
    if var title = members["title"]?.object {
      for (language, text) in title {
        guard let text = text.string else { continue }
        let mark = (Language(rawValue: language) ?? .english).text("REHEARSAL – ")
        title[language] = .string(mark + text)
      }
      members["title"] = .object(title)
    }
    // The control papers come in batches of their own.
    members["stations"] = .array(
      (members["stations"]?.array ?? []).map { station in
        guard var members = station.object else { return station }
        members["batches"] = nil
        return .object(members)
      })
    // Nothing of it is a result that could be known too early.
    if var policy = members["policy"]?.object {
      policy["embargo"] = .null
      members["policy"] = .object(policy)
    }
    return .object(members)
  }
}
