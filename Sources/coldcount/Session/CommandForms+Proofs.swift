import Console
import Election
import Guide
import Record
import Words

/// The forms of what officers do one by one in an election with proofs: at the ceremony, at the count,
/// and on laptops of their own.
extension CommandForms {
  // MARK: The ceremony

  /// An officer's first visit.
  func deal(_ officer: String, in folder: String) -> OrderForm {
    order(
      "ceremony deal", say("First visit: deal"),
      say(
        "Draws this officer's part of the key and seals a piece of it to every officer. Nothing of it stays on the laptop."
      ),
      [folderField(folder)] + signer(.officer, among: [officer]), usesWorkspace: false)
  }

  /// An officer's second visit.
  func take(_ officer: String, in folder: String) -> OrderForm {
    order(
      "ceremony take", say("Second visit: take the share"),
      say(
        "Checks every deal, keeps the share under a new passphrase and signs election.json. Then the words are shown to this officer alone."
      ),
      [folderField(folder)] + signer(.officer, among: [officer]) + [
        OrderForm.Field(
          say("box key"), option: "--box", choices: kept(.boxKey), text: "", follows: "--as"),
        OrderForm.Field(
          say("show the words"), option: "--words", isNeeded: false, isFlag: true,
          choices: [OrderForm.Choice(say("yes")), OrderForm.Choice("", note: say("no"))]),
      ], usesWorkspace: false)
  }

  /// Begins a ceremony with a draft.
  func begin(_ draft: String?) -> OrderForm {
    order(
      "ceremony begin", say("Begin the ceremony"),
      say(
        "Puts the draft into a new folder under a number of its own. There the officers deal and take, on this laptop in turn or each on their own with the folder carried."
      ),
      [
        OrderForm.Field(
          say("draft"), choices: choices(contents.paths { $0 == .draft }), text: draft),
        OrderForm.Field(
          say("new folder"), option: "--to",
          choices: writable.map { OrderForm.Choice("\($0)/ceremony") }),
      ], usesWorkspace: false)
  }

  private func folderField(_ folder: String) -> OrderForm.Field {
    OrderForm.Field(say("folder"), text: folder)
  }

  // MARK: At the count

  func mix(stages: [Stage], _ missing: [String]) -> OrderForm {
    order(
      "mix", say("Mix, one by one"),
      say(
        "One officer reorders the sealed ballots, with a proof. It says nothing of any vote; once enough have mixed it is sealed."
      ),
      [stage(stages)] + signer(.officer, among: missing))
  }

  func open(_ missing: [String]) -> OrderForm {
    order(
      "open", say("Open, one by one"),
      say(
        "One officer opens with their share, once everything before it holds. The first says who opens too; the last gives the result."
      ),
      signer(.officer, among: missing) + [share(isNeeded: false), openers])
  }

  /// Writes what an officer's own laptop needs.
  func handOut(_ turn: Act.Turn, _ stages: [Stage]) -> OrderForm {
    order(
      turn.rawValue, say("Hand out to an officer's own laptop"),
      say(
        "Writes what is to be mixed or opened into a new folder. The officer carries it to a laptop of their own, with the journal's head on paper."
      ),
      (turn == .mix ? [stage(stages)] : []) + [
        OrderForm.Field(
          say("new folder"), option: "--to",
          choices: writable.map { OrderForm.Choice("\($0)/\(turn.rawValue)") })
      ])
  }

  /// Takes in what an officer did on a laptop of their own.
  func takeBack(
    _ turn: Act.Turn, _ stages: [Stage], among missing: [String], from path: String? = nil
  ) -> OrderForm {
    let found = contents.paths { $0 == .carried }
    return order(
      turn.rawValue, say("Take back what was done elsewhere"),
      say(
        "Checks what the officer mixed or opened on a laptop of their own, and takes it in or refuses it whole."
      ),
      (turn == .mix ? [stage(stages)] : []) + [
        OrderForm.Field(
          say("folder carried back"), option: "--take", choices: choices(found), text: path)
      ] + signer(.officer, among: missing))
  }

  private func stage(_ stages: [Stage]) -> OrderForm.Field {
    OrderForm.Field(
      say("stage"), option: "--stage", choices: stages.map { OrderForm.Choice($0.rawValue) })
  }

  /// A share, which an officer does not need to finish what was cut off after the last opening.
  private func share(isNeeded: Bool) -> OrderForm.Field {
    OrderForm.Field(
      say("share"), option: "--share", isNeeded: isNeeded, choices: kept(.share), text: "",
      follows: "--as")
  }

  /// What people keep of a kind, each with whose it is.
  private func kept(_ kind: MediaContents.Kind) -> [OrderForm.Choice] {
    contents.paths { $0 == kind }.map { OrderForm.Choice($0.path, belongsTo: $0.holder) }
  }

  private var openers: OrderForm.Field {
    OrderForm.Field(
      say("who opens too"), option: "--with", isNeeded: false, isRepeatable: true,
      choices: people(definition?.officers), text: "")
  }

  // MARK: On an officer's own laptop

  /// Mixes or opens in a folder that was carried here.
  func carried(_ turn: Act.Turn, _ folder: String, among missing: [String]) -> OrderForm {
    let head = OrderForm.Field(
      say("head on paper"), option: "--head",
      help: say(
        "all 64 digits of the journal's head, as the paper says, not as the screen does"),
      text: "")
    return order(
      turn.rawValue, turn == .mix ? say("Mix here") : say("Open here"),
      turn == .mix
        ? say("Reorders the sealed ballots, with a proof. It says nothing of any vote.")
        : say(
          "Checks everything from the sealed ballots to the last mix first. Only then it asks for the key and the share."
        ),
      [folderField(folder), head] + signer(.officer, among: missing)
        + (turn == .open ? [share(isNeeded: true), openers] : []), usesWorkspace: false)
  }
}
