/* The list of keys, opened by `?` or from the reading panel, and `/`, which goes to the search. A reader may turn all
   of them off there. */
const dialog = document.querySelector("[data-shortcuts]");
const opener = document.querySelector("[data-open-shortcuts]");
const KEY = "reading-keys";

function read() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

if (dialog) {
  const box = dialog.querySelector("[data-keys]");
  const open = () => {
    box.checked = read() !== "off";
    dialog.showModal();
  };
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", open);
  }
  dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  box.addEventListener("change", () => {
    try {
      if (box.checked) localStorage.removeItem(KEY);
      else localStorage.setItem(KEY, "off");
    } catch {
      /* Nothing is kept here, so the keys stay. */
    }
  });
  document.addEventListener("keydown", event => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping || dialog.open || read() === "off") return;
    /* On a Cyrillic layout the key of the slash types a full stop. */
    const isSlash = event.key === "/" || (event.code === "Slash" && event.key === ".");
    const isQuestion = event.key === "?" || (event.code === "Slash" && event.key === ",");
    const field = document.getElementById("q");
    if (isQuestion) open();
    else if (isSlash && field) field.focus();
    else return;
    event.preventDefault();
  });
}
