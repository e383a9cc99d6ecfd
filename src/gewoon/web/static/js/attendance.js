// Keeps the attendance on this phone until it was sent: only keys of participants and marks, never a name.
(() => {
  "use strict";
  const form = document.querySelector("[data-attendance]");
  if (!form) return;
  const place = `attendance-${form.dataset.attendance}`;
  const notice = form.querySelector("[data-kept]");
  const read = () => { try { return JSON.parse(localStorage.getItem(place) || "{}"); } catch { return {}; } };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* no store: nothing to forget */ } };
  const keep = () => {
    const marks = {};
    for (const chosen of form.querySelectorAll("input[type=radio]:checked")) {
      const seen = form.elements[chosen.name.replace("mark-", "seen-")];
      marks[chosen.name] = { value: chosen.value, seen: seen.value };
    }
    try { localStorage.setItem(place, JSON.stringify(marks)); } catch { /* a private window: the form still works */ }
  };
  // After a conflict the page shows what stands: the older choice on the phone is no longer right.
  if (form.dataset.fresh !== undefined) forget();
  const kept = read();
  let isRestored = false;
  for (const [name, mark] of Object.entries(kept)) {
    const radio = form.querySelector(`input[name="${CSS.escape(name)}"][value="${CSS.escape(mark.value)}"]`);
    if (!radio || radio.checked) continue;
    radio.checked = true;
    // The version from which the phone started goes along, so that a later word of somebody else is noticed.
    form.elements[name.replace("mark-", "seen-")].value = mark.seen;
    isRestored = true;
  }
  const tell = () => { notice.hidden = navigator.onLine && !isRestored; };
  tell();
  window.addEventListener("online", tell);
  window.addEventListener("offline", tell);
  form.addEventListener("change", keep);
  form.addEventListener("submit", (event) => {
    keep();
    if (!navigator.onLine) { event.preventDefault(); notice.hidden = false; notice.scrollIntoView({ block: "center" }); return; }
    // The list stays on the phone until the answer is another page: then it has been kept.
    sessionStorage.setItem("attendance-sent", place);
  });
})();
