// Small things that a page does by itself: print, choose all, mark the open row. Nothing here is needed to work.
(() => {
  "use strict";
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-print]")) { event.preventDefault(); window.print(); }
  });
  // On a narrow screen the panel would open out of sight: go to the tenancy's own page instead.
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-beside]") && matchMedia("(max-width: 75rem)").matches) event.stopPropagation();
  }, true);
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-choose-all]")) return;
    for (const box of document.querySelectorAll("[data-choose]")) box.checked = event.target.checked;
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const link = event.detail.requestConfig && event.detail.requestConfig.elt;
    const row = link && link.closest && link.closest("[data-row]");
    if (!row || event.detail.target.id !== "panel") return;
    for (const other of document.querySelectorAll("[data-row].is-current")) {
      other.classList.remove("is-current");
      const was = other.querySelector("[aria-current]");
      if (was) was.removeAttribute("aria-current");
    }
    row.classList.add("is-current");
    link.setAttribute("aria-current", "true");
  });
})();
