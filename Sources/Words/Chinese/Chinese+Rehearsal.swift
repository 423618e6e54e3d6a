/// What Rehearsal says.
extension Chinese {
  static let rehearsal = #"""
    "expected {0}, found {1}" = "應為 {0}，得出 {1}"
    "unresolved" = "未能剔除"
    "expected {0}, found nothing" = "應為 {0}，沒有得出"
    "net" = "支持率淨值"
    "ballots" = "選票"
    "accounts" = "票站選票結算表"
    "REHEARSAL – " = "演練 – "
    """#
}
