// Nearer, farther, aside: a map that moves. Without a script it stands still and shows the same.
"use strict";
for (const figure of document.querySelectorAll("[data-map]")) {
  const map = figure.querySelector("svg");
  const whole = map.viewBox.baseVal;
  const [width, height] = [whole.width, whole.height];
  let [x, y, zoom] = [0, 0, 1];

  function draw() {
    zoom = Math.min(16, Math.max(1, zoom));
    const [w, h] = [width / zoom, height / zoom];
    x = Math.min(width - w, Math.max(0, x));
    y = Math.min(height - h, Math.max(0, y));
    map.setAttribute("viewBox", `${x} ${y} ${w} ${h}`);
  }

  function nearer(factor, atX = 0.5, atY = 0.5) {
    const before = zoom;
    zoom = Math.min(16, Math.max(1, zoom * factor));
    x += (width / before - width / zoom) * atX;
    y += (height / before - height / zoom) * atY;
    draw();
  }

  const bar = document.createElement("div");
  bar.className = "actions";
  for (const [sign, act] of [["+", () => nearer(1.5)], ["−", () => nearer(1 / 1.5)], ["◻", () => { zoom = 1; draw(); }]]) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = sign;
    button.addEventListener("click", act);
    bar.append(button);
  }
  figure.append(bar);

  map.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    const box = map.getBoundingClientRect();
    nearer(event.deltaY < 0 ? 1.2 : 1 / 1.2, (event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  }, { passive: false });

  let from = null;
  map.addEventListener("pointerdown", (event) => { from = [event.clientX, event.clientY]; map.setPointerCapture(event.pointerId); });
  map.addEventListener("pointerup", () => { from = null; });
  map.addEventListener("pointermove", (event) => {
    if (!from || zoom === 1) return;
    const box = map.getBoundingClientRect();
    x -= (event.clientX - from[0]) / box.width * width / zoom;
    y -= (event.clientY - from[1]) / box.height * height / zoom;
    from = [event.clientX, event.clientY];
    draw();
  });
}
