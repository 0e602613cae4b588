/* Shortcuts of the transcript's page: Ctrl+S (or ⌘S) saves and goes on, Ctrl+Enter previews. */
const form = document.querySelector("[data-text]");

if (form) {
  form.querySelector("[data-keys]").hidden = false;
  document.addEventListener("keydown", event => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    /* By the key's place, because with a Russian layout its letter is another one. */
    const name = { KeyS: "_continue", Enter: "_preview", NumpadEnter: "_preview" }[event.code];
    if (!name) return;
    event.preventDefault();
    const button = form.querySelector(`.submit-row [name=${name}]`);
    if (button) form.requestSubmit(button);
  });
}
