import Cryptography
import Foundation
import Testing

/// The parts of a night at the console, with what is seen of each.
struct CountingNight {
  let window: TerminalWindow
  let room: CountingRoom
  let night: ConsoleTerminalTests.Night

  private func say(_ english: String, _ chinese: String) -> String {
    night.say(english, chinese)
  }

  /// Waits until the screen shows a text and is the one that is kept.
  @discardableResult
  private func see(_ text: String, _ name: String) throws -> String {
    guard night.isKept else { return try window.wait(text) }
    return try KeptScreen.wait(
      window, showing: text, "\(night.language)-\(name)", room: room.path)
  }

  private var done: String { say("✓ Done.", "✓ 完成。") }
  private var run: String { "▸  " + say("Run this command", "執行此指令") }
  private var overview: String { say("M media", "M 儲存裝置") }

  /// Goes to a step and opens its command, the n-th where it has several.
  private func open(_ number: Int, _ command: Int? = nil) throws {
    try window.wait(overview)
    for _ in 0..<12 {
      let screen = try window.wait(overview)
      let line = screen.split(separator: "\n").first { $0.hasPrefix(" ▸") } ?? ""
      let found = line.dropFirst(4).split(separator: " ").first { Int($0) != nil }
      guard let found, let now = Int(found), now != number else { break }
      try window.press(now < number ? "Down" : "Up")
      try window.wait("▸")
      usleep(60_000)
    }
    try window.press("Enter")
    if let command { try window.type("\(command)") }
    try window.wait(say("Run this command", "執行此指令"))
  }

  /// Runs the command that stands ready, and goes back to the overview once it is done.
  private func runReady(_ name: String? = nil) throws {
    try window.wait(run)
    try window.press("Enter")
    if let name { try see(done, name) } else { try window.wait(done) }
    try window.press("Enter")
    try window.wait(overview)
  }

  /// Chooses another person: the next of those that are offered, so many times.
  private func another(_ times: Int = 1) throws {
    try window.press("Up", "Up")
    for _ in 0..<times { try window.press("Right") }
    try window.press("Down", "Down")
  }

  func begin() throws {
    // A signature that some program gave other line ends is copied again, and nobody has to meet.
    let signature = "\(room.path)/election.json.officer-a.minisig"
    let text = try String(contentsOfFile: signature, encoding: .utf8)
    try window.wait(say("2 of 2 needed", "已簽 2／2"))
    try Data(text.replacing("\n", with: "\r\n").utf8).write(to: URL(filePath: signature))
    try window.wait(say("1 of 2 needed", "已簽 1／2"))
    try window.press("Up", "Up")
    try window.wait("CR LF")
    try Data(text.utf8).write(to: URL(filePath: signature))
    try window.press("Down", "Down")
    try window.wait(say("2 of 2 needed", "已簽 2／2"))
    try see(say("A new count", "新的點票"), "01-new")
    try window.press("Enter")
    try window.type("1")
    try runReady()
    try see(overview, "02-overview")
    // The other language and back.
    try window.type("L")
    try window.wait(say("M 儲存裝置", "M media"))
    try window.type("L")
    try window.wait(overview)
  }

  func importBundles() throws {
    try open(2)
    // The stick is pulled out before the command is run.
    try FileManager.default.moveItem(atPath: room.stick, toPath: "\(room.path)/pocket")
    try window.press("Enter")
    try see(say("Not done", "未能完成"), "03-stick-gone")
    try window.press("Escape")
    try window.wait(overview)
    #expect(try window.wait(say("cannot list", "無法列出")).contains("\(room.stick)"))
    try FileManager.default.moveItem(atPath: "\(room.path)/pocket", toPath: room.stick)
    try window.wait(say("bundles 8", "票包 8"))
    try open(2)
    try see(run, "04-import")
    try window.press("Enter")
    try see(done, "05-imported")
    try window.press("Enter")
  }

