import Disclosure
import Encoding
import Words

/// What goes out to one recipient: how many marks each file carries, and how many would name them.
struct MarkedCopyText {
  let files: DisclosureFiles
  let leftOut: [String]
  private let recipients: Int
  private let needed: Int

  /// The copy of `all` files for one of so many recipients.
  init(_ all: DisclosureFiles, _ publication: Publication, _ recipients: Int) {
    self.recipients = recipients
    needed = Trace.fewestMarks(recipients: recipients)
    (files, leftOut) = all.marked(publication, needed: needed)
  }

  var json: JSON {
    [
      "recipients": .integer(recipients), "needed": .integer(needed),
      "marks": .array(
        files.marks.map { marks in
          let counts = Trace.Carrier.allCases.map {
            ($0.rawValue, JSON.integer(marks.count($0)))
          }
          return .object(
            Dictionary([("file", .string(marks.file))] + counts, uniquingKeysWith: { $1 }))
        }),
      "leftOut": .array(leftOut.map { .string($0) }),
    ]
  }

  func words(_ language: Language) -> String {
    let say = { (line: Message) in SafeText.escaped(language.text(line)) + "\n" }
    var text = ""
    for marks in files.marks {
      let (wording, order, picture) = (
        marks.count(.wording), marks.count(.order), marks.count(.picture)
      )
      text += say(
        "\(marks.file): marks in its wordings \(wording), in the order of its rows \(order), in its "
          + "charts \(picture)")
      if marks.all < needed {
        text += say("\(marks.file) has too few marks to tell whose copy it is")
      }
    }
    text += say(
      "\(needed) marks that all agree name one of \(Plural.of(recipients, "recipient"))")
    return leftOut.isEmpty
      ? text
      : text
        + say("left out, with too few marks to be traced: \(leftOut.joined(separator: ", "))")
  }
}
