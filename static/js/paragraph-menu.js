/* On a touch screen: a tap on the number of a paragraph, or on a turn's mark, opens a small menu instead of following
   the link. With a mouse or a keyboard the links stay links. */
const section = document.querySelector("[data-transcript]");
const menu = document.querySelector("[data-paragraph-menu]");

if (section && menu) {
  const act = name => menu.querySelector(`[data-act=${name}]`);
  let touched = false;
  let opener = null;
  let address = "";

  const close = () => {
    menu.hidden = true;
  };

  const open = link => {
    const turn = link.closest(".turn");
    const own = turn.querySelector('.permalink:not([href^="#"])')?.href ?? location.href.split("#")[0];
    const box = link.getBoundingClientRect();
    opener = link;
    address = new URL(link.getAttribute("href"), location).href;
    act("share").hidden = !navigator.share;
    for (const name of ["cite", "report"]) {
      act(name).hidden = !section.dataset.transcript;
      act(name).href = `${own}${name}/`;
    }
    menu.hidden = false;
    const width = document.documentElement.clientWidth;
    const under = box.bottom + 4;
    const top = under + menu.offsetHeight > innerHeight ? box.top - menu.offsetHeight - 4 : under;
    menu.style.setProperty("--top", `${top + scrollY}px`);
    menu.style.setProperty("--left", `${Math.max(8, Math.min(box.left, width - menu.offsetWidth - 8))}px`);
    act("link").focus({ preventScroll: true });
  };

  document.addEventListener("pointerdown", ({ pointerType }) => {
    touched = pointerType === "touch" || pointerType === "pen";
  });
  document.addEventListener("click", event => {
    const link = event.target.closest?.(".permalink");
    /* A key makes a click too, without a press before it. */
    if (link && section.contains(link) && touched && event.detail) {
      event.preventDefault();
      open(link);
    } else if (!menu.contains(event.target)) close();
  });
  menu.addEventListener("click", ({ target }) => {
    if (target.dataset.act === "link") {
      target.dispatchEvent(new CustomEvent("copy-text", { bubbles: true, detail: address }));
    } else if (target.dataset.act === "share") {
      navigator.share({ url: address, title: document.title }).catch(() => {});
      close();
    }
  });
  menu.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
    opener.focus({ preventScroll: true });
  });
}
