/* Follow a speaker or a tag through a text: the other turns step back, and buttons and the keys j and k go from one of
   theirs to the next. Without anybody followed the keys go from turn to turn. */
const section = document.querySelector("[data-transcript]");
const bar = document.querySelector("[data-following]");
const buttons = document.querySelectorAll("[data-follow]");
const EDGE = 40;

const areKeysOff = () => {
  try {
    return localStorage.getItem("reading-keys") === "off";
  } catch {
    return false;
  }
};

/* By the letter where the layout is Latin, by the key's place where it is not. */
const letterOf = ({ key, code }) => (/^[a-z]$/i.test(key) ? key.toLowerCase() : code.replace(/^Key/, "").toLowerCase());

const isTyping = ({ target }) => target.closest?.("input, textarea, select, [contenteditable]") || document.querySelector("dialog[open]");

if (section && bar) {
  const all = [...section.querySelectorAll(".turn")];
  const status = bar.querySelector("[role=status]");
  let followed = null;
  let turns = all;
  let current = null;

  /* The turn that was gone to last, while it is in sight; else the one at the top of the window. */
  const here = () => {
    const box = current?.getBoundingClientRect();
    if (box && box.bottom > 0 && box.top < innerHeight && turns.includes(current)) return turns.indexOf(current);
    const under = turns.findIndex(turn => turn.getBoundingClientRect().top > EDGE);
    return (under < 0 ? turns.length : under) - 0.5;
  };

  const tell = place => {
    if (followed) status.textContent = `${followed.name}: ${place + 1} / ${turns.length}`;
  };

  const go = step => {
    const from = here();
    const place = step > 0 ? Math.floor(from) + 1 : Math.ceil(from) - 1;
    if (place < 0 || place >= turns.length) return;
    current = turns[place];
    current.tabIndex = -1;
    current.focus({ preventScroll: true });
    current.scrollIntoView({ block: "start" });
    tell(place);
  };

  const stop = () => {
    const button = followed?.button;
    section.classList.remove("followed");
    for (const each of buttons) each.setAttribute("aria-pressed", "false");
    for (const turn of all) turn.classList.remove("theirs");
    bar.hidden = true;
    followed = null;
    turns = all;
    return button;
  };

  const start = button => {
    stop();
    turns = all.filter(turn => turn.dataset.of?.split(" ").includes(button.dataset.follow));
    followed = { button, name: button.closest("li").querySelector("a").textContent };
    for (const turn of turns) turn.classList.add("theirs");
    section.classList.add("followed");
    button.setAttribute("aria-pressed", "true");
    bar.hidden = false;
    status.textContent = `${followed.name}: ${turns.length}`;
  };

  for (const button of buttons) {
    button.addEventListener("click", () => (followed?.button === button ? stop() : start(button)));
  }
  for (const button of bar.querySelectorAll("[data-step]")) {
    button.addEventListener("click", () => {
      go(Number(button.dataset.step));
      button.focus({ preventScroll: true });
    });
  }
  bar.querySelector("[data-stop]").addEventListener("click", () => stop()?.focus({ preventScroll: true }));
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTyping(event)) return;
    if (event.key === "Escape") stop();
    const step = { j: 1, k: -1 }[letterOf(event)];
    if (!step || event.shiftKey || areKeysOff()) return;
    event.preventDefault();
    go(step);
  });
}