  /// Somebody takes a key of another person, a public key, and a name that nobody has.
  func slip() throws {
    let key = try SigningKey(
      unencryptedFile: Array(
        Data(contentsOf: URL(filePath: "\(room.path)/keys/clerk-1.key"))
      ).span)
    try Data(key.publicKey.file()).write(to: URL(filePath: "\(room.path)/keys/clerk-1.pub"))
    func tells(_ text: String) throws {
      try window.press("Enter")
      try window.wait(run)
      try window.press("Enter")
      try window.wait(text)
      try window.press("Enter")
      try window.wait(say("Run this command", "執行此指令"))
    }
    try open(2)
    try window.press("Up")
    try window.type("\(room.path)/keys/clerk-2.key")
    try tells(say("this is the key of clerk-2, not of clerk-1", "這是 clerk-2 的密鑰，不是 clerk-1 的"))
    try window.press("Up")
    try window.type("\(room.path)/keys/clerk-1.pub")
    try tells(say("it is a public key (.pub)", "這是公鑰（.pub）"))
    try window.press("Up", "Up")
    try window.type("clrk-1")
    try window.press("Down")
    try window.type("\(room.path)/keys/clerk-1.key")
    try tells(say("there is nobody called 'clrk-1'", "此選舉沒有名為「clrk-1」的人員"))
    try window.press("Escape")
    try window.wait(overview)
  }

  func keyPaper() throws {
    try open(3, 1)
    try window.press("Enter")
    try window.wait(say("Sheet:", "點票表格："))
    // A batch that nothing tells of is a question.
    try window.type("s1 b1 cou\r")
    try see(say("Is this batch", "紙張上有這個批次嗎？"), "06-batch")
    try window.type("y")
    let numbers = night.council.split(separator: "\r").map(String.init)
    try window.type(numbers.prefix(3).map { $0 + "\r" }.joined() + numbers[3])
    try see(say("Running sums", "累計"), "06-form")
    try window.type("\r" + numbers.dropFirst(4).map { $0 + "\r" }.joined())
    // Enter that is held down enters nothing.
    try window.type("\r\r")
    try see(say("Is this right?", "對嗎？"), "06-right")
    try window.type("y")
    try window.wait(say("s1/b1/council: entered", "s1/b1/council：已輸入"))
    try window.press("Escape")
    // The second person makes a mistake: one vote given to another candidate.
    try open(3, 1)
    try another()
    try window.press("Enter")
    try window.wait(say("second entry", "第二人輸入"))
    var wrong = numbers
    wrong[3] = "\((Int(numbers[3]) ?? 0) - 1)"
    wrong[4] = "\((Int(numbers[4]) ?? 0) + 1)"
    try window.type("\r" + wrong.map { $0 + "\r" }.joined() + "y")
    try see(say("Entries that differ", "輸入不一致 ·"), "07-differ")
    try window.press("Enter", "Escape")
    // A third decides.
    try open(3, 1)
    try another(2)
    try window.press("Enter")
    try window.wait(say("you decide", "由你決定"))
    try window.type("\r" + numbers.map { $0 + "\r" }.joined() + "y")
    try window.wait(say("It counts.", "計入點算。"))
    try window.press("Escape")
  }

  /// One person's tables are taken in here; another keyed the sheets at a desk, the accounts in a hall.
  func takeTables() throws {
    try open(3, 2)
    try act(as: "clerk-1")
    try runReady()
    try room.bringDesk("clerk-2")
    try offered(say("desks' files 1", "輸入台檔案 1"), say("keyed at desks", "輸入台的資料"))
    try runReady()
    try room.takeAway("desks")
    try open(4, 2)
    try act(as: "clerk-1")
    try runReady()
    try room.bringHall("clerk-2")
    try offered(say("halls 1", "會場資料 1"), say("everything of a hall", "一個會場的全部資料"))
    try runReady()
    try room.takeAway("halls")
  }

