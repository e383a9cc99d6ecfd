// Keys of one letter for staff: / J K X ? and G with a letter. Esc closes. They can be switched off per device.
(() => {
  "use strict";
  const STORE = "gewoon.keys";
  const isOn = () => { try { return localStorage.getItem(STORE) !== "off"; } catch { return true; } };
  const keep = (on) => { try { localStorage.setItem(STORE, on ? "on" : "off"); } catch { /* private window: for this page only */ } };
  let goes = false;

  const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.offsetParent !== null);
  const linkOf = (row) => row && row.querySelector("[data-row-link]");
  const here = () => document.activeElement && document.activeElement.closest("[data-row]");

  const step = (by) => {
    const all = rows();
    if (!all.length) return;
    const at = all.indexOf(here() || document.querySelector("[data-row].is-current"));
    const next = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[Math.min(all.length - 1, Math.max(0, at + by))];
    const link = linkOf(next);
    if (link) { link.focus(); next.scrollIntoView({ block: "nearest" }); }
  };
  const choose = () => {
    const box = here() && here().querySelector("input[type=checkbox]");
    if (box) box.click();
  };
  const openKeys = () => {
    const dialog = document.getElementById("keys");
    if (dialog && !dialog.open) dialog.showModal();
  };
  const goTo = (letter) => {
    const place = document.querySelector(`[data-go="${CSS.escape(letter)}"]`);
    if (place) place.click();
  };
  const search = () => { const field = document.getElementById("q"); if (field) { field.focus(); field.select(); } };

  const deeds = { "/": search, j: () => step(1), k: () => step(-1), x: choose, "?": openKeys, g: () => { goes = true; setTimeout(() => { goes = false; }, 1500); } };

  const isWriting = (target) => target instanceof Element && Boolean(target.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]"));

  document.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape" && isWriting(event.target)) { event.target.blur(); return; }
    if (!isOn() || isWriting(event.target) || document.querySelector("dialog[open]")) return;
    const key = event.key.toLowerCase();
    if (goes) { goes = false; event.preventDefault(); goTo(key); return; }
    const deed = deeds[key];
    if (deed) { event.preventDefault(); deed(); }
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const dialog = opener && document.getElementById(opener.dataset.opens);
    if (dialog && dialog.showModal) { event.preventDefault(); dialog.showModal(); }
  });
  document.addEventListener("change", (event) => {
    if (!event.target.matches("[data-keys-switch]")) return;
    keep(event.target.checked);
    for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = event.target.checked;
  });
  for (const box of document.querySelectorAll("[data-keys-switch]")) box.checked = isOn();
  for (const part of document.querySelectorAll("[data-needs-script]")) part.hidden = false;
})();
