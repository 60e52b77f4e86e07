// Proves a little work while somebody reads and writes, so that a flood of letters is dear. Without it the form
// works too, in a queue. The numbers are those of admission.py.
"use strict";
(() => {
  const PARTS = 8, ROUNDS = 4000, text = new TextEncoder();

  async function zeros(key, part, number) {
    const salt = text.encode(part + ":" + number);
    const made = await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS }, key, 32);
    return Math.clz32(new DataView(made).getUint32(0));
  }

  async function work(slip, bits) {
    const key = await crypto.subtle.importKey("raw", text.encode(slip), "PBKDF2", false, ["deriveBits"]);
    const found = [];
    for (let part = 0; part < PARTS; part++) {
      let number = 0;
      while (await zeros(key, part, number) < bits) number++;
      found.push(number);
    }
    return found.join(" ");
  }

  for (const form of document.querySelectorAll("form[data-bits]")) {
    if (!window.crypto || !crypto.subtle) break;
    let done = false;
    const ready = work(form.elements.slip.value, Number(form.dataset.bits)).then(
      (found) => { form.elements.work.value = found; }, () => {}).then(() => { done = true; });
    form.addEventListener("submit", (event) => {
      if (done) return;
      event.preventDefault();
      form.querySelector(".busy").hidden = false;
      ready.then(() => form.submit());
    });
  }

  function leave() {
    const to = document.querySelector("a.leave").href;
    document.documentElement.hidden = true;
    document.title = "";
    location.replace(to);
  }
  document.querySelector("a.leave").addEventListener("click", (event) => { event.preventDefault(); leave(); });
  let pressed = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { pressed = 0; return; }
    if (++pressed > 1) leave();
  });
})();
