/* Links to words of a transcript: how one is made, and how its words are found again.

   https://…/u/<ref>/#u-<ref>-<paragraph>&w=<first words>_<last words>_<how many>_<sum>:~:text=…

   A browser finds the words by what stands after `:~:`, unless they were edited around; this module finds them by what
   stands before it, in the paragraph, in the turn, or wherever the turn's words went. Quotation marks, stress marks,
   hyphens, spaces and ё take no part, and the sum tells whether a word between the first and the last was changed. */
const section = document.querySelector("[data-transcript]");
const WORD = /[\p{L}\p{N}\p{M}\u00ad]+/gu;
const UNSAID = /[\u0300\u0301\u00ad]/g;
const EDGE = 3;
const LINK = /^#u-([0-9a-z]{10})(?:-\d+)?&w=([^&]+)$/;

const fold = word => word.normalize("NFC").replace(UNSAID, "").toLowerCase().replaceAll("ё", "е");

/* Every word of the paragraphs in a part of the page. */
function wordsOf(part) {
  const found = [];
  for (const paragraph of part.matches(".turn > p") ? [part] : part.querySelectorAll(".turn > p")) {
    const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      if (node.parentElement.closest(".permalink")) continue;
      for (const { 0: word, index: start } of node.data.matchAll(WORD)) {
        found.push({ paragraph, node, start, end: start + word.length, text: fold(word) });
      }
    }
  }
  return found;
}

/* FNV-1a over the folded words. */
function sum(words) {
  let hash = 0x811c9dc5;
  for (const char of words.map(word => word.text).join(" ")) {
    hash = Math.imul(hash ^ char.codePointAt(0), 0x01000193);
  }
  return (hash >>> 0).toString(36);
}

function rangeOver(words) {
  const range = new Range();
  range.setStart(words[0].node, words[0].start);
  range.setEnd(words.at(-1).node, words.at(-1).end);
  return range;
}

/* Making a link. Whoever needs one sends an event "words-link" with a range, and finds the address in it. */

function within(range) {
  const isIn = ({ node, start, end }) =>
    range.intersectsNode(node) &&
    (node !== range.startContainer || end > range.startOffset) &&
    (node !== range.endContainer || start < range.endOffset);
  const turns = [...section.querySelectorAll(".turn")].filter(turn => range.intersectsNode(turn));
  return turns.flatMap(wordsOf).filter(isIn);
}

const encoded = text => encodeURIComponent(text).replace(/[-()'*!]/g, char => `%${char.charCodeAt(0).toString(16)}`);
const piece = words => encoded(rangeOver(words).toString());

/* What the browser itself looks for; a piece of it lies within one paragraph. */
function directive(words) {
  const [first, last] = [words[0], words.at(-1)];
  if (words.length <= 2 * EDGE && first.paragraph === last.paragraph) return piece(words);
  const start = words.slice(0, EDGE).filter(word => word.paragraph === first.paragraph);
  const end = words.slice(-EDGE).filter(word => word.paragraph === last.paragraph && !start.includes(word));
  return `${piece(start)},${piece(end)}`;
}

function addressOf(words) {
  const [turn, until] = [words[0], words.at(-1)].map(word => word.paragraph.parentElement);
  const own = turn.querySelector('.permalink:not([href^="#"])')?.href ?? location.pathname;
  const page = turn === until ? own : section.dataset.transcript || location.pathname;
  const spell = some => some.map(word => word.text).join(".");
  const parts = [spell(words.slice(0, EDGE)), spell(words.slice(-EDGE)), words.length, sum(words)];
  const { href } = new URL(page, location);
  return `${href}#${words[0].paragraph.id}&w=${encoded(parts.join("_"))}:~:text=${directive(words)}`;
}

document.addEventListener("words-link", ({ detail }) => {
  const words = section ? within(detail.range) : [];
  detail.address = words.length ? addressOf(words) : "";
});

/* Finding the words of a link. */

function parsed(hash) {
  const [, ref, packed] = LINK.exec(hash) ?? [];
  try {
    const [first, last, count, check] = decodeURIComponent(packed ?? "").split("_");
    return check ? { ref, first: first.split("."), last: last.split("."), count: Number(count), check } : null;
  } catch {
    return null;
  }
}

const standsAt = (words, place, sought) => sought.every((text, number) => words[place + number]?.text === text);

/* The words as they were when the link was made. */
function unchanged(words, link) {
  for (let place = 0; place + link.count <= words.length; place += 1) {
    if (!standsAt(words, place, link.first)) continue;
    const found = words.slice(place, place + link.count);
    if (sum(found) === link.check) return found;
  }
  return null;
}

/* From the first words to the last, whatever was changed between them. */
function changed(words, link) {
  const reach = 2 * link.count + 20;
  for (let place = 0; place < words.length; place += 1) {
    if (!standsAt(words, place, link.first)) continue;
    for (let end = place + 1; end < Math.min(words.length, place + reach); end += 1) {
      if (standsAt(words, end, link.last)) return words.slice(place, end + link.last.length);
    }
  }
  return null;
}

async function isElsewhere(link) {
  const answer = await fetch(section.dataset.transcript).catch(() => null);
  if (!answer?.ok) return false;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  return Boolean(unchanged(wordsOf(page.body), link));
}

function light(words) {
  const paragraphs = [...new Set(words.map(word => word.paragraph))];
  const ranges = paragraphs.map(each => rangeOver(words.filter(word => word.paragraph === each)));
  const canMark = Boolean(globalThis.CSS?.highlights);
  if (canMark) CSS.highlights.set("linked-words", new Highlight(...ranges));
  for (const paragraph of paragraphs) paragraph.classList.add(canMark ? "has-words" : "linked");
}

function arriveAt(element) {
  element.tabIndex = -1;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center" });
}

/* Say that words were changed, over the paragraph. */
function confess(paragraph, kind) {
  const note = document.querySelector("[data-linked-note]");
  note.querySelector(`[data-${kind}]`).hidden = false;
  const versions = note.querySelector("[data-versions]");
  versions.href = `${section.dataset.transcript}versions/`;
  versions.hidden = !section.dataset.transcript;
  note.hidden = false;
  paragraph.before(note);
}

async function find(link) {
  const place = document.getElementById(location.hash.slice(1).split("&")[0]);
  const isAlone = "turn" in section.dataset;
  const turn = place?.closest(".turn") ?? document.getElementById(`u-${link.ref}`) ?? (isAlone ? section : null);
  const parts = [place, turn, section].filter(Boolean).map(wordsOf);
  const exact = parts.reduce((found, words) => found ?? unchanged(words, link), null);
  if (exact) {
    light(exact);
    return arriveAt(exact[0].paragraph);
  }
  const near = turn && changed(wordsOf(turn), link);
  if (!near && isAlone && (await isElsewhere(link))) {
    return location.replace(section.dataset.transcript + location.hash);
  }
  const permalink = section.querySelector('.permalink:not([href^="#"])');
  if (!turn && permalink) return location.replace(permalink.href.replace(/[0-9a-z]{10}\/$/, `${link.ref}/`) + location.hash);
  const paragraph = near?.[0].paragraph ?? (place?.matches("p") ? place : turn?.querySelector("p"));
  if (!paragraph) return undefined;
  if (near) light(near);
  else paragraph.classList.add("linked");
  confess(paragraph, near ? "near" : "changed");
  return arriveAt(paragraph);
}

function follow() {
  const link = section && parsed(location.hash);
  if (link) find(link);
}

window.addEventListener("hashchange", follow);
follow();
