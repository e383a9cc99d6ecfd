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
  const showPick = () => {
    for (const bar of document.querySelectorAll("[data-pick]")) bar.toggleAttribute("data-is-empty", !document.querySelector("[data-choose]:checked"));
  };
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-choose-all]")) {
      for (const box of document.querySelectorAll("[data-choose]")) box.checked = event.target.checked;
    }
    if (event.target.matches("[data-choose], [data-choose-all]")) showPick();
  });
  window.addEventListener("pageshow", showPick);
  showPick();
  // A second click on a button that was just sent does nothing; the page that comes is about the first.
  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    if (event.target.dataset.isSent) { event.preventDefault(); return; }
    event.target.dataset.isSent = "1";
  });
  window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.isSent; });
  // Letters count down to the moment at which they leave.
  const count = () => {
    for (const time of document.querySelectorAll("[data-countdown]")) {
      const left = Math.ceil((new Date(time.dateTime) - Date.now()) / 60000);
      time.textContent = left > 0 ? `${left} ${time.dataset.countdown}` : "";
    }
  };
  if (document.querySelector("[data-countdown]")) { count(); setInterval(count, 15000); }
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
