package remediator.local.plan;

import remediator.local.look.ContentHash;

/** What the page of a plan has besides the style of all pages: its own, and its script. */
final class PlanLook {
  /** On a narrow screen each row becomes a card. */
  static final String STYLE =
      """
      .charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(20rem,100%),1fr));gap:0 1.2rem}
      .bars text{font-size:14px;fill:var(--fg)}
      .bars .back{fill:var(--line)}
      .bars .bar{fill:var(--edge)}
      .bars .ONLINE_TLS{fill:var(--good)}
      .bars .UPGRADE_THEN_TLS{fill:var(--act)}
      .bars .REPLACE,.bars .cost{fill:var(--warn)}
      .bars .REFUSED{fill:var(--bad)}
      .filters{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.4rem 1rem}
      #groups th button,#groups td button{background:none;border:0;padding:0;min-height:0;color:inherit;
      text-align:left;flex:none}
      #groups th button{font-weight:500}
      #groups th[aria-sort=ascending] button::after{content:" ▲"}
      #groups th[aria-sort=descending] button::after{content:" ▼"}
      #groups td button{text-decoration:underline;text-underline-offset:.2em;overflow-wrap:anywhere}
      #groups{font-size:.92rem}
      #groups .number{text-align:right;font-variant-numeric:tabular-nums}
      #groups .more td{border-bottom:2px solid var(--edge);padding-left:1rem}
      #groups .more h3{margin:.6rem 0 0}
      @media(max-width:44rem){
      #groups thead tr{display:flex;flex-wrap:wrap;gap:.3rem .9rem}
      #groups thead th{border:0;padding:0}
      #groups tbody tr{display:block;border-bottom:1px solid var(--line);padding:.5rem 0}
      #groups tbody td{display:flex;justify-content:space-between;gap:1rem;border:0;padding:.1rem 0;text-align:right}
      #groups tbody td:empty{display:none}
      #groups tbody td::before{content:attr(data-label);color:var(--soft);text-align:left}
      #groups tbody .more td{display:block;text-align:left}
      }
      """;

  /** Every text of others becomes a text node, so nothing of it is ever markup. */
  static final String SCRIPT =
      """
      "use strict";
      const data = JSON.parse(document.getElementById("data").textContent);
      const heads = ["group", "account", "Region", "decision", "engine", "nodes",
        "write pause, min", "work, min", "second group, $", "step"];
      const numbers = new Set([5, 6, 7, 8, 9]);
      const page = 200;
      const at = (id) => document.getElementById(id);
      const make = (tag, text) => {
        const made = document.createElement(tag);
        if (text !== undefined) made.textContent = text;
        return made;
      };
      const details = (row) => {
        const parts = [];
        for (let i = 0; i < row[10].length; i += 2) {
          parts.push([row[10][i], row[10][i + 1].map((t) => data.texts[t])]);
        }
        return parts;
      };
      const rows = data.rows.map((row, order) => ({row, order}));
      const words = (one) => one.words ??= (one.row.slice(0, 9).join(" ") + " "
        + details(one.row).flatMap((part) => part[1]).join(" ")).toLowerCase();
      let sorted = {by: -1, down: false};
      let shown = page;
      const open = new Set();
      const choose = (id, index) => {
        [...new Set(data.rows.map((row) => row[index]))].sort().forEach((value) => {
          const option = make("option", value);
          option.value = value;
          at(id).append(option);
        });
        at(id).addEventListener("change", again);
      };
      const found = () => {
        const text = at("text").value.trim().toLowerCase();
        const wanted = [["account", 1], ["region", 2], ["decision", 3]]
          .filter(([id]) => at(id).value !== "");
        const some = rows.filter((one) => wanted.every(([id, i]) => one.row[i] === at(id).value)
          && (text === "" || words(one).includes(text)));
        if (sorted.by < 0) return some;
        const empty = (value) => value === "";
        return some.sort((a, b) => {
          const [x, y] = [a.row[sorted.by], b.row[sorted.by]];
          if (empty(x) || empty(y)) return empty(x) - empty(y) || a.order - b.order;
          const less = numbers.has(sorted.by) ? x - y : x < y ? -1 : x > y ? 1 : 0;
          return (sorted.down ? -less : less) || a.order - b.order;
        });
      };
      const line = (one) => {
        const tr = make("tr");
        heads.forEach((head, i) => {
          const td = make("td");
          td.dataset.label = head;
          if (numbers.has(i)) td.className = "number";
          if (i === 0) {
            const button = make("button", one.row[0]);
            button.type = "button";
            button.setAttribute("aria-expanded", open.has(one));
            button.addEventListener("click", () => {
              if (!open.delete(one)) open.add(one);
              draw();
            });
            td.append(button);
          } else {
            td.textContent = i === 8 && one.row[8] !== ""
              ? one.row[8].toFixed(2) : one.row[i];
          }
          tr.append(td);
        });
        return tr;
      };
      const more = (one) => {
        const tr = make("tr");
        tr.className = "more";
        const td = make("td");
        td.colSpan = heads.length;
        td.append(make("p", "step " + one.row[9] + ": " + data.stages[one.row[9] - 1]));
        details(one.row).filter((part) => part[1].length > 0).forEach(([title, sentences]) => {
          td.append(make("h3", title));
          const list = make("ul");
          sentences.forEach((sentence) => list.append(make("li", sentence)));
          td.append(list);
        });
        tr.append(td);
        return tr;
      };
      const draw = () => {
        const some = found();
        const body = make("tbody");
        some.slice(0, shown).forEach((one) => {
          body.append(line(one));
          if (open.has(one)) body.append(more(one));
        });
        document.querySelector("#groups tbody").replaceWith(body);
        at("count").textContent = some.length + " of " + rows.length
          + (some.length > shown ? ", the first " + shown + " shown" : "")
          + "; click a group to see why, what clients notice and what is not known";
        at("more").hidden = some.length <= shown;
        document.querySelectorAll("#groups th").forEach((th, i) => th.setAttribute("aria-sort",
          i !== sorted.by ? "none" : sorted.down ? "descending" : "ascending"));
      };
      function again() {
        shown = page;
        draw();
      }
      heads.forEach((head, i) => {
        const button = make("button", head);
        button.type = "button";
        button.addEventListener("click", () => {
          sorted = {by: i, down: sorted.by === i && !sorted.down};
          again();
        });
        const th = make("th");
        th.scope = "col";
        th.append(button);
        document.querySelector("#groups thead tr").append(th);
      });
      choose("account", 1);
      choose("region", 2);
      choose("decision", 3);
      at("text").addEventListener("input", again);
      at("more").addEventListener("click", () => {
        shown += page;
        draw();
      });
      draw();
      """;

  /** What a Content-Security-Policy allows them by. */
  static final String STYLE_HASH = ContentHash.of(STYLE);

  static final String SCRIPT_HASH = ContentHash.of(SCRIPT);

  private PlanLook() {}
}
