import Election
import Encoding
import Paper
import Result
import Words

/// What disclosure standards ask of a public vote or poll, filled from the files; what they do not
/// say is named as a blank.
///
/// Items after the AAPOR Transparency Initiative's disclosure elements and WAPOR's code of ethics
/// (section on reporting), as far as they apply to a vote that anybody entitled may cast.
struct MethodStatement {
  struct Item {
    let key: String
    let title: Text
    let texts: [Text]
  }

  /// Items that no file answers; people may with `--fact`.
  static let facts: [(key: String, title: Text)] = [
    ("commissioner", Text(saying: "Who commissioned it")),
    ("funding", Text(saying: "Who paid for it")),
    ("conductor", Text(saying: "Who ran it")),
    ("contact", Text(saying: "Whom to ask")),
  ]

  let publication: Publication
  private var definition: Definition { publication.definition }
  private var marker: Marker { publication.marker }

  init(_ publication: Publication) { self.publication = publication }

  var items: [Item] {
    var items = Self.facts.map { key, title in
      Item(
        key: key, title: title,
        texts: [
          (key == "contact" ? publication.contact : publication.settings.facts[key])
            .map { Text($0) } ?? blank
        ])
    }
    items += [
      Item(key: "question", title: Text(saying: "What was asked"), texts: questions),
      Item(key: "population", title: Text(saying: "Population and area"), texts: population),
      Item(key: "dates", title: Text(saying: "When"), texts: [dates]),
      Item(key: "eligible", title: Text(saying: "Who could vote"), texts: eligible),
      Item(key: "channels", title: Text(saying: "How people voted"), texts: channels),
      Item(
        key: "ballots", title: Text(saying: "What became of the sealed ballots"),
        texts: ballots),
      Item(
        key: "decisions", title: Text(saying: "Decisions of the officers"),
        texts: decisions),
    ]
    if !paper.isEmpty {
      items.append(
        Item(key: "paper", title: Text(saying: "Paper that did not add up"), texts: paper))
    }
    items += [
      Item(key: "places", title: Text(saying: "Small places"), texts: [smallCells]),
      Item(key: "limits", title: Text(saying: "Known limits"), texts: limits),
      Item(key: "verify", title: Text(saying: "How to verify"), texts: [verify]),
    ]
    return items
  }

  /// What voters were asked, and the options as they saw them.
  private var questions: [Text] {
    let contests = publication.contests
    guard contests.count <= Self.mostQuestions else {
      return [
        Text(saying: "\(contests.count) contests: each with its options under its own title.")
      ]
    }
    return contests.map { contest in
      Text(saying: "\(contest.title): \(Text.series(contest.options.map(\.label)))")
    }
  }

  /// The areas that vote, with how many people may.
  private var population: [Text] {
    let contested = Set(publication.contests.map(\.contest.area))
    let areas = definition.areas.filter { contested.contains($0.id) }
    let names = areas.map { area in
      let name = Text(area.name)
      guard let electorate = area.electorate else { return name }
      return Text(saying: "\(name) (electorate \(electorate))")
    }
    return [Text.list(names, most: StillOutText.mostNames)]
  }

  /// The most contests whose options are listed.
  private static let mostQuestions = 24

  private var blank: Text {
    marker.words("[blank: the files do not say]", "[blank: not stated in the files]")
  }

  private var dates: Text {
    let polls = definition.polls
    return marker.words(
      "Voting was open from \(polls.opens) to \(polls.closes).",
      "Open for voting: \(polls.opens) to \(polls.closes).")
  }

  private var eligible: [Text] {
    var texts = [publication.settings.facts["eligible"].map { Text($0) } ?? blank]
    if publication.result.isEligibilityChecked {
      texts.append(
        marker.text {
          Wording(
            "Eligibility was checked against a roll.", "A roll was used to check who may vote.")
        })
    } else {
      texts.append(
        marker.text {
          Wording(
            "There was no roll: eligibility was not checked.",
            "Eligibility was not checked, since there was no roll.")
        })
    }
    return texts
  }

  private var channels: [Text] {
    definition.channels.map { channel in
      let name = Text(channel.name)
      let kind =
        channel.kind == .paper
        ? Text(saying: "on paper") : Text(saying: "electronically")
      return Text(saying: "\(name) (\(kind))")
    }
      + [
        marker.text {
          Wording(
            "Of votes in several channels the one listed first prevails.",
            "Where somebody voted in several channels, the first in this list prevails.")
        },
        definition.policy.withinChannel == .first
          ? marker.text {
            Wording(
              "Within a channel the first vote counts.",
              "Of several in one channel the first counts.")
          }
          : marker.text {
            Wording(
              "Within a channel the last vote counts.", "Of several in one channel the last counts."
            )
          },
      ]
  }

  private var ballots: [Text] {
    let sealed = publication.result.sealed
    var texts: [Text] = []
    if let read = sealed.number(.read), let unreadable = sealed.number(.unreadable),
      let struck = sealed.struckTotal, let excluded = sealed.number(.excluded)
    {
      texts.append(
        marker.text {
          Wording(
            "Of \(NumberStyle.text(sealed.entries)) sealed ballots \(NumberStyle.text(read)) were counted, \(NumberStyle.text(struck)) struck, \(NumberStyle.text(unreadable)) unreadable and \(NumberStyle.text(excluded)) excluded.",
            "Sealed ballots: \(NumberStyle.text(sealed.entries)); counted \(NumberStyle.text(read)), struck \(NumberStyle.text(struck)), unreadable \(NumberStyle.text(unreadable)), excluded \(NumberStyle.text(excluded))."
          )
        })
      texts += fates(sealed.parts.filter { $0.fates.allSatisfy(\.isStruck) })
    } else {
      texts.append(
        marker.text {
          Wording(
            "There were \(NumberStyle.text(sealed.entries)) sealed ballots.",
            "Sealed ballots: \(NumberStyle.text(sealed.entries)).")
        })
      texts += fates(sealed.parts.filter { $0.count > 0 })
    }
    guard !sealed.together.isEmpty else { return texts }
    let least = publication.result.smallCell
    return texts + [
      marker.text {
        Wording(
          "Where several of these are together, fewer than \(NumberStyle.text(least)) ballots would otherwise be told by themselves.",
          "What is together here would otherwise tell of fewer than \(NumberStyle.text(least)) ballots."
        )
      }
    ]
  }

