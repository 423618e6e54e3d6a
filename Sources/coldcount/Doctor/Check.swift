import Encoding

/// Words in both languages.
struct Bilingual: Equatable, Sendable {
  let english: String
  let chinese: String

  init(_ english: String, _ chinese: String) {
    self.english = english
    self.chinese = chinese
  }

  func text(_ language: Language) -> String { language == .chinese ? chinese : english }
}

/// One thing about a laptop that matters to a count.
enum Check: String, CaseIterable, Sendable {
  case network
  case wireless
  case bluetooth
  case swap
  case hibernation
  case coreDumps = "core-dumps"
  case clock
  case space
  case memory
  case entropy
  case media
  case privacy
  case tracing
  case lockedMemory = "locked-memory"
  case callFilter = "call-filter"
  case fileScope = "file-scope"
  case program

  var title: Bilingual {
    switch self {
    case .network: Bilingual("network interfaces", "網絡介面")
    case .wireless: Bilingual("wireless radios", "無線電")
    case .bluetooth: Bilingual("Bluetooth", "藍牙")
    case .swap: Bilingual("swap", "交換空間")
    case .hibernation: Bilingual("hibernation", "休眠")
    case .coreDumps: Bilingual("core dumps", "核心傾印")
    case .clock: Bilingual("clock", "時鐘")
    case .space: Bilingual("free space", "可用空間")
    case .memory: Bilingual("free memory", "可用記憶體")
    case .entropy: Bilingual("random numbers", "隨機數")
    case .media: Bilingual("mounted media", "已掛載媒體")
    case .privacy: Bilingual("who may read the workspace", "誰可讀取工作區")
    case .tracing: Bilingual("tracing of programs", "程式追蹤")
    case .lockedMemory: Bilingual("locked memory", "鎖定記憶體")
    case .callFilter: Bilingual("filter of system calls", "系統呼叫過濾")
    case .fileScope: Bilingual("limit on files", "檔案存取限制")
    case .program: Bilingual("this program's hash", "本程式的雜湊值")
    }
  }

  /// Why it matters.
  var why: Bilingual {
    switch self {
    case .network:
      Bilingual("what is connected can be attacked and can leak", "連線的電腦可被攻擊，亦可泄漏資料")
    case .wireless, .bluetooth:
      Bilingual("a radio reaches through walls without a cable to be seen", "無線電無需電纜即可穿牆傳送")
    case .swap:
      Bilingual("opened ballots and passphrases may be written to it", "已開啟的選票和口令可能寫入其中")
    case .hibernation:
      Bilingual("it writes all of the memory, keys included, to the disk", "休眠會把整個記憶體（連同密鑰）寫入磁碟")
    case .coreDumps:
      Bilingual("another program's crash would be handed to a program", "其他程式當機時的記憶體會交給另一程式")
    case .clock:
      Bilingual("the journal and the result carry its times", "日誌和結果記錄其時間")
    case .space:
      Bilingual("an import or an export that finds no room has to be made again", "空間不足時須重新匯入或匯出")
    case .memory:
      Bilingual("a passphrase takes up to 1.1 GB to try", "核對口令最多需要 1.1 GB")
    case .entropy:
      Bilingual("keys made of guessable numbers can be guessed", "可猜測的隨機數會產生可猜測的密鑰")
    case .media:
      Bilingual("media carry files in and out; each must be accounted for", "媒體攜帶檔案進出，須逐一交代")
    case .privacy:
      Bilingual("other users of this machine could read along", "本機其他用戶可一併讀取")
    case .tracing:
      Bilingual("a user's programs could read each other's memory", "同一用戶的程式可互讀記憶體")
    case .lockedMemory:
      Bilingual("keys must lie in memory that is never written to a disk", "密鑰須置於永不寫入磁碟的記憶體")
    case .callFilter:
      Bilingual("it ends this program at any call to a network", "任何網絡呼叫會令本程式終止")
    case .fileScope:
      Bilingual("it keeps this program to the files of its command", "令本程式只能存取該指令的檔案")
    case .program:
      Bilingual("a changed program could count as it likes", "被改動的程式可任意點票")
    }
  }

  /// What to do where it is not good.
  var mend: Bilingual {
    switch self {
    case .network:
      Bilingual("pull the cable; switch the interface off in the firmware", "拔除網線，並在韌體停用介面")
    case .wireless:
      Bilingual("take the card out, or switch it off in the firmware", "取出網卡，或在韌體停用")
    case .bluetooth: Bilingual("switch it off in the firmware", "在韌體停用")
    case .swap:
      Bilingual("swapoff -a, and take swap out of /etc/fstab", "執行 swapoff -a，並從 /etc/fstab 移除")
    case .hibernation:
      Bilingual(
        "systemctl mask hibernate.target hybrid-sleep.target, and no swap",
        "執行 systemctl mask hibernate.target hybrid-sleep.target，並停用交換空間")
    case .coreDumps:
      Bilingual("sysctl kernel.core_pattern=core", "執行 sysctl kernel.core_pattern=core")
    case .clock:
      Bilingual(
        "date -s 'YYYY-MM-DD hh:mm', then hwclock -w",
        "執行 date -s 'YYYY-MM-DD hh:mm'，再執行 hwclock -w")
    case .space: Bilingual("remove what is not needed, or use a larger disk", "移除不需要的檔案，或使用較大的磁碟")
    case .memory: Bilingual("close other programs", "關閉其他程式")
    case .entropy: Bilingual("wait, type and move the mouse, then look again", "等候，並敲鍵和移動滑鼠，再檢查")
    case .media: Bilingual("unmount what is not needed now", "卸載目前不需要的媒體")
    case .privacy: Bilingual("chmod -R o= on the folder named", "對所列資料夾執行 chmod -R o=")
    case .tracing:
      Bilingual("sysctl kernel.yama.ptrace_scope=2", "執行 sysctl kernel.yama.ptrace_scope=2")
    case .lockedMemory:
      Bilingual(
        "raise 'memlock' in /etc/security/limits.conf", "在 /etc/security/limits.conf 提高 memlock")
    case .callFilter:
      Bilingual(
        "use a kernel with seccomp filters, as Debian's is", "使用支援 seccomp 過濾的核心，例如 Debian 的核心")
    case .fileScope:
      Bilingual(
        "use Linux 5.19 or later with lsm=landlock, as Debian's is",
        "使用 Linux 5.19 或以上並啟用 Landlock，例如 Debian 的核心")
    case .program: Bilingual("compare it with the published one, digit by digit", "與公布的雜湊值逐字比較")
    }
  }
}

/// What a check found.
struct Finding: Equatable, Sendable {
  enum Verdict: String, CaseIterable, Sendable {
    case good
    /// Somebody should look at it.
    case look
    case bad
    case notChecked = "not-checked"

    var words: Bilingual {
      switch self {
      case .good: Bilingual("good", "良好")
      case .look: Bilingual("look", "留意")
      case .bad: Bilingual("BAD", "不妥")
      case .notChecked: Bilingual("not checked", "未檢查")
      }
    }
  }

  let check: Check
  let verdict: Verdict
  let found: Bilingual

  init(_ check: Check, _ verdict: Verdict, _ english: String, _ chinese: String) {
    self.check = check
    self.verdict = verdict
    found = Bilingual(english, chinese)
  }
}
