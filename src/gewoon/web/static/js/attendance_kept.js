// The page after sending: what was sent does not need to stay on the phone.
(() => {
  "use strict";
  const place = sessionStorage.getItem("attendance-sent");
  if (!place || document.querySelector("[data-attendance]")) return;
  localStorage.removeItem(place);
  sessionStorage.removeItem("attendance-sent");
})();
