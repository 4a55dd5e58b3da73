// Selecting: words marked in the article fill the form above it, with their place.
export function select(halves) {
  const form = halves.querySelector("form.take");
  const article = halves.querySelector(".article .text");
  document.addEventListener("selectionchange", () => {
    const chosen = document.getSelection();
    if (!chosen || chosen.isCollapsed || !article.contains(chosen.anchorNode) || !article.contains(chosen.focusNode)) return;
    const range = chosen.getRangeAt(0);
    const start = placeOf(range.startContainer, range.startOffset, false);
    const end = placeOf(range.endContainer, range.endOffset, true);
    if (start === null || end === null || end <= start) return;
    form.elements.start.value = start;
    form.elements.end.value = end;
    form.elements.words.value = chosen.toString().replace(/\s+/g, " ").trim();
    form.dataset.placed = form.elements.words.value;
  });
  form.addEventListener("submit", () => {
    // A place is surer than words, which may stand there twice; typed words have no place.
    if (form.dataset.placed === form.elements.words.value) form.elements.words.value = "";
  });
}

// Offsets count in the article's text; between two sentences the nearer edge of the selection's own one counts.
function placeOf(node, offset, end) {
  if (node.nodeType === Node.TEXT_NODE) {
    const sentence = node.parentElement.closest(".s");
    if (sentence) return Number(sentence.dataset.start) + offset;
    return edge(end ? node.previousElementSibling : node.nextElementSibling, end);
  }
  if (node.classList?.contains("s")) return Number(offset ? node.dataset.end : node.dataset.start);
  // Three clicks select up to the start of the next paragraph.
  return edge(end ? node.childNodes[offset - 1] ?? node.previousElementSibling : node.childNodes[offset], end);
}

function edge(near, end) {
  if (!(near instanceof Element)) return null;
  const inside = near.matches(".s") ? [near] : [...near.querySelectorAll(".s")];
  const sentence = inside.at(end ? -1 : 0);
  return sentence ? Number(end ? sentence.dataset.end : sentence.dataset.start) : null;
}
