// Keeping: a saved line loads the page anew; whoever writes the next one by then goes on where they were.
const FRESH = 10_000;
const place = () => `place ${location.pathname}`;

export function keep(halves) {
  const lines = [...halves.querySelectorAll("form.reword textarea")];
  addEventListener("pagehide", () => {
    const here = document.activeElement;
    if (!lines.includes(here)) return;
    const { id, value, defaultValue, selectionStart: start, selectionEnd: end } = here;
    const written = value === defaultValue ? null : value;
    const left = { at: Date.now(), id, was: defaultValue, written, start, end, top: here.getBoundingClientRect().top };
    sessionStorage.setItem(place(), JSON.stringify(left));
  });
  const left = JSON.parse(sessionStorage.getItem(place()) ?? "null");
  sessionStorage.removeItem(place());
  if (!left || Date.now() - left.at > FRESH) return;
  // The browser goes to the saved line first, and takes the focus along.
  if (document.readyState === "complete") putBack(left);
  else addEventListener("load", () => setTimeout(() => putBack(left)));
}

function putBack({ id, was, written, start, end, top }) {
  const line = document.getElementById(id);
  // Another text there by now is another line, or somebody else's: what they are told about it comes first.
  if (!line || line.defaultValue !== was || document.querySelector("[role=alert]")) return;
  if (written !== null) line.value = written;
  line.focus({ preventScroll: true });
  line.setSelectionRange(start, end);
  scrollBy(0, line.getBoundingClientRect().top - top);
}
