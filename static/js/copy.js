// Copies a text to the clipboard; where the browser does not allow that, it is selected.

const status = document.querySelector("[data-copy-status]");

function select(text) {
  const range = document.createRange();
  range.selectNodeContents(text);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const usual = button.textContent;
  let later;
  button.hidden = false;
  button.addEventListener("click", async () => {
    let told = button.dataset.copied;
    try {
      await navigator.clipboard.writeText(text.textContent);
    } catch {
      select(text);
      told = button.dataset.selected;
    }
    button.textContent = told;
    status.textContent = told;
    clearTimeout(later);
    later = setTimeout(() => {
      button.textContent = usual;
      status.textContent = "";
    }, 4000);
  });
}
