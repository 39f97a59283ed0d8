// Draws the charts of a page anew once they come into view, from the specification beside each picture, so that a pointer tells
// each number. Without this script, or if anything in it fails, the pictures of the server stay as they are.
(() => {
  "use strict";
  const bundle = document.currentScript.dataset.bundle.split(" ");
  let loaded;

  const load = (address) => new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = address;
    script.onload = done;
    script.onerror = failed;
    document.head.append(script);
  });

  const library = () => (loaded ??= bundle.reduce((before, address) => before.then(() => load(address)), Promise.resolve()));

  // Expressions are interpreted: the policy of the site forbids to make code of words.
  async function draw(place) {
    const spec = JSON.parse(place.nextElementSibling.content.textContent);
    spec.config.font = getComputedStyle(place).fontFamily;
    await library();
    const own = document.createElement("div");
    own.dir = "ltr";
    const view = new vega.View(vega.parse(vegaLite.compile(spec).spec, null, { ast: true }), {
      expr: vegaInterpreter.expressionInterpreter,
      container: own,
      renderer: "svg",
      hover: true,
    });
    await view.runAsync();
    for (const part of [own, ...own.querySelectorAll("[role], [aria-roledescription]")]) {
      part.removeAttribute("role");
      part.removeAttribute("aria-roledescription");
    }
    own.setAttribute("role", "img"); // as the picture of the server is; Vega names its own role and its own words
    own.setAttribute("aria-label", place.dataset.told);
    place.replaceChildren(own);
  }

  const seen = new IntersectionObserver((entries) => {
    for (const entry of entries.filter((one) => one.isIntersecting)) {
      seen.unobserve(entry.target);
      draw(entry.target).catch(() => {});
    }
  });
  if (!navigator.connection?.saveData) document.querySelectorAll(".drawn[data-told]").forEach((place) => seen.observe(place));
})();
