/* Come back to the same place of the transcript after it was sent. */
const form = document.querySelector("[data-text]");

if (form) {
  const area = form.elements.text;
  const key = `transcript-place:${form.dataset.text}`;
  const kept = sessionStorage.getItem(key);
  sessionStorage.removeItem(key);
  if (kept) {
    const [top, start, end] = JSON.parse(kept);
    area.focus({ preventScroll: true });
    area.setSelectionRange(start, end);
    area.scrollTop = top;
  }
  form.addEventListener("submit", () => {
    sessionStorage.setItem(key, JSON.stringify([area.scrollTop, area.selectionStart, area.selectionEnd]));
  });
}
