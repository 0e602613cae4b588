// Gives the controls that Django's scripts make, and its search field, the names that a screen reader says.

const named = (control, words) => {
  if (words && !control.hasAttribute("aria-label")) control.setAttribute("aria-label", words.trim().replace(/:$/, ""));
};

const search = document.querySelector("#searchbar");
if (search) named(search, document.querySelector("label[for=searchbar] img")?.alt || search.form?.querySelector("[type=submit]")?.value);

const nameChoices = () => {
  for (const select of document.querySelectorAll("select.admin-autocomplete[id]")) {
    const words = document.querySelector(`label[for="${CSS.escape(select.id)}"]`)?.textContent || select.getAttribute("aria-label");
    const shown = select.nextElementSibling;
    for (const control of shown?.querySelectorAll("[role=combobox], [role=textbox], [type=search]") ?? []) {
      // Otherwise the name is that of the chosen value alone.
      control.removeAttribute("aria-labelledby");
      named(control, words);
    }
  }
};

// Date and time of one moment have their words beside them, in no label.
for (const input of document.querySelectorAll(".datetime input")) named(input, input.previousSibling?.textContent);

// In a table of rows to be edited the words stand above the column.
const nameCells = () => {
  for (const table of document.querySelectorAll(".tabular.inline-related table")) {
    const heads = [...table.querySelectorAll("thead th")];
    const first = heads[0];
    if (first && !first.textContent.trim()) {
      const words = document.createElement("span");
      words.className = "visually-hidden";
      words.textContent = table.closest("fieldset, .inline-group")?.querySelector("h2")?.textContent.trim() ?? "–";
      first.append(words);
    }
    for (const cell of table.querySelectorAll("tbody td")) {
      const words = [...(heads[cell.cellIndex]?.childNodes ?? [])].find((node) => node.textContent.trim())?.textContent;
      for (const control of cell.querySelectorAll("input:not([type=hidden]), select, textarea")) named(control, words);
    }
  }
};

const nameAll = () => {
  nameChoices();
  nameCells();
};

nameAll();
// Rows that are added later bring their own; the list of choices, once it is open, has a field to type in.
new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
