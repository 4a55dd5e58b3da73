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

function placeOf(node, offset, end) {
  const at = node.nodeType === Node.TEXT_NODE ? node.parentElement : node;
  const sentence = at.closest?.(".s");
  if (sentence && node.nodeType === Node.TEXT_NODE) return Number(sentence.dataset.start) + offset;
  const near = end ? node.previousElementSibling ?? node.children?.[offset - 1] : node.nextElementSibling ?? node.children?.[offset];
  const beside = near?.closest?.(".s") ?? near?.querySelector?.(".s");
  return beside ? Number(end ? beside.dataset.end : beside.dataset.start) : null;
}
