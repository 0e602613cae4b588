/* Let a link to a line of the transcript select that line. Without this script the link leads to the text area, and the
   line's number and words stand beside it. */
const area = document.getElementById("id_text");

function rangeOf(number) {
  const lines = area.value.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  return [start, start + (lines[number - 1] ?? "").length];
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
  const [start, end] = rangeOf(Number(link.dataset.line));
  area.focus({ preventScroll: true });
  area.setSelectionRange(start, end);
  area.scrollTop = Math.max(0, heightAbove(start) - area.clientHeight / 3);
  area.scrollIntoView({ block: "nearest" });
});