  /// A line for each number of struck and other ballots.
  private func fates(_ parts: [FateCount]) -> [Text] {
    parts.sorted { $0.name < $1.name }.map { part in
      let words = Text.list(part.fates.map(Self.words))
      return marker.text {
        let number = NumberStyle.text(part.count)
        return part.fates.allSatisfy(\.isStruck)
          ? Wording("struck, \(words): \(number)", "\(number) struck: \(words)")
          : Wording("\(words): \(number)", "\(number): \(words)")
      }
    }
  }

  private static func words(_ fate: SealedFate) -> Text {
    switch fate {
    case .read: Text(saying: "counted")
    case .excluded: Text(saying: "excluded")
    case .unreadable: Text(saying: "unreadable")
    case .struck(let reason): Text(saying: reason.term)
    }
  }

  private var decisions: [Text] {
    guard !publication.amendments.isEmpty else {
      return [
        marker.words("No amendments.", "There were no amendments.")
      ]
    }
    return publication.amendments.map { amendment in
      let changes = amendment.changes.map(\.words).joined(separator: "; ")
      return Text(
        saying:
          "No. \(amendment.number): \(SafeText.escaped(changes)) (reason: \(SafeText.escaped(amendment.reason)))"
      )
    }
  }

  /// What officers accepted and mended of the paper: in all, not station by station.
  private var paper: [Text] {
    var texts: [Text] = []
    let explained = publication.explained
    if !explained.isEmpty {
      let stations = Set(explained.map(\.account.station)).count
      let issued = explained.reduce(0) { $0 + abs($1.difference.unaccounted) }
      let boxes = explained.reduce(0) { $0 + abs($1.difference.uncounted) }
      texts.append(
        marker.text {
          Wording(
            "Stations whose papers do not add up, each explained by an officer: \(NumberStyle.text(stations)). Papers not accounted for: \(NumberStyle.text(issued)); papers by which boxes and batches differ: \(NumberStyle.text(boxes)). What is in the batches was counted.",
            "What is in the batches was counted. Stations whose papers do not add up, each explained by an officer: \(NumberStyle.text(stations)); papers by which boxes and batches differ: \(NumberStyle.text(boxes)); papers not accounted for: \(NumberStyle.text(issued))."
          )
        })
    }
    let corrections = publication.corrections
    if !corrections.isEmpty {
      let void = corrections.count { $0.correction.kind == .void }
      texts.append(
        marker.text {
          Wording(
            "Batches and accounts that officers had keyed again: \(NumberStyle.text(corrections.count - void)); taken out: \(NumberStyle.text(void)).",
            "Taken out by officers: \(NumberStyle.text(void)) batches and accounts; keyed again: \(NumberStyle.text(corrections.count - void))."
          )
        })
    }
    return texts
  }

  private var smallCells: Text {
    let least = definition.policy.smallCell
    return marker.text {
      Wording(
        "Places and channels with fewer than \(NumberStyle.text(least)) ballots, or where all voted alike, are shown together with a neighbour.",
        "Shown together with a neighbour: places and channels with fewer than \(NumberStyle.text(least)) ballots, or where all voted alike."
      )
    }
  }

  private var limits: [Text] {
    var texts = [
      marker.text {
        Wording(
          "This is a count of those who voted, not a sample: it says nothing of those who did not.",
          "Those who voted were counted; no sample was drawn, and nothing follows for others.")
      },
      marker.text {
        Wording(
          "How a ballot was made on a voter's device is beyond what the count can prove.",
          "The count cannot prove how a voter's device made the ballot.")
      },
    ]
    if let limits = publication.settings.facts["limits"] { texts.append(Text(limits)) }
    if publication.isProvisional {
      texts += publication.stillOut.lines.map { Text(saying: "Still out: \($0)") }
    }
    return texts
  }

  private var verify: Text {
    marker.text {
      Wording(
        "Anyone can check the package with coldcount verify, or with minisign and b2sum; result.json has the hash \(publication.resultHash).",
        "The hash of result.json is \(publication.resultHash); coldcount verify, or minisign and b2sum, check the package."
      )
    }
  }

  private static let title = Text(saying: "Method statement")

  func html(_ page: Page) -> String {
    var html = "<section>\n" + page.heading(2, Self.title) + "<dl>\n"
    for item in items {
      html += "<dt>\(page.span(item.title))</dt><dd>"
      html += item.texts.count == 1 ? page.paragraph(item.texts[0]) : page.list(item.texts)
      html += "</dd>\n"
    }
    return html + "</dl>\n</section>\n"
  }

  /// `method.md`.
  var markdown: String {
    var text = ""
    for language in publication.settings.languages {
      text += "# \(publication.title[language])\n\n"
      if publication.isProvisional { text += "**\(Publication.provisional[language])**\n\n" }
      text += "## \(Self.title[language])\n\n"
      for item in items {
        text += "**\(item.title[language])**\n\n"
        for line in item.texts { text += "- \(Markup.markdown(line[language]))\n" }
        text += "\n"
      }
    }
    if publication.isProvisional {
      text += "**\(Publication.watermark)**\n"
    }
    return text
  }
}
