/* Keep what is typed in the browser, and offer it again where it was not saved. */
const form = document.querySelector("[data-text]");
const PAUSE = 400;

function read(key) {
  try {
    return JSON.parse(localStorage.getItem(key));
  } catch {
    return null;
  }
}

function keep(key, draft) {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    /* The browser has no room, or keeps nothing: the guard still asks before the page is left. */
  }
}

/* Saving leaves a cookie with the name of the draft that is no longer needed; on https its own name is longer. */
function isSaved(draft) {
  return document.cookie.split("; ").some(cookie => cookie.endsWith(`kept-draft=${draft.id}`));
}

if (form) {
  const { text: area, since, draft: name } = form.elements;
  const offer = form.querySelector("[data-draft]");
  const key = `transcript-draft:${form.dataset.text}`;
  const older = `${key}:older`;
  const isChanged = "changed" in form.dataset;
  for (const place of [key, older]) {
    const draft = read(place);
    if (!isChanged && draft && (isSaved(draft) || draft.text === area.value)) localStorage.removeItem(place);
  }
  let place = isChanged ? null : [key, older].find(read);
  const old = place && read(place);
  let timer;

  name.value ||= crypto.randomUUID?.() ?? String(Date.now());
  const present = () => ({ id: name.value, text: area.value, since: since.value, at: Date.now() });
  const save = () => {
    clearTimeout(timer);
    /* What is offered and not yet answered makes room, and is not written over. */
    if (place) keep((place = older), old);
    keep(key, present());
  };
  const settle = () => {
    localStorage.removeItem(place);
    place = null;
    offer.hidden = true;
    area.focus();
  };

  if (isChanged) save();
  if (old) {
    const time = document.createElement("time");
    time.dateTime = new Date(old.at).toISOString();
    time.textContent = new Date(old.at).toLocaleString(document.documentElement.lang);
    offer.querySelector("span").append(" ", time);
    offer.hidden = false;
  }
  area.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, PAUSE);
  });
  window.addEventListener("pagehide", () => {
    if (area.value !== area.defaultValue) save();
  });
  form.querySelector("[data-draft-restore]").addEventListener("click", () => {
    const { text, since: begun, id } = old;
    const typed = area.value === area.defaultValue ? null : present();
    settle();
    if (typed) keep(older, typed);
    /* With the text it was begun from, so that what others saved since then is put together with it. */
    [area.value, since.value, name.value] = [text, begun, id];
    area.dispatchEvent(new Event("input", { bubbles: true }));
  });
  form.querySelector("[data-draft-discard]").addEventListener("click", () => {
    settle();
    if (area.value !== area.defaultValue) save();
  });
}
