/* Look as the reader chose, before anything is painted: the head waits for these lines, so they stay few. */
document.documentElement.dataset.scripted = "";
try {
  for (const name of ["theme", "size", "insertions"]) {
    const kept = localStorage.getItem(`reading-${name}`);
    if (kept) document.documentElement.dataset[name] = kept;
  }
} catch {
  /* The browser keeps nothing: the system's own look stays. */
}
