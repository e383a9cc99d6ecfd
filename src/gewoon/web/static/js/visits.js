// The form at the door: what is typed stays on this phone until the server has it, and then it goes away.
(() => {
  "use strict";
  const NAME = "gewoon.visit.";
  const LONGEST_DAYS = 31;
  const forms = [...document.querySelectorAll("form[data-visit]")];
  const offline = document.getElementById("offline");
  const place = (form) => NAME + form.dataset.visit;
  const get = (name) => { try { return JSON.parse(localStorage.getItem(name)); } catch { return null; } };
  const keep = (name, value) => { try { localStorage.setItem(name, JSON.stringify(value)); return true; } catch { return false; } };
  const forget = (name) => { try { localStorage.removeItem(name); } catch { /* nothing was kept */ } };
  const tell = (form, text) => { form.querySelector("[data-told]").textContent = text; };
  const showThrow = (form, shown) => { form.querySelector("[data-throw]").hidden = !shown; };

  // Which fields are kept: what a person fills in, the key that makes it count once, and the version it is about.
  const read = (form) => Object.fromEntries([...new FormData(form)].filter(([name]) => name !== "csrfmiddlewaretoken" && name !== "next"));
  const write = (form, fields) => {
    for (const [name, value] of Object.entries(fields)) {
      const field = form.elements[name];
      if (field) field.value = value;
    }
  };
  const isEmpty = (fields) => !fields.reached && !fields.said && !fields.children;

  const done = (form) => {
    forget(place(form));
    showThrow(form, false);
    tell(form, form.dataset.keptText);
    for (const field of form.elements) field.disabled = true;
    const said = form.elements.said;
    if (said) said.value = "";
  };
  const wait = (form) => { keep(place(form), { fields: read(form), waits: true, at: Date.now() }); tell(form, form.dataset.waitsText); };

  const send = async (form) => {
    if (form.dataset.isSending) return;
    form.dataset.isSending = "1";
    try {
      const answer = await fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } });
      if (answer.ok) { done(form); return; }
      if (answer.status === 409) {
        const told = await answer.json();
        keep(place(form), { fields: read(form), waits: false, at: Date.now() });
        tell(form, `${told.why} ${form.dataset.changedText}`);
        showThrow(form, true);
        return;
      }
      keep(place(form), { fields: read(form), waits: true, at: Date.now() });
      tell(form, form.dataset.againText); // signed out meanwhile, or the server is down: nothing is lost
    } catch {
      wait(form);
    } finally {
      delete form.dataset.isSending;
    }
  };

  const showLine = () => { if (offline) offline.hidden = navigator.onLine; };
  const sendWaiting = () => {
    showLine();
    for (const form of forms) { const held = get(place(form)); if (held && held.waits) send(form); }
  };

  for (const form of forms) {
    const held = get(place(form));
    if (held) {
      write(form, held.fields);
      form.closest("details").open = true;
      showThrow(form, true);
      tell(form, held.waits ? form.dataset.waitsText : "");
    }
    form.addEventListener("input", () => {
      const fields = read(form), before = get(place(form));
      if (isEmpty(fields)) { forget(place(form)); return; }
      keep(place(form), { fields, waits: Boolean(before && before.waits), at: Date.now() });
      showThrow(form, true);
    });
    form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
    form.querySelector("[data-throw]").addEventListener("click", () => { forget(place(form)); location.reload(); });
  }
  // A visit that ended while its report waited here: the server knows whether it was this report that ended it.
  for (const ended of document.querySelectorAll("[data-visit-ended]")) {
    const name = NAME + ended.dataset.visitEnded, held = get(name);
    if (!held) continue;
    const body = new FormData();
    for (const [field, value] of Object.entries(held.fields)) body.append(field, value);
    body.append("csrfmiddlewaretoken", document.querySelector("[name=csrfmiddlewaretoken]").value);
    fetch(ended.dataset.action, { method: "POST", body, credentials: "same-origin", redirect: "manual", headers: { Accept: "application/json" } })
      .then(async (answer) => {
        if (answer.ok) { forget(name); return; }
        if (answer.status !== 409) return;
        const told = await answer.json();
        ended.querySelector("[data-told]").textContent = `${told.why} ${ended.dataset.changedText}`;
        ended.querySelector("[data-written]").textContent = held.fields.said || "";
        ended.querySelector("[data-throw]").addEventListener("click", () => { forget(name); ended.hidden = true; });
        ended.hidden = false;
      })
      .catch(() => { /* no connection: later */ });
  }
  // What nobody sent within a month is about a visit that cannot be reported here any more.
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(NAME) && Date.now() - ((get(name) || {}).at || 0) > LONGEST_DAYS * 86400000) forget(name);
    }
  } catch { /* no storage: the form still works as a form */ }
  addEventListener("online", sendWaiting);
  addEventListener("offline", showLine);
  sendWaiting();
})();
