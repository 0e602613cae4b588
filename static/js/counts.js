/* Bring in beside the results how they are spread. Counting takes longer than finding, so the page does not wait for
   it; without this script a link leads to the same figures. */
const place = document.querySelector("[data-counts]");

if (place) {
  const answer = await fetch(place.dataset.counts, { headers: { Accept: "text/html" } }).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const facets = page.getElementById("facets");
    if (facets) {
      const link = place.querySelector("a");
      place.replaceChildren(...facets.children, link);
    }
  }
}
