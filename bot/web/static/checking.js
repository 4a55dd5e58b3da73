// Checking: a line is held against the article while it is typed, and kept when it is left.
const PAUSE = 350;

export function proof(halves) {
  for (const form of halves.querySelectorAll("form.reword")) {
    const text = form.elements.text;
    const shown = form.closest(".row").querySelector(".findings");
    let waiting = 0;
    let asked = 0;
    let sent = false;
    text.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const turn = ++asked;
        const found = await ask(halves, text.value);
        if (turn === asked && found) draw(shown, found);
      }, PAUSE);
    });
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault(); // leaving the line by its Save button
      sent = true;
    });
    addEventListener("pageshow", () => {
      sent = false;
    });
    text.addEventListener("blur", () => {
      // Another window in front takes the focus from nothing here.
      if (document.activeElement !== text && text.value !== text.defaultValue) form.requestSubmit(form.elements.do);
    });
  }
}

async function ask(halves, text) {
  const body = new URLSearchParams({ csrf: halves.dataset.csrf, text });
  try {
    const answer = await fetch(`${halves.dataset.topic}/check`, { method: "POST", body, headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

function draw(shown, found) {
  shown.replaceChildren(
    ...found.map(({ message, severity }) => {
      const line = document.createElement("p");
      line.className = `finding ${severity === "major" ? "stops" : ""}`;
      line.textContent = message;
      return line;
    }),
  );
}
