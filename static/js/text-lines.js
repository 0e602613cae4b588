/* Let a link to a line of the transcript select its beginning, or the words in data-words. Without this script the link
   leads to the text area, and the line's number and words stand beside it. */
const area = document.getElementById("id_text");

/* A line may be a paragraph of a hundred words, and its beginning is enough to be seen. */
const SELECTED = 80;

function rangeOf(number, words) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const line = lines[number - 1] ?? "";
  const place = words ? line.indexOf(words) : -1;
  return place < 0 ? [start, start + Math.min(line.length, SELECTED)] : [start + place, start + place + words.length];
}

/* How far down a place in the text is can only be measured on a copy that is as wide. */
function heightAbove(place) {
  const copy = area.cloneNode();
  copy.removeAttribute("id");
  copy.removeAttribute("name");
  copy.classList.add("text-measured");
  copy.tabIndex = -1;
  copy.value = area.value.slice(0, place);
  area.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

document.addEventListener("click", event => {
  const link = event.target.closest("[data-line]");
  if (!link || !area) return;
  event.preventDefault();
  const folded = area.closest("details");
  if (folded) folded.open = true;
  const [start, end] = rangeOf(Number(link.dataset.line), link.dataset.words);
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  area.scrollTop = Math.max(0, heightAbove(start) - area.clientHeight / 3);
  area.scrollIntoView({ block: "nearest" });
});
