import Cryptography
import Encoding
import Words

/// The look of the pages: on a telephone, on a desk, by night, and on A4.
enum PageStyle {
  /// Colours by day and by night; every bar is at least three times as dark, or as light, as what
  /// lies behind it (WCAG 2.1, 1.4.11).
  private static let colours = """
    :root{color-scheme:light;--paper:#fff;--ink:#111;--soft:#444;--line:#bbb;--accent:#1f3a5f;--bar:#1f3a5f;\
    --bar2:#6f8fb8;--alarm:#7a0016;--shade:#0003}
    @media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;--paper:#14161a;--ink:#eceef1;\
    --soft:#bcc2ca;--line:#4d535c;--accent:#a9c4e8;--bar:#a9c4e8;--bar2:#5f83b1;--alarm:#ffa3ad;--shade:#fff5}}
    """

  private static let text = """
    *{box-sizing:border-box}
    html{scroll-padding-top:1rem}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.55 "Noto Sans TC","Noto Sans CJK TC",\
    "PingFang TC","Microsoft JhengHei",system-ui,sans-serif;overflow-wrap:break-word}
    main,header,footer,.switch{max-width:66rem;margin:0 auto;padding:0 1rem}
    h1{font-size:1.6rem;line-height:1.25;margin:1.2rem 0 .3rem}
    h2{font-size:1.3rem;line-height:1.3;margin:2.2rem 0 .4rem;padding-top:.6rem;border-top:2px solid var(--accent)}
    h3{font-size:1.05rem;margin:1.4rem 0 .3rem}
    h1 span,h2 span,h3 span{display:block}
    a{color:var(--accent)}
    .switch{display:flex;flex-wrap:wrap;gap:.4rem 1rem;padding:.6rem 1rem;font-size:.9rem}
    .lead{font-size:1.15rem;font-weight:600}
    .pair{display:grid;grid-template-columns:1fr;gap:0 1.6rem}
    .pair p{margin:.35rem 0}.pair p,.pair li{overflow-wrap:anywhere}
    .pair ul{margin:.35rem 0;padding-left:1.3rem}
    .banner{border:3px solid var(--alarm);color:var(--alarm);padding:.5rem .8rem;margin:.8rem 0;font-weight:600}
    .banner ul{font-weight:400}
    .note{font-size:.88rem;color:var(--soft)}
    dl{margin:.4rem 0}dt{font-weight:600;margin-top:.7rem}dt span{display:inline}dd{margin:0 0 0 .2rem}
    .hash{font-family:ui-monospace,"DejaVu Sans Mono",monospace;font-size:.85rem;overflow-wrap:anywhere}
    .water{display:none}
    .provisional .water{display:block;position:fixed;inset:0;z-index:2;pointer-events:none;overflow:hidden}
    .provisional .water b{position:absolute;left:50%;top:50%;transform:translate(-50%,-50%) rotate(-28deg);\
    font-size:min(13vw,7rem);color:#b00020;opacity:.11;white-space:nowrap}
    """

  private static let tables = """
    .wide{overflow-x:auto;margin:.6rem 0 1rem;background:linear-gradient(var(--paper),var(--paper)) right/2rem 100% \
    no-repeat local,linear-gradient(to left,var(--shade),transparent) right/1rem 100% no-repeat scroll}
    .wide:focus-visible{outline:2px solid var(--accent)}
    table{border-collapse:collapse;width:100%;font-size:.92rem;font-variant-numeric:tabular-nums}
    caption{text-align:left;font-weight:600;padding:.2rem 0}
    caption span,thead th span,thead button span,tbody th>span{display:block}
    th,td{border-bottom:1px solid var(--line);padding:.3rem .4rem;text-align:right;vertical-align:top}
    td{white-space:nowrap}
    tbody th,thead th:first-child{text-align:left;font-weight:500;min-width:8rem;max-width:20rem;position:sticky;\
    left:0;background:var(--paper)}
    thead th{border-bottom:2px solid var(--ink);font-size:.85rem;line-height:1.25;min-width:3.4rem;vertical-align:bottom}
    thead button{font:inherit;color:inherit;background:none;border:0;padding:0;text-align:inherit;cursor:pointer}
    thead button::after{content:" \\2195";color:var(--soft)}
    .named td:nth-child(2),.named th:nth-child(2),.rounds td:last-child,.rounds th:last-child{text-align:left}
    td small,th small{display:block;color:var(--soft)}
    .named td:nth-child(2),.rounds td:last-child{white-space:normal}
    .mark{display:block;color:var(--accent)}
    .mark span,th small span{display:inline}
    .sign td{height:3.2rem;width:40%}
    """

  private static let charts = """
    .open{display:grid;grid-template-columns:minmax(0,1fr);gap:0 1.6rem;align-items:start}
    figure{margin:1rem 0}
    .chart{width:22.5rem;max-width:100%;height:auto;display:block}
    .chart{fill:var(--ink);font-size:15px}.chart .paper{fill:var(--paper)}.chart .dark{fill:var(--bar)}\
    .chart .light{fill:var(--bar2)}
    .charts{display:flex;flex-wrap:wrap;gap:0 1.6rem;align-items:end}
    figcaption{font-weight:600;font-size:.95rem;margin-bottom:.3rem}
    figcaption span{display:block}
    """

