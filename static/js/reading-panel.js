/* The reader's choice of theme, size and editors' insertions, kept in this browser alone. */
const panel = document.querySelector("[data-reading]");
const root = document.documentElement;
const show = document.querySelector("[data-show-insertions]");

function keep(name, value) {
  try {
    if (value) localStorage.setItem(`reading-${name}`, value);
    else localStorage.removeItem(`reading-${name}`);
  } catch {
    /* It holds for this page then. */
  }
}

function apply(name, value) {
  if (value) root.dataset[name] = value;
  else delete root.dataset[name];
}

if (panel) {
  const fields = [...panel.querySelectorAll("input")];
  const tell = () => {
    for (const field of fields) field.checked = (root.dataset[field.name] ?? "") === field.value;
  };
  panel.addEventListener("change", ({ target }) => {
    apply(target.name, target.value);
    keep(target.name, target.value);
  });
  /* Another tab chose. */
  window.addEventListener("storage", ({ key, newValue }) => {
    if (!key?.startsWith("reading-")) return;
    apply(key.replace("reading-", ""), newValue);
    tell();
  });
  panel.addEventListener("keydown", event => {
    if (event.key !== "Escape" || !panel.open) return;
    event.stopPropagation();
    panel.open = false;
    panel.querySelector("summary").focus();
  });
  /* The list of keys goes back to the button that opened it, which has to be there still. */
  document.addEventListener("click", ({ target }) => {
    if (!panel.contains(target) && !target.closest?.("dialog")) panel.open = false;
  });
  show?.addEventListener("click", () => {
    apply("insertions", "");
    keep("insertions", "");
    tell();
    document.getElementById("content").focus();
  });
  tell();
}
