/// What Confinement says.
extension Chinese {
  static let confinement = #"""
    "leave no core dump" = "停止記憶體轉儲"
    "keep other processes from its memory" = "防止其他程序讀取其記憶體"
    "gain no rights" = "放棄取得權限"
    "deny itself the network" = "與網絡隔絕"
    "the program cannot {0} on this system: {1}" = "程式在此系統上無法{0}：{1}"
    "use a Linux kernel with seccomp filters, as Debian's is" \#
    = "請使用有 seccomp 過濾器的 Linux 核心，例如 Debian 的核心"
    "limit which files this program may open, by" = "限制本程式可開啟的檔案，經由"
    """#
}
