// Evidence: a line under the pointer or the focus lights its words in the article, and a sentence lights its lines.
export function light(halves) {
  const sentences = [...halves.querySelectorAll(".s")];
  const rows = [...halves.querySelectorAll(".row")];

  const show = (row) => {
    const places = placesOf(row);
    for (const sentence of sentences) sentence.classList.toggle("lit", places.some((place) => meets(place, spanOf(sentence))));
    if (row) sentences.find((sentence) => sentence.classList.contains("lit"))?.scrollIntoView({ block: "nearest" });
  };
  const back = (sentence) => {
    for (const row of rows) row.classList.toggle("lit", sentence !== null && placesOf(row).some((place) => meets(place, spanOf(sentence))));
  };
  for (const row of rows) {
    row.addEventListener("pointerenter", () => show(row));
    row.addEventListener("focusin", () => show(row));
    row.addEventListener("pointerleave", () => show(null));
  }
  for (const sentence of sentences) {
    sentence.addEventListener("pointerenter", () => back(sentence));
    sentence.addEventListener("pointerleave", () => back(null));
  }
}

function placesOf(row) {
  const written = row?.dataset.places ?? "";
  return written.split(" ").filter(Boolean).map((place) => place.split("-").map(Number));
}

const spanOf = (sentence) => [Number(sentence.dataset.start), Number(sentence.dataset.end)];
const meets = ([a, b], [c, d]) => a < d && c < b;
