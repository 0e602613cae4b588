/* Ask before a page with a changed transcript is left. */
const form = document.querySelector("[data-text]");

if (form) {
  const area = form.elements.text;
  let isSent = false;
  form.addEventListener("submit", event => {
    isSent = !event.defaultPrevented;
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  window.addEventListener("beforeunload", event => {
    const isChanged = "changed" in form.dataset || area.value !== area.defaultValue;
    if (isChanged && !isSent) event.preventDefault();
  });
}
