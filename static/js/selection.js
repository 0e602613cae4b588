/* Offer near selected words of a transcript a link to them, a quotation and a citation. */
const section = document.querySelector("[data-transcript]");
const menu = document.querySelector("[data-selected]");
const PAUSE = 200;
const MOST = 1000;
const OFFICE = ".role, .office";

/* The selected words as they are shown, one entry a paragraph. */
function pieces(range) {
  const found = [];
  for (const turn of section.querySelectorAll(".turn")) {
    if (!range.intersectsNode(turn)) continue;
    for (const paragraph of turn.querySelectorAll(":scope > p")) {
      if (!range.intersectsNode(paragraph)) continue;
      const text = shown(paragraph, range).trim();
      if (/[\p{L}\p{N}]/u.test(text)) found.push({ turn, paragraph, text });
    }
  }
  return found;
}

function shown(paragraph, range) {
  const texts = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  let text = "";
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const parent = node.parentElement;
    if (parent.closest(".permalink") || !parent.getClientRects().length || !range.intersectsNode(node)) continue;
    const start = node === range.startContainer ? range.startOffset : 0;
    const end = node === range.endContainer ? range.endOffset : node.length;
    text += node.data.slice(start, end);
  }
  return text;
}

/* Who said it: the name, then in brackets the office, and that the words are a translation. An office stands at a
   speaker's first turn alone. */
function sayer(turn) {
  const isAlone = "turn" in section.dataset;
  const header = isAlone ? document.querySelector("main > header") : turn.querySelector(":scope > header");
  const name = isAlone ? section.dataset.turn : nameIn(header);
  if (!name) return "";
  const first = [...section.querySelectorAll(".turn > header")].find(each => nameIn(each) === name);
  const office = (header.querySelector(OFFICE) ?? first?.querySelector(OFFICE))?.textContent.trim();
  const delivery = header.querySelector(".delivery")?.textContent.trim();
  const remarks = [office, delivery].filter(Boolean).join("; ");
  return remarks ? `${name} (${remarks})` : name;
}

const nameIn = header => (header?.querySelector("h3 a") ?? header?.querySelector("h3"))?.textContent.trim();

function quotation(found, address) {
  const { form } = menu.querySelector("[data-act=quote]").dataset;
  const turns = [...new Set(found.map(each => each.turn))];
  const quoted = turns.map(turn => {
    const words = found.filter(each => each.turn === turn).map(each => each.text).join("\n");
    const by = sayer(turn);
    return form.replace("{words}", () => words) + (by ? ` — ${by}` : "");
  });
  const source = [section.dataset.title, section.dataset.date, address].filter(Boolean).join(", ");
  return turns.length > 1 ? `${quoted.join("\n")}\n${source}` : `${quoted[0]}, ${source}`;
}

function linkTo(range) {
  const detail = { range, address: "" };
  document.dispatchEvent(new CustomEvent("words-link", { detail }));
  return detail.address;
}

if (section && menu) {
  let range = null;
  let timer;
  let isPressed = false;

  const hide = () => {
    menu.hidden = true;
  };

  /* Under the selection's end, or over its start where there is no room; on a touch screen the style sheet puts it at
     the bottom, away from the device's own menu. */
  const place = () => {
    const lines = [...range.getClientRects()].filter(line => line.width);
    if (!lines.length) return;
    const [first, last] = [lines[0], lines.at(-1)];
    const { offsetWidth: width, offsetHeight: height } = menu;
    const under = last.bottom + 8;
    const top = under + height > innerHeight ? Math.max(8, first.top - height - 8) : under;
    const edge = Math.max(8, section.getBoundingClientRect().left);
    const left = Math.min(Math.max(edge, last.right - width / 2), document.documentElement.clientWidth - width - 8);
    menu.style.setProperty("--top", `${top + scrollY}px`);
    menu.style.setProperty("--left", `${left + scrollX}px`);
  };

  const offer = () => {
    const selection = getSelection();
    if (isPressed || menu.contains(document.activeElement)) return;
    const chosen = selection.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0).cloneRange() : null;
    const found = chosen?.intersectsNode(section) ? pieces(chosen) : [];
    if (!found.length) return hide();
    range = chosen;
    const cite = menu.querySelector("[data-act=cite]");
    const turn = found[0].turn.id.slice(2);
    const page = found[0].turn.querySelector('.permalink:not([href^="#"])')?.href ?? location.pathname;
    const words = found.map(each => each.text).join("\n").slice(0, MOST);
    cite.hidden = !section.dataset.transcript || found.some(each => each.turn.id.slice(2) !== turn);
    cite.href = `${page.split("#")[0]}cite/?quote=${encodeURIComponent(words)}`;
    menu.hidden = false;
    return place();
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(offer, PAUSE);
  };

  document.addEventListener("selectionchange", soon);
  document.addEventListener("pointerdown", ({ target }) => {
    isPressed = !menu.contains(target);
  });
  for (const kind of ["pointerup", "pointercancel"]) {
    document.addEventListener(kind, () => {
      isPressed = false;
      soon();
    });
  }
  /* A press on the menu would end the selection. */
  menu.addEventListener("pointerdown", event => event.preventDefault());
  menu.addEventListener("mousedown", event => event.preventDefault());
  menu.addEventListener("click", ({ target }) => {
    const { act } = target.dataset;
    if (act !== "link" && act !== "quote") return;
    const address = linkTo(range);
    /* In print the address of the paragraph is enough. */
    const detail = act === "link" ? address : quotation(pieces(range), address.split("&")[0]);
    target.dispatchEvent(new CustomEvent("copy-text", { bubbles: true, detail }));
  });
  document.addEventListener("keydown", event => {
    if (menu.hidden) return;
    const isIn = menu.contains(document.activeElement);
    if (event.key === "Escape") {
      event.stopImmediatePropagation();
      if (isIn) document.activeElement.blur();
      hide();
    } else if (event.key === "Tab" && !event.shiftKey && !isIn) {
      event.preventDefault();
      menu.querySelector("button").focus();
    }
  }, true);
}
