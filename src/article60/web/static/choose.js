// Leads to the first of the reader's languages in which the site stands; without it the choice stays.
(() => {
  "use strict";
  const links = [...document.querySelectorAll("a[hreflang]")];
  for (const wanted of navigator.languages ?? []) {
    const found = links.find((one) => one.hreflang === wanted.slice(0, 2).toLowerCase());
    if (found) return location.replace(found.href + location.hash);
  }
})();
