// The tenant's page: copy an amount or a number, read the page aloud, send a form once. Nothing here is needed to work.
(() => {
  "use strict";
  const told = document.querySelector("[data-copied]");
  for (const button of navigator.clipboard ? document.querySelectorAll("[data-copy]") : []) {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const label = button.querySelector("span"), before = label.textContent;
      try { await navigator.clipboard.writeText(button.dataset.copy); } catch { return; }
      label.textContent = button.dataset.done;
      if (told) told.textContent = button.dataset.done;
      setTimeout(() => { label.textContent = before; if (told) told.textContent = ""; }, 2500);
    });
  }

  const reader = document.querySelector("[data-read]"), voice = window.speechSynthesis;
  if (reader && voice) {
    const label = reader.querySelector("span"), start = label.textContent;
    const done = () => { label.textContent = start; };
    reader.hidden = false;
    reader.addEventListener("click", () => {
      if (voice.speaking) { voice.cancel(); done(); return; }
      const parts = [...document.querySelectorAll("h1, main h2, main h3, main p, main li, main dt, main dd, main .note p")]
        .filter((part) => part.offsetParent && !part.querySelector("p, li") && !part.closest(".hidden-visually, form"))
        .map((part) => part.innerText.trim()).filter(Boolean);
      parts.forEach((text, place) => {
        const speech = new SpeechSynthesisUtterance(text);
        speech.lang = document.documentElement.lang === "en" ? "en-GB" : "nl-NL";
        if (place === parts.length - 1) speech.onend = done;
        voice.speak(speech);
      });
      label.textContent = reader.dataset.stop;
    });
    window.addEventListener("pagehide", () => voice.cancel());
  }

  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.isSent) { event.preventDefault(); return; }
    event.target.dataset.isSent = "1";
  });
  window.addEventListener("pageshow", () => { for (const form of document.forms) delete form.dataset.isSent; });
})();
