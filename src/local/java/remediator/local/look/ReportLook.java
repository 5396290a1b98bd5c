package remediator.local.look;

/** What the report has besides the style of all pages: its own, and the script of its filter. */
public final class ReportLook {
  /**
   * No word is broken: {@link WrappedText} says where ids may be wrapped, and on a narrow screen
   * what stood side by side stands one below the other.
   */
  public static final String STYLE =
      """
      body{overflow-wrap:break-word}
      .REFUSED{color:var(--warn)}
      .counts{display:flex;flex-wrap:wrap;gap:.6rem;list-style:none;padding:0;margin:.8rem 0}
      .counts li{border:1px solid var(--line);border-radius:.5rem;background:var(--card);padding:.3rem .8rem}
      .counts b{font-size:1.3rem;margin-right:.3rem;font-variant-numeric:tabular-nums}
      .filters{display:grid;grid-template-columns:2fr 1fr;gap:.4rem 1rem;margin-bottom:.6rem}
      .filters[hidden],tr[hidden],section[hidden]{display:none}
      .sum td{overflow-wrap:break-word}
      .filters input,.filters select{max-width:none;font-weight:400}
      .facts thead td{width:11rem}
      .facts thead th{width:calc((100% - 11rem)/2)}
      .differences thead th{width:auto}
      .facts .lines div+div{margin-top:.2rem}
      .differences th,.differences td{font-size:.92rem}
      .calls{columns:18rem;font-size:.92rem}
      .timeline{margin:.8rem 0}
      .timeline svg{display:block;font:12.5px system-ui,sans-serif;overflow:visible}
      .timeline text{fill:var(--fg)}
      .timeline .lane-name{font-weight:650;fill:var(--lane)}
      .timeline .span,.timeline circle{fill:var(--lane)}
      .timeline .on{fill:var(--card)}
      .timeline .clock{fill:var(--soft)}
      .timeline .tick,.timeline .base{stroke:var(--line)}
      .timeline .axis{stroke:var(--edge)}
      .timeline .break{fill:var(--line);opacity:.6}
      .timeline figcaption{font-size:.92rem;margin-top:.3rem}
      .lane-Finding{--lane:var(--SecurityHub)}
      .lane-Remediator{--lane:var(--remediator)}
      .lane-ElastiCache{--lane:var(--ElastiCache)}
      .lane-People{--lane:var(--person)}
      .lane-Clients{--lane:var(--EventBridge)}
      .refused{--lane:var(--bad)}
      @media(max-width:62rem){.timeline .beside{display:none}}
      @media(max-width:44rem){
      body{overflow-wrap:break-word}
      .timeline .on:not(.roomy),.timeline .minor{display:none}
      .filters{grid-template-columns:1fr}
      .facts thead{display:none}
      .facts tr{display:block;border-bottom:1px solid var(--line);padding:.35rem 0}
      .facts tr:last-child{border-bottom:0}
      .facts th,.facts td{display:block;width:auto;border:0;padding:0}
      .facts td[data-label]{display:flex}
      .facts td[data-label]::before{content:attr(data-label);color:var(--soft);flex:none;width:3.8rem}
      .lines{min-width:0}
      .sum,.sum tbody{display:block}
      .sum tr{display:flex;flex-wrap:wrap}
      .sum td:first-child{flex:1 0 100%}
      }
      """;

  /** Shows the events that fit; without a script all are shown, and no filter. */
  public static final String SCRIPT =
      """
      "use strict";
      const at = (id) => document.getElementById(id);
      const rows = [...document.querySelectorAll("#events tbody tr")];
      const sections = new Map([...document.querySelectorAll("section[id^=event-]")]
        .map((section) => [section.id, {section, words: section.textContent.toLowerCase()}]));
      const filter = () => {
        const outcome = at("outcome").value;
        const text = at("text").value.trim().toLowerCase();
        const shown = new Set();
        rows.forEach((row) => {
          const fits = (outcome === "" || row.dataset.outcome === outcome)
            && (text === "" || row.textContent.toLowerCase().includes(text)
              || sections.get(row.dataset.event).words.includes(text));
          row.hidden = !fits;
          if (fits) shown.add(row.dataset.event);
        });
        sections.forEach((one, id) => { one.section.hidden = !shown.has(id); });
        at("count").textContent = shown.size + " of " + sections.size
          + (sections.size === 1 ? " event" : " events");
      };
      at("outcome").addEventListener("change", filter);
      at("text").addEventListener("input", filter);
      at("filters").hidden = false;
      filter();
      """;

  public static final String STYLE_HASH = ContentHash.of(STYLE);
  public static final String SCRIPT_HASH = ContentHash.of(SCRIPT);

  private ReportLook() {}
}
