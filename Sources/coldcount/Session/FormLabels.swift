import Words

/// What a form calls the arguments and options of a command: on the command line, which stands below,
/// they have the names that programs take.
enum FormLabels {
  /// What an argument is called, by its name in the usage; nil for one that has no label.
  static func argument(_ name: String) -> Message? {
    switch name {
    case "A": "one package"
    case "B": "the other package"
    case "ACCOUNTS.csv", "BALLOTS.csv", "SHEETS": "table"
    case "BATCH": "batch"
    case "CODE": "tracking code"
    case "CONTEST": "contest"
    case "DESK", "DIR", "STICK": "folder"
    case "DRAFT": "draft"
    case "FILE": "file"
    case "KIND", "WHAT": "what kind"
    case "NAME": "whose"
    case "PACKAGE": "package"
    case "PATH": "from"
    case "STATION": "station"
    case "WORKSPACE": "workspace"
    default: nil
    }
  }

  /// What an option is called; nil for one that has no label.
  static func option(_ name: String) -> Message? { person(name) ?? file(name) ?? choice(name) }

  private static func person(_ name: String) -> Message? {
    switch name {
    case "--as": "who acts"
    case "--dealer", "--officer": "officer"
    case "--drawer": "who conducts the lots"
    case "--for": "recipient"
    case "--key": "signing key"
    case "--with": "who opens too"
    case "--witness": "witness"
    default: nil
    }
  }

  private static func file(_ name: String) -> Message? {
    switch name {
    case "--against": "earlier package"
    case "--box": "box key"
    case "--bundles": "bundles"
    case "--compare": "compare with"
    case "--election": "definition"
    case "--keys": "folder of keys"
    case "--media": "folder of a medium"
    case "--new-key": "new vault key"
    case "--officer-key": "officer's signing key"
    case "--package": "package"
    case "--passphrase-file": "file with a passphrase"
    case "--pepper": "file with the pepper"
    case "--previous": "bundle before"
    case "--samples": "folder of samples"
    case "--share": "share"
    case "--survey": "opinion poll"
    case "--take": "folder carried back"
    case "--to": "where to"
    case "--vault": "vault"
    case "--vault-key": "vault key"
    default: nil
    }
  }

  private static func choice(_ name: String) -> Message? {
    switch name {
    case "--accept-difference": "publish all the same"
    case "--account": "station's account"
    case "--anew": "begin anew"
    case "--binary": "hash of the program"
    case "--blind": "seal the result again"
    case "--change": "change"
    case "--decimals": "decimals"
    case "--declaration": "declaration for"
    case "--definition": "hash of the definition"
    case "--draw": "number drawn"
    case "--exact": "exact numbers"
    case "--fact": "fact to state"
    case "--final": "last bundle"
    case "--form": "form to sign"
    case "--groups": "number of groups"
    case "--head": "head of the journal"
    case "--inputs": "everything of this hall"
    case "--json": "as JSON"
    case "--kind": "what kind"
    case "--languages": "languages"
    case "--match": "same option"
    case "--no-color": "without colour"
    case "--no-passphrase": "without a passphrase"
    case "--not-a-total": "it is no total"
    case "--proofs": "with proofs"
    case "--public": "for everyone"
    case "--quiet": "say less"
    case "--reason": "reason"
    case "--rehearsal": "of a rehearsal"
    case "--sequence": "number of the bundle"
    case "--sign": "sign it"
    case "--smallest": "smallest group"
    case "--stage": "stage"
    case "--style": "style"
    case "--threads": "cores to use"
    case "--tracking": "hash of the tracking list"
    case "--words": "print the words"
    default: nil
    }
  }
}
