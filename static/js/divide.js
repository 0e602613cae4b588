/* Divide a turn where the cursor stands: a button that puts the blank line in. Without this script it is typed. */
const area = document.querySelector("[data-divided]");

if (area) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.textContent = area.dataset.divided;
  button.addEventListener("click", () => {
    const start = area.selectionStart;
    const before = area.value.slice(0, start).trimEnd();
    const after = area.value.slice(start).trimStart();
    area.value = `${before}\n\n${after}`;
    area.focus();
    area.setSelectionRange(before.length + 2, before.length + 2);
  });
  area.after(button);
}
