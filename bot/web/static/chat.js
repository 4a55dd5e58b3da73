// The chat page: everything here also works without script, a page at a time.
import { completion } from "./completion.js";
import { dialog } from "./dialog.js";
import { live } from "./live.js";
import { replies } from "./replies.js";
import { localise } from "./times.js";

const page = {
  root: document.body.dataset.root,
  room: document.body.dataset.room,
  cursor: document.body.dataset.cursor,
  csrf: document.body.dataset.csrf,
  past: "past" in document.body.dataset,
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  log: document.getElementById("log"),
  column: document.querySelector(".column"),
  say: document.getElementById("say"),

  // Whether the newest message is in view: only then does the page follow what comes.
  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < 80;
  },

  toEnd() {
    this.log.scrollTop = this.log.scrollHeight;
  },

  // Asks the server with our own headers; what comes back is JSON, or an Error whose message is a sentence.
  async ask(url, body) {
    const options = { headers: { Accept: "application/json" } };
    if (body) {
      const fields = new URLSearchParams(body);
      fields.set("csrf", page.csrf);
      Object.assign(options, { method: "POST", body: fields });
    }
    let response;
    try {
      response = await fetch(url, options);
    } catch {
      throw new Error("Readout could not be reached, so nothing was sent. Check that it runs, then try again.");
    }
    const isJson = (response.headers.get("Content-Type") ?? "").startsWith("application/json");
    const answer = isJson ? await response.json() : {};
    if (!response.ok) throw new Error(answer.sentence ?? `Readout could not do this (${response.status}). Try again.`);
    return answer;
  },
};

localise(document);
const forms = dialog(page);
const asked = replies(page, forms);
completion(page, (line) => asked.type(line));
live(page, asked.putBack);

for (const link of document.querySelectorAll("a.menu, .rooms .close")) {
  link.addEventListener("click", () => queueMicrotask(() => document.querySelector(link.hash)?.focus()));
}
document.getElementById("rooms").addEventListener("keydown", (event) => {
  if (event.key === "Escape" && location.hash === "#rooms") location.replace("#log");
});
if (!page.past) page.toEnd();
if (matchMedia("(pointer: fine)").matches) page.say.focus({ preventScroll: true });
