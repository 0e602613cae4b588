/* Ask before a page with a changed transcript, or with an answer that is not kept yet, is left. */
const form = document.querySelector("[data-text]");

if (form) {
  const area = form.elements.text;
  let isSent = false;
  let isAnswered = false;
  form.addEventListener("change", event => {
    isAnswered ||= event.target !== area;
  });
  form.addEventListener("submit", event => {
    isSent = !event.defaultPrevented;
  });
  window.addEventListener("pageshow", () => {
    isSent = false;
  });
  window.addEventListener("beforeunload", event => {
    const isChanged = isAnswered || "changed" in form.dataset || area.value !== area.defaultValue;
    if (isChanged && !isSent) event.preventDefault();
  });
}
