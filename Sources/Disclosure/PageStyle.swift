import Words

/// The look of the pages: on a telephone, on a desk, and on A4.
enum PageStyle {
  static let css = """
    :root{color-scheme:light}
    *{box-sizing:border-box}
    body{margin:0;background:#fff;color:#111;font:16px/1.55 "Noto Sans TC","Noto Sans CJK TC","PingFang TC",\
    "Microsoft JhengHei",system-ui,sans-serif;overflow-wrap:anywhere}
    main,header,footer{max-width:60rem;margin:0 auto;padding:0 1rem}
    h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .3rem}
    h2{font-size:1.3rem;line-height:1.3;margin:2.2rem 0 .4rem;padding-top:.6rem;border-top:2px solid #1f3a5f}
    h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
    h1 span,h2 span,h3 span{display:block}
    .switch{display:flex;flex-wrap:wrap;gap:.4rem 1rem;max-width:60rem;margin:0 auto;padding:.6rem 1rem;font-size:.9rem}
    .lead{font-size:1.15rem;font-weight:600}
    .pair{display:grid;grid-template-columns:1fr;gap:0 1.6rem}
    .pair p{margin:.35rem 0}
    .pair ul{margin:.35rem 0;padding-left:1.3rem}
    table{border-collapse:collapse;width:100%;margin:.6rem 0 1rem;font-size:.92rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.2rem 0}
    caption span,th span{display:block}
    th,td{border-bottom:1px solid #bbb;padding:.3rem .35rem;text-align:right;vertical-align:top;\
    overflow-wrap:break-word;hyphens:auto}
    td{white-space:nowrap}
    .wide{overflow-x:auto}
    tbody th,thead th:first-child{text-align:left;font-weight:500}
    thead th{border-bottom:2px solid #111;font-size:.85rem;line-height:1.25}
    td small{display:block;color:#444}
    .chips{white-space:normal;text-align:left;min-width:9rem}
    .chip{display:inline-block;margin:0 .9rem .1rem 0;color:#444;font-size:.92em}
    .chip b{color:#111}
    figure{margin:1rem 0;break-inside:avoid}
    figure svg{width:100%;max-width:34rem;height:auto;display:block}
    figcaption{font-weight:600;font-size:.95rem;margin-bottom:.3rem}
    figcaption span{display:block}
    .banner{border:3px solid #b00020;color:#7a0016;padding:.5rem .8rem;margin:.8rem 0;font-weight:600}
    .banner ul{font-weight:400}
    .note{font-size:.88rem;color:#333}
    dl{margin:.4rem 0}dt{font-weight:600;margin-top:.7rem}dt span{display:inline}dd{margin:0 0 0 .2rem}
    .hash{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85rem}
    .water{display:none}
    .provisional .water{display:block;position:fixed;inset:0;z-index:2;pointer-events:none;overflow:hidden}
    .provisional .water b{position:absolute;left:50%;top:50%;transform:translate(-50%,-50%) rotate(-28deg);\
    font-size:min(13vw,7rem);color:#b00020;opacity:.11;white-space:nowrap}
    .sign td{height:3.2rem;width:40%}
    \(shown)
    input.lang{position:absolute;opacity:0}
    .switch label{border-bottom:2px solid transparent;cursor:pointer}
    input.lang:focus-visible~.switch{outline:2px solid #1f3a5f}
    \(chosen){border-color:#1f3a5f;font-weight:600}
    @media(min-width:48rem){.pair{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}}
    @media(max-width:30rem){body{font-size:15px}table{font-size:.8rem}th,td{padding:.25rem .2rem}}
    @page{size:A4;margin:16mm 14mm 18mm}
    @media print{
    body{font-size:10.5pt}.switch,input.lang{display:none}main,header,footer{max-width:none;padding:0}
    h1,h2,h3,caption,figcaption{break-after:avoid}tr,.banner,dt{break-inside:avoid}thead{display:table-header-group}
    .pair{grid-template-columns:1fr 1fr}.pair>:only-child{grid-column:1/-1}
    figure svg{max-width:120mm}
    }
    """

  private static let classNames = Language.allCases.reversed().map(Page.className)

  /// Where one language is chosen, the others are not shown.
  private static var shown: String {
    classNames.map { one in
      let others = classNames.filter { $0 != one }.flatMap { other in
        ["main", "header", "footer"].map { "#show-\(one):checked~\($0) .\(other)" }
      }
      return "\(others.joined(separator: ",")){display:none}"
    }.joined(separator: "\n")
  }

  /// The label of the choice that is made.
  private static var chosen: String {
    (["both"] + classNames).map { "#show-\($0):checked~.switch label[for=show-\($0)]" }
      .joined(separator: ",")
  }

  /// Everything before the body of a page: it needs no network and no script.
  static func head(title: String, language: Language) -> String {
    """
    <!DOCTYPE html>
    <html lang="\(language.rawValue)">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>\(Markup.escaped(title))</title>
    <style>
    \(css)
    </style>
    </head>

    """
  }
}
