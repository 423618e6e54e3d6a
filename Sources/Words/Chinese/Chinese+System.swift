/// What the C library says of errors, which is put in where the program runs; and what is said where
/// the program ends itself.
extension Chinese {
  static let system = #"""
    "No such file or directory" = "沒有該檔案或資料夾"
    "Permission denied" = "沒有權限"
    "No space left on device" = "裝置沒有剩餘空間"
    "Read-only file system" = "檔案系統只可讀取"
    "Input/output error" = "輸入輸出錯誤"
    "Is a directory" = "是資料夾"
    "Not a directory" = "不是資料夾"
    "File exists" = "檔案已存在"
    "Directory not empty" = "資料夾不是空的"
    "Too many levels of symbolic links" = "符號連結層數過多"
    "No such device or address" = "沒有該裝置或位址"
    "Cannot allocate memory" = "無法取得記憶體"
    "Too many open files" = "開啟的檔案太多"
    "Disk quota exceeded" = "超出磁碟配額"
    "Broken pipe" = "接收端已關閉"
    "File name too long" = "檔名太長"
    "File too large" = "檔案太大"
    "Device or resource busy" = "裝置使用中"
    "Operation not permitted" = "不容許的操作"
    "Invalid argument" = "參數無效"
    "a fault in the program ended it; everything that it reported as done is kept; do the same again, \#
    and please report this line" \#
    = "程式因本身的錯誤而結束；所有已報告完成的都已保存；請再做一次，並回報這一行"
    """#
}
