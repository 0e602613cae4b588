/* Sign out with nothing left behind: what was typed at the desk and not saved is forgotten, and asked about before. */
const KEPT = "transcript-";
const question = document.querySelector("[data-forgetting]");
const isOut = document.querySelector("[data-signed-out]");

/* Give the names of what the browser keeps of transcripts. */
function kept(storage) {
  return Object.keys(storage).filter(key => key.startsWith(KEPT));
}

/* What was saved last has left its name in a cookie. */
function isSaved(key) {
  const { id } = JSON.parse(localStorage.getItem(key));
  return document.cookie.split("; ").some(cookie => cookie.endsWith(`kept-draft=${id}`));
}

function hasUnsaved() {
  try {
    return kept(localStorage).some(key => !isSaved(key));
  } catch {
    return false;
  }
}

if (isOut) {
  try {
    for (const storage of [localStorage, sessionStorage]) kept(storage).forEach(key => storage.removeItem(key));
  } catch {
    /* The browser keeps nothing. */
  }
} else if (question) {
  try {
    /* Now, for the next that is saved takes its place in the cookie. */
    kept(localStorage).filter(isSaved).forEach(key => localStorage.removeItem(key));
  } catch {
    /* Then it is asked about. */
  }
  document.querySelector("#logout-form").addEventListener("submit", event => {
    if (hasUnsaved() && !confirm(question.dataset.forgetting)) event.preventDefault();
  });
}
