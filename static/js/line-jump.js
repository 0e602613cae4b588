// A link with data-line leads to that line of the text area it points to: its beginning, or
// the words in data-words, are selected and in sight.

// A line may be a paragraph of a hundred words: its beginning is enough to be seen.
const SELECTED = 60;

function positionOf(text, number) {
  let start = 0;
  for (let line = 1; line < number; line += 1) {
    const end = text.indexOf("\n", start);
    if (end < 0) break;
    start = end + 1;
  }
  const end = text.indexOf("\n", start);
  return [start, end < 0 ? text.length : end];
}

// How far the text reaches above a character, measured in a copy: lines wrap, so that their number does not tell.
function heightAbove(area, position) {
  const copy = area.cloneNode();
  copy.removeAttribute("id");
  copy.removeAttribute("name");
  copy.setAttribute("aria-hidden", "true");
  copy.rows = 1;
  copy.classList.add("measured");
  copy.value = area.value.slice(0, position);
  area.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}

function show(area, number, words) {
  const details = area.closest("details");
  if (details) details.open = true;
  const [start, end] = positionOf(area.value, number);
  const there = words ? area.value.slice(start, end).indexOf(words) : -1;
  const from = there < 0 ? start : start + there;
  area.focus({ preventScroll: true });
  area.setSelectionRange(from, there < 0 ? Math.min(end, start + SELECTED) : from + words.length);
  area.scrollTop = heightAbove(area, from) - area.clientHeight / 3;
  area.scrollIntoView({ block: "center" });
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-line]");
  const area = link && document.querySelector(link.hash);
  if (!area) return;
  event.preventDefault();
  show(area, Number(link.dataset.line), link.dataset.words);
});