  private static let folding = """
    summary{cursor:pointer;font-weight:600;padding:.3rem 0}
    summary:focus-visible{outline:2px solid var(--accent)}
    .contest{border-top:2px solid var(--accent);margin-top:1rem}
    .contest>summary h2{display:inline-block;border:0;margin:.3rem 0;padding:0;vertical-align:top;max-width:90%}
    .contest>summary small{display:block;font-weight:400}
    .contest>div{scroll-margin-top:5rem}
    .contest:not([open]){content-visibility:auto;contain-intrinsic-size:auto 4rem}
    .contents ul{list-style:none;padding:0;margin:.4rem 0;columns:22rem;column-gap:2rem}
    .contents li{padding:.25rem 0;break-inside:avoid;border-bottom:1px solid var(--line)}
    .contents small{display:block;color:var(--soft)}
    .up{font-size:.9rem}
    """

  // The head of a fold takes room with it to its sheet, as Chromium breaks behind it all the same.
  private static let print = """
    @media(min-width:48rem){.pair{grid-template-columns:repeat(auto-fit,minmax(20rem,1fr))}}
    @media(min-width:62rem){.open{grid-template-columns:minmax(0,1fr) 22.5rem}}
    @media(max-width:30rem){body{font-size:15px}table{font-size:.85rem}th,td{padding:.25rem .25rem}\
    tbody th,thead th:first-child{min-width:6rem}}
    @media print{
    body{font-size:10.5pt}.switch,input.lang,.up,.contents{display:none}main,header,footer{max-width:none;padding:0}
    h1,h2,h3,caption,figcaption,summary{break-after:avoid}tr,.banner,dt,.chart,li,.keep{break-inside:avoid}
    thead{display:table-header-group}tbody tr:first-child{break-before:avoid}tbody tr:last-child{break-before:avoid}
    .wide{overflow:visible;background:none;break-inside:avoid}.wide:has(.long){break-inside:auto}
    tbody th,thead th:first-child{position:static}
    figure{break-inside:avoid}.charts{display:block}
    details::details-content{content-visibility:visible;block-size:auto}
    .contest:not([open]){content-visibility:visible}
    .contest>summary{break-inside:avoid;padding-bottom:7rem;margin-bottom:-7rem}
    .pair{grid-template-columns:1fr 1fr}.pair>:only-child{grid-column:1/-1}
    .chart{width:95mm}.many,.rounds{font-size:7.5pt}.many th,.many td{padding:.2rem .15rem}
    .many thead th:not(:first-child){writing-mode:vertical-rl;min-width:0;text-align:left}
    thead button::after{content:none}
    }
    """

  static let css = """
    \(colours)
    \(text)
    \(tables)
    \(charts)
    \(folding)
    \(shown)
    input.lang{position:absolute;opacity:0}
    .switch label{border-bottom:2px solid transparent;cursor:pointer}
    input.lang:focus-visible~.switch{outline:2px solid var(--accent)}
    \(chosen){border-color:var(--accent);font-weight:600}
    \(print)
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

  /// The edges of every printed page: the result's hash and the page of how many, so that no page
  /// can be changed for one of another result.
  private static func edges(_ hash: Digest) -> String {
    """
    @page{size:A4;margin:16mm 14mm 20mm;
    @bottom-left{content:"result.json \(hash)";font:7pt "DejaVu Sans Mono",monospace;width:150mm}
    @bottom-right{content:counter(page) " / " counter(pages);font:8pt sans-serif}}
    """
  }

  /// Everything before the body of a page: it needs no network, and no script where none is let.
  ///
  /// `more` are elements of the head, as markup.
  static func head(
    title: String, language: Language, hash: Digest, more: String = "", hasScript: Bool = false
  ) -> String {
    let script = hasScript ? "; script-src '\(PageScript.policy)'" : ""
    return """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'\(script)">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(Markup.escaped(title))</title>
      \(more)<style>
      \(css)
      \(edges(hash))
      </style>
      </head>

      """
  }
}

/// The one script of a page, which sorts tables by the heading that is pressed.
///
/// Without it they are complete, in the order of the definition.
enum PageScript {
  static let text = """
    for(const table of document.querySelectorAll("table.sortable")){
    const heads=[...table.tHead.rows[0].cells];
    const value=(row,at)=>{const text=row.cells[at].textContent.trim();\
    const number=Number(text.replace(/[,+%]/g,"").replace("\\u2212","-"));return isNaN(number)?text:number};
    const order=(a,b)=>typeof a=="number"&&typeof b=="number"?a-b:String(a).localeCompare(String(b),undefined,{numeric:true});
    heads.forEach((head,at)=>{const button=document.createElement("button");button.append(...head.childNodes);\
    head.append(button);button.onclick=()=>{const falls=head.ariaSort!="descending";\
    heads.forEach(one=>{one.ariaSort=null});head.ariaSort=falls?"descending":"ascending";const body=table.tBodies[0];\
    body.append(...[...body.rows].sort((a,b)=>(falls?-1:1)*order(value(a,at),value(b,at))))}})}
    """

  /// The script by its hash, as a policy of a page names it (Content Security Policy Level 3).
  static let policy = "sha256-" + Base64.encode(SHA256.bytes(Array(text.utf8)))
}
