package remediator.local.run;

import remediator.finding.Untrusted;

/** Pieces of a page; whatever comes from elsewhere goes through {@link #text}. */
final class Html {
  /** Without colours of its own for what matters: those of both schemes are named once. */
  static final String STYLE =
      """
      :root{color-scheme:light dark;--fg:#1c2024;--bg:#fff;--card:#f6f7f9;--line:#d5d9df;\
      --soft:#5b6470;--good:#136f34;--bad:#b3261e;--warn:#8a5a00;\
      --EventBridge:#b0307a;--remediator:#2458c5;--ElastiCache:#a3480b;--person:#6b3fc0;\
      --SecurityHub:#1d7a74}
      @media(prefers-color-scheme:dark){:root{--fg:#e6e8eb;--bg:#14171a;--card:#1d2126;\
      --line:#363c44;--soft:#a0a9b4;--good:#5fd38a;--bad:#ff8a80;--warn:#f0b849;\
      --EventBridge:#f08ac4;--remediator:#85aaff;--ElastiCache:#f3a26b;--person:#bda0ff;\
      --SecurityHub:#62cfc8}}
      *{box-sizing:border-box}
      body{font:16px/1.5 system-ui,sans-serif;color:var(--fg);background:var(--bg);\
      max-width:68rem;margin:0 auto;padding:1.5rem 1rem 4rem;overflow-wrap:anywhere}
      h1{font-size:1.6rem;line-height:1.2;margin:.5rem 0}
      h2{font-size:1.2rem;margin:0 0 .6rem}h3{font-size:1rem;margin:1.2rem 0 .3rem}
      p{margin:.3rem 0}a{color:inherit}.soft{color:var(--soft)}
      section{background:var(--card);border:1px solid var(--line);border-radius:.6rem;\
      padding:1rem 1.2rem;margin:1.2rem 0;scroll-margin-top:1rem}
      table{border-collapse:collapse;width:100%}
      th,td{text-align:left;vertical-align:top;padding:.35rem .7rem .35rem 0;\
      border-bottom:1px solid var(--line)}
      tr:last-child>*{border-bottom:0}
      thead th,.facts th{font-weight:500;color:var(--soft)}
      .facts th{width:11rem}.facts td{width:calc((100% - 11rem)/2)}
      .word{font-weight:650;white-space:nowrap}
      .COMPLIANT,.UNCHANGED,.good{color:var(--good)}.FAILED,.bad{color:var(--bad)}
      .WAITING,.HALF_DONE,.ROLLED_BACK,.warn{color:var(--warn)}
      ul{margin:.3rem 0;padding-left:1.2rem}
      ol.story{list-style:none;margin:.4rem 0 0;padding:0;font-size:.92rem}
      ol.story li{display:grid;grid-template-columns:6.6rem repeat(5,1.1rem) 7.5rem 1fr;\
      column-gap:.1rem}
      ol.story time{font-variant-numeric:tabular-nums;color:var(--soft);padding:.15rem 0}
      .lane{border-left:2px solid var(--line);margin-left:.5rem;position:relative}
      .dot::after{content:"";position:absolute;left:-.42rem;top:.5rem;width:.7rem;height:.7rem;\
      border-radius:50%;background:var(--who)}
      .who{color:var(--who);font-weight:600;padding:.15rem .4rem .15rem .6rem}
      .what{padding:.15rem 0}
      @media(max-width:44rem){
      body{padding:1rem .7rem 3rem}section{padding:.8rem .8rem}
      h1{font-size:1.3rem}
      ol.story li{grid-template-columns:repeat(5,.9rem) auto 1fr}
      ol.story time{grid-column:7;grid-row:1;text-align:right}
      .lane{grid-row:1/3}.who{grid-column:6;grid-row:1}
      .what{grid-column:6/8;grid-row:2;padding:0 0 .3rem .6rem}
      .facts th{width:7rem}.facts td{width:calc((100% - 7rem)/2)}
      .facts,.sum{font-size:.88rem}
      .sum thead{display:none}.sum tr{display:grid;grid-template-columns:auto auto 1fr;\
      column-gap:.7rem;border-bottom:1px solid var(--line);padding:.35rem 0}
      .sum td{border:0;padding:0}.sum td:first-child{grid-column:1/-1}
      .sum td:empty{display:none}
      }
      @media print{section{break-inside:avoid}}
      """;

  private Html() {}

  static String text(Object value) {
    return Untrusted.plain(value, 4_000)
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /** A row of a table whose first cell names the others. */
  static String row(Object name, Object... cells) {
    StringBuilder row = new StringBuilder("<tr><th scope=\"row\">" + text(name) + "</th>");
    for (Object cell : cells) {
      row.append("<td>").append(text(cell)).append("</td>");
    }
    return row.append("</tr>\n").toString();
  }

  /** An outcome in its colour. */
  static String word(String outcome) {
    return "<span class=\"word " + text(outcome) + "\">" + text(outcome) + "</span>";
  }
}
