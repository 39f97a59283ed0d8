// Single keys do what the buttons of the review desk do; without scripts the buttons are there all the same.
(() => {
  "use strict";
  const STORE = "article60.keys";
  const legend = document.getElementById("keys");
  const button = legend?.querySelector("button");
  const stored = () => { try { return localStorage.getItem(STORE); } catch { return null; } };
  let on = stored() !== "off";
  const show = () => { button.textContent = on ? legend.dataset.on : legend.dataset.off; };
  if (button) {
    button.hidden = false;
    show();
    button.addEventListener("click", () => {
      on = !on;
      try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* then it holds for this page alone */ }
      show();
    });
  }
  const writing = (where) => where.closest("textarea, select, input:not([type=radio], [type=checkbox])") || where.isContentEditable;
  // A letter where the keyboard writes one of ours; else the key that stands at its place, as on Arabic or Russian keyboards.
  const named = (event) => (/^[a-z]$/i.test(event.key) ? event.key : event.code.replace(/^Key/, "")).toLowerCase();
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    const key = event.key === "Escape" ? "escape" : named(event);
    if (key !== "escape" && writing(event.target)) return;
    const wanted = document.querySelector(`[data-key="${CSS.escape(key)}"]`);
    if (!wanted) return;
    event.preventDefault();
    wanted.click();
  });
})();
