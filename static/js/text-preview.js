/* Show the preview without loading the page again: when asked for, and after a pause in typing where the text is not too
   long for that. */
const form = document.querySelector("[data-text]");
const PAUSE = 1200;

if (form) {
  const place = form.querySelector("[data-outcome]");
  let timer;
  let asked = new AbortController();

  const show = async (number = "1") => {
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const data = new FormData(form);
    data.set("_preview", number);
    data.set("_pane", "1");
    place.setAttribute("aria-busy", "true");
    const answer = await fetch(form.action, { method: "POST", body: data, signal: asked.signal }).catch(error => error);
    if (answer.name === "AbortError") return true;
    place.removeAttribute("aria-busy");
    if (!answer.ok || answer.redirected) return false;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const isTold = page.querySelector("[data-meanwhile]") !== null;
    place.replaceChildren(...page.body.childNodes);
    return !isTold;
  };

  let isPlain = false;
  form.addEventListener("submit", async event => {
    const button = event.submitter;
    if (button?.name !== "_preview" || isPlain) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (await show(button.value)) return;
    /* The whole page can say what is wrong, and put the text together with what others saved. */
    isPlain = true;
    form.requestSubmit(button);
  });
  if ("live" in form.dataset) {
    form.elements.text.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(show, PAUSE);
    });
  }
}
