// What a page does more easily with a script: keys, news, help. Everything here also works without it.
"use strict";
(() => {
  const rows = () => [...document.querySelectorAll("table.rows tbody tr")];
  let at = -1;

  function go(step) {
    const all = rows();
    if (!all.length) return;
    all[at]?.classList.remove("at");
    at = Math.min(all.length - 1, Math.max(0, at + step));
    all[at].classList.add("at");
    (all[at].querySelector("a") ?? all[at]).focus?.();
    all[at].scrollIntoView({ block: "nearest" });
  }

  const keys = {
    j: () => go(1),
    k: () => go(-1),
    Enter: () => rows()[at]?.querySelector("a")?.click(),
    x: () => rows()[at]?.classList.toggle("marked"),
    c: () => rows()[at]?.querySelector("[data-row=c]")?.click(),
    a: () => rows()[at]?.querySelector("[data-row=a]")?.click(),
    "/": () => document.getElementById("seek")?.focus(),
    f: () => document.querySelector("main input:not([type=hidden]), main select, main textarea")?.focus(),
    s: () => document.querySelector("main button.main")?.click(),
    g: () => { location.href = "/"; },
    l: () => document.querySelector("[data-key=l]")?.click(),
    "?": () => document.getElementById("keys")?.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.target.closest("input, select, textarea, dialog")) return;
    if (event.key === "Enter" && (at < 0 || event.target.closest("a, button"))) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  const help = document.querySelector("[data-help]");
  if (help) { help.hidden = !document.getElementById("keys"); help.addEventListener("click", keys["?"]); }

  // News: asked for less and less often while nothing happens, and not while nobody looks.
  for (const place of document.querySelectorAll("[data-poll]")) {
    let pause = 10_000;
    const ask = async () => {
      if (document.visibilityState === "visible") {
        try {
          const answer = await fetch(place.dataset.poll, { headers: { "HX-Request": "true" } });
          const to = answer.headers.get("HX-Redirect");
          if (to) { location.href = to; return; }
          if (answer.status === 200) {
            const text = await answer.text();
            if (place.innerHTML !== text) place.innerHTML = text;
          } else { pause = Math.min(120_000, pause * 1.5); }
        } catch { pause = Math.min(120_000, pause * 2); }
      }
      setTimeout(ask, pause);
    };
    setTimeout(ask, pause);
  }

  // Who has gone leaves nothing on the screen: once the session may be over, that is asked without counting as use.
  if (document.querySelector("[data-key=l]")) {
    const gone = async () => {
      try {
        const answer = await fetch("/changed/", { headers: { "HX-Request": "true" } });
        const to = answer.headers.get("HX-Redirect");
        if (to) { location.replace(to); return; }
      } catch { document.body.replaceChildren(); return; }
      setTimeout(gone, 60_000);
    };
    setTimeout(gone, 905_000);
  }
})();
