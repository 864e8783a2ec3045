"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const { rules, paths, authors, rows } = data;
  const severities = ["low", "medium", "high", "critical"], confidences = ["low", "medium", "high"];
  const ages = ["under a month", "under a year", "1 to 3 years", "over 3 years", "no date"];
  // Columns of a row, as HtmlReport.cs writes them.
  const RULE = 0, CONFIDENCE = 1, PATH = 2, LINE = 3, COLUMN = 4, PREVIEW = 5, FINGERPRINT = 6, COMMIT = 7, AUTHOR = 8, DATE = 9, SUBJECT = 10, REF = 11, REACH = 12, VALIDITY = 13, DETAILS = 14, STOPS = 15;
  const $ = id => document.getElementById(id);
  const make = (tag, className, text) => {
    const element = document.createElement(tag);
    if (className) element.className = className;
    if (text !== undefined) element.textContent = text;
    return element;
  };
  const severityOf = row => rules[row[RULE]].severity;
  const now = Date.now(), day = 86400000;
  const ageOf = row => {
    if (!row[DATE]) return 4;
    const days = (now - Date.parse(row[DATE])) / day;
    return days < 31 ? 0 : days < 365 ? 1 : days < 1096 ? 2 : 3;
  };
  const keys = { severity: severityOf, rule: row => row[RULE], author: row => row[AUTHOR], age: ageOf, reach: row => row[REACH], confidence: row => row[CONFIDENCE], stops: row => row[STOPS] };
  const texts = rows.map(row => `${rules[row[RULE]].id} ${paths[row[PATH]]} ${row[PREVIEW]} ${row[FINGERPRINT]} ${row[COMMIT]} ${authors[row[AUTHOR]]} ${row[SUBJECT]} ${row[REF]}`.toLowerCase());
  const chosen = {};
  let shown = [], selected = -1;

  const passes = (index, except) => {
    const row = rows[index];
    for (const name in chosen) if (name !== except && keys[name](row) !== chosen[name]) return false;
    return true;
  };

  function filter() {
    const words = $("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    const found = [];
    for (let i = 0; i < rows.length; i++) if (words.every(word => texts[i].includes(word))) found.push(i);
    shown = found.filter(i => passes(i));
    $("count").textContent = `${shown.length.toLocaleString("en")} of ${rows.length.toLocaleString("en")} findings`;
    for (const name of ["severity", "rule", "author", "age"]) drawBars(name, found.filter(i => passes(i, name)));
    drawTime();
    for (const name of ["reach", "confidence", "stops"]) $(name).value = chosen[name] === undefined ? "" : String(chosen[name]);
    $("body").scrollTop = 0;
    selected = -1;
    drawDetails();
    drawRows();
  }

  function choose(name, value) {
    if (value === "" || chosen[name] === value) delete chosen[name]; else chosen[name] = value;
    filter();
  }

  const labels = { severity: value => severities[value], rule: value => rules[value].id, author: value => authors[value] || "(no commit)", age: value => ages[value] };

  function drawBars(name, indexes) {
    const counts = new Map();
    for (const i of indexes) { const key = keys[name](rows[i]); counts.set(key, (counts.get(key) || 0) + 1); }
    const entries = [...counts].sort(name === "severity" ? (a, b) => b[0] - a[0] : name === "age" ? (a, b) => a[0] - b[0] : (a, b) => b[1] - a[1] || a[0] - b[0]);
    const most = Math.max(1, ...counts.values()), box = $(`by-${name}`), top = entries.slice(0, 10), on = chosen[name];
    // What is chosen stays in sight, or it could not be clicked away again.
    if (on !== undefined && !top.some(([key]) => key === on)) top.splice(9, 1, [on, counts.get(on) || 0]);
    box.replaceChildren(...top.map(([key, count]) => {
      const bar = make("button", chosen[name] === key ? "bar on" : "bar");
      const track = make("span", "track"), fill = make("span", name === "severity" ? `fill s${key}` : "fill");
      fill.style.width = `${100 * count / most}%`;
      track.append(fill);
      bar.append(make("span", "name", labels[name](key)), track, make("span", "count", count.toLocaleString("en")));
      bar.title = labels[name](key);
      bar.addEventListener("click", () => choose(name, key));
      return bar;
    }));
    if (entries.length > 10) box.append(make("p", "dim", `and ${entries.length - 10} more`));
  }

  function drawTime() {
    const months = new Map();
    for (const i of shown) {
      const month = rows[i][DATE].slice(0, 7);
      if (!month) continue;
      if (!months.has(month)) months.set(month, [0, 0, 0, 0]);
      months.get(month)[severityOf(rows[i])]++;
    }
    const box = $("by-time"), names = [...months.keys()].sort();
    if (names.length === 0) { box.replaceChildren(make("p", "dim", "None of these findings is in a commit.")); return; }
    const all = [];
    for (let [year, month] = names[0].split("-").map(Number), last = names[names.length - 1]; ;) {
      const name = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
      all.push(name);
      if (name >= last || all.length > 1200) break;
      if (++month > 12) { month = 1; year++; }
    }
    const svgNs = "http://www.w3.org/2000/svg", width = 1000, height = 110, step = width / all.length;
    const most = Math.max(...names.map(name => months.get(name).reduce((a, b) => a + b)));
    const svg = document.createElementNS(svgNs, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} 130`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `Findings by month of their commit, ${names[0]} to ${names[names.length - 1]}`);
    all.forEach((name, at) => {
      let y = height;
      (months.get(name) || []).forEach((count, severity) => {
        if (!count) return;
        const bar = document.createElementNS(svgNs, "rect"), size = (height - 8) * count / most;
        y -= size;
        bar.setAttribute("x", at * step); bar.setAttribute("y", y); bar.setAttribute("width", Math.max(.5, step * .85)); bar.setAttribute("height", size);
        bar.setAttribute("class", `s${severity}`);
        const title = document.createElementNS(svgNs, "title");
        title.textContent = `${name}: ${count} ${severities[severity]}`;
        bar.append(title);
        svg.append(bar);
      });
    });
    const ends = make("div", "dim");
    ends.textContent = `${names[0]} to ${names[names.length - 1]}, at most ${most.toLocaleString("en")} in a month`;
    box.replaceChildren(svg, ends);
  }

  const rowHeight = 44;

  function drawRows() {
    const body = $("body"), first = Math.max(0, Math.floor(body.scrollTop / rowHeight) - 5), last = Math.min(shown.length, first + Math.ceil(body.clientHeight / rowHeight) + 10);
    $("space").style.height = `${shown.length * rowHeight}px`;
    const view = $("window");
    view.style.transform = `translateY(${first * rowHeight}px)`;
    view.replaceChildren(...shown.slice(first, last).map(drawRow));
  }

  function twoLines(above, below, className) {
    const cell = make("div", className, above);
    cell.append(make("small", "", below));
    cell.title = `${above} ${below}`;
    return cell;
  }

  function drawRow(index) {
    const row = rows[index], rule = rules[row[RULE]], item = make("div", index === selected ? "row item on" : "row item");
    item.tabIndex = 0;
    item.append(
      make("div", `tag s${rule.severity}`, severities[rule.severity]),
      twoLines(rule.id, rule.description),
      twoLines(`${paths[row[PATH]]}:${row[LINE]}`, row[SUBJECT]),
      make("div", "mono", row[PREVIEW]),
      twoLines(authors[row[AUTHOR]], row[COMMIT].slice(0, 12), ""),
      twoLines(row[DATE].slice(0, 10), row[REACH]));
    const select = () => { selected = index; drawDetails(); drawRows(); };
    item.addEventListener("click", select);
    item.addEventListener("keydown", event => { if (event.key === "Enter") select(); });
    return item;
  }

  function drawDetails() {
    const box = $("details");
    if (selected < 0) { box.replaceChildren(make("p", "dim", "Select a finding to see its details.")); return; }
    const row = rows[selected], rule = rules[row[RULE]], list = make("dl");
    const lines = [["rule", `${rule.id} - ${rule.description}`], ["severity", severities[rule.severity]], ["confidence", confidences[row[CONFIDENCE]]], ["stops", row[STOPS] ? "yes" : "no, only listed"], ["place", `${paths[row[PATH]]}:${row[LINE]}:${row[COLUMN]}`],
      ["preview", row[PREVIEW]], ["checked offline", row[VALIDITY]], ["commit", row[COMMIT]], ["author", authors[row[AUTHOR]]], ["date", row[DATE]], ["subject", row[SUBJECT]], ["ref", row[REF]], ["reachability", row[REACH]],
      ["fingerprint", row[FINGERPRINT]], ...Object.entries(row[DETAILS]), ["rotate", rule.rotate]];
    for (const [name, value] of lines) if (value) list.append(make("dt", "", name), make("dd", "", value));
    box.replaceChildren(list);
  }

  function option(select, value, text) {
    const one = make("option", "", text);
    one.value = value;
    select.append(one);
  }

  option($("reach"), "", "any place in history");
  for (const reach of [...new Set(rows.map(row => row[REACH]))].filter(Boolean).sort()) option($("reach"), reach, reach);
  option($("confidence"), "", "any confidence");
  confidences.forEach((name, value) => option($("confidence"), String(value), `${name} confidence`));
  $("reach").addEventListener("change", event => choose("reach", event.target.value));
  $("confidence").addEventListener("change", event => choose("confidence", event.target.value === "" ? "" : Number(event.target.value)));
  option($("stops"), "", "stopping or not");
  option($("stops"), "true", "stops");
  option($("stops"), "false", "only listed");
  $("stops").addEventListener("change", event => choose("stops", event.target.value === "" ? "" : event.target.value === "true"));
  let pending = 0;
  $("search").addEventListener("input", () => { clearTimeout(pending); pending = setTimeout(filter, 80); });
  $("clear").addEventListener("click", () => { $("search").value = ""; for (const name in chosen) delete chosen[name]; filter(); });
  $("body").addEventListener("scroll", drawRows);
  addEventListener("resize", drawRows);
  filter();
  document.documentElement.dataset.ready = String(Math.round(performance.now()));
})();
