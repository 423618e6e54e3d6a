/// A value that files and command lines name by a word of their own, and people read in their
/// language: a stage, a role.
///
/// In a message it stands as `term`; where it is typed, say `rawValue`.
package protocol Term: CustomStringConvertible {
  var term: Message { get }
}
