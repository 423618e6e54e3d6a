import Encoding
import Audit
import Console
import Words

/// `coldcount compare`: a second opinion, from the same media counted on another laptop.
enum CompareCommand {
  static let action = CommandAction(
    command: Command(
      "compare", arguments: "A B", kind: .folder, count: 2...2,
      summary: "hold two result packages of one count against each other",
      discussion: """
        For the same media counted on a second laptop. Each package is first verified by itself. \
        Whatever went into the count and whatever came out of it must be equal; each difference is \
        named, down to the bundle, sheet, place and option. What two laptops may do differently \
        (journal, order, program, signatures) is told as such. Two packages for the public can be \
        compared as well. Status 0 where both hold and say the same, 1 where not.
        """,
      examples: ["coldcount compare result /media/second/result"]),
    run: { context in
      let comparison = try Comparer.compare(
        context.parsed.arguments[0], context.parsed.arguments[1], disk: context.disk)
      try context.answer(
        comparison.json, comparison.text(context.text))
      return comparison.isEqual ? 0 : 1
    })
}
