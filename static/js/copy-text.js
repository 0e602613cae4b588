/* Copy what a button of a menu offers, and say so on it. Others ask by an event "copy-text" with the text as detail. */

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    /* Not over plain http: the old way, through a field. */
    const field = document.createElement("textarea");
    field.value = text;
    field.className = "visually-hidden";
    const within = document.activeElement;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    within?.focus();
  }
}

document.addEventListener("copy-text", async ({ target, detail }) => {
  await copy(detail);
  if ("said" in target.dataset) return;
  const [words, status] = [target.textContent, target.parentElement.querySelector("[role=status]")];
  target.dataset.said = "";
  target.textContent = status.textContent = target.dataset.done;
  setTimeout(() => {
    target.textContent = words;
    status.textContent = "";
    delete target.dataset.said;
  }, 1500);
});