  /// The officers sign an amendment, each with their own key, and it is taken in.
  func amend() throws {
    try room.bringAmendment()
    for officer in ["officer-a", "officer-b"] {
      try offered(say("amendments 1", "修訂 1"), say("sign the amendment", "簽署修訂"))
      try act(as: officer)
      try runReady()
    }
    try offered(say("amendments 1", "修訂 1"), say("take the amendment", "匯入修訂"))
    try runReady()
    try room.takeAway("notices")
  }

  /// Waits until the media show something, and opens what is offered for it.
  private func offered(_ shown: String, _ offer: String) throws {
    try window.wait(shown)
    try window.type("M")
    let line = try window.wait(offer).split(separator: "\n").first { $0.contains(offer) } ?? ""
    let number = try #require(line.split(separator: " ").lazy.compactMap { Int($0) }.first)
    try window.type("\(number)")
    try window.wait(say("Run this command", "執行此指令"))
  }

  /// Names who acts; their key follows.
  private func act(as person: String) throws {
    try window.press("Up", "Up")
    try window.type(person)
    try window.press("Down", "Down")
    try window.wait("--as \(person) ")
  }

  func reconcile() throws {
    try open(5)
    try runReady()
  }

  /// The count, with a wrong passphrase first, in a window that changes its size meanwhile.
  func count() throws {
    try open(6)
    try see(run, "08-count")
    try window.press("Enter")
    let question = say("Passphrase of officer-a's share", "officer-a 的份額的密碼")
    try see(question, "09-passphrase")
    try window.resize(columns: night.later.columns, rows: night.later.rows)
    try see(question, "10-resized")
    try window.type("wrong horse\r")
    // Whoever mistyped is asked again, and nothing else has to be done anew.
    let refused = try see(say("that is not it", "密碼不符"), "11-wrong")
    #expect(!refused.contains("wrong horse"))
    try window.type(CountingRoom.passphrase + "\r")
    let counted = try see(done, "12-counted")
    #expect(!counted.contains("Tsang") && !counted.contains("曾俊華"))
    try window.press("Enter")
    try see(overview, "13-sealed")
  }

  /// Runs the command that stands ready and types the passphrase that it asks for.
  private func answer() throws {
    try window.wait(run)
    try window.press("Enter")
    try window.wait("Ctrl-U")
    try window.type(CountingRoom.passphrase + "\r")
  }

  func release() throws {
    try open(7)
    try answer()
    guard night.hasTie else { return try seeResult() }
    try see(say("Level: lots", "須抽籤"), "14-level")
    try window.press("Enter")
    try window.wait(overview)
    try open(8)
    try window.type("7\r2\r9\rChan Tai Man\r\r")
    try see(run, "15-lots")
    try window.press("Enter")
    try window.wait(say("Drawn: ", "中籤："))
    try see(say("Only Y writes it down", "只有按 Y 才會寫下"), "15-read-back")
    try window.press("Enter")
    try window.type("y")
    try window.wait(done)
    try window.press("Enter")
    try window.wait(overview)
    try open(6)
    try answer()
    try window.wait(done)
    try window.press("Enter")
    try open(7)
    try answer()
    try seeResult()
  }

  private func seeResult() throws {
    try see(done, "16-result")
    try window.press("Enter")
  }

  func finish() throws {
    for step in [9, 10, 11] {
      // Two officers sign; one exports.
      for _ in 0..<(step == 10 ? 1 : 2) {
        try open(step)
        try runReady(step == 10 ? "17-exported" : nil)
      }
    }
    try open(12)
    try runReady("18-verified")
    try see(overview, "19-end")
    try window.type("J")
    try window.wait(done)
    try window.press("Enter")
    try window.wait(overview)
    try window.type("Q")
    try window.wait("status 0")
    #expect(try !window.isFullScreen())
    #expect(try window.hasCursor())
    #expect(try window.wait(" echo").contains(" -echo") == false)
  }
}
