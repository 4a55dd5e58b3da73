// Reaching: how far a correction has come, as it happens. Without script the page says it when it is loaded anew.
export function reach(shown) {
  const leaves = document.querySelector("[data-leaves]");
  if (!("waiting" in shown.dataset) && !leaves) return;
  const source = new EventSource(shown.dataset.events);
  source.addEventListener("copies", (event) => draw(shown, JSON.parse(event.data)));
  source.addEventListener("done", (event) => {
    source.close();
    draw(shown, JSON.parse(event.data));
    // What is live and what each channel shows is another thing by now: the page says so, unless somebody writes on it.
    const writing = [...document.querySelectorAll("textarea")].some((field) => field.value);
    if (!writing) location.reload();
  });
  addEventListener("beforeunload", () => source.close()); // a reload would call back whoever is leaving
  addEventListener("pagehide", () => source.close());
}

function draw(shown, { total, current, unreachable }) {
  const left = total - current - unreachable.length;
  const told = shown.querySelector(".told");
  if (total) told.textContent = `${current} of ${total} posted ${total === 1 ? "copy shows what it" : "copies show what they"} should${left > 0 ? `; ${left} to go` : ""}.`;
  const bar = shown.querySelector("progress");
  if (bar) {
    bar.max = total;
    bar.value = current;
  }
  const missed = shown.querySelector(".missed");
  missed.hidden = !unreachable.length;
  missed.querySelector("ul").replaceChildren(
    ...unreachable.map(({ place, why }) => {
      const row = document.createElement("li");
      row.dir = "auto";
      row.textContent = `${place}: ${why.replaceAll("`", "")}`;
      return row;
    }),
  );
}
