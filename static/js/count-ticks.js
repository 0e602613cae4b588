// Says on a button how many boxes are ticked.

for (const button of document.querySelectorAll("[data-counts]")) {
  const boxes = [...button.form.querySelectorAll(`input[name="${button.dataset.counts}"]`)];
  const tell = () => {
    button.value = button.dataset.words.replace("{number}", boxes.filter((box) => box.checked).length);
  };
  button.form.addEventListener("change", tell);
  // A browser that comes back to a page may tick again what was ticked.
  window.addEventListener("pageshow", tell);
  tell();
}
