// Typed lines, pressed buttons and sent forms, and the replies that only this visitor sees, kept for the session.
import { localise } from "./times.js";

const KEPT = 40; // exchanges a room keeps in the session

export function replies(page, forms) {
  const key = `readout ${page.root} ${page.room}`;
  const kept = restore();

  function restore() {
    try {
      return JSON.parse(sessionStorage.getItem(key)) ?? [];
    } catch {
      return [];
    }
  }

  function keep(html) {
    const last = [...page.column.querySelectorAll(".message[data-id]")].at(-1);
    kept.push({ after: last ? Number(last.dataset.id) : 0, html });
    kept.splice(0, kept.length - KEPT);
    try {
      sessionStorage.setItem(key, JSON.stringify(kept));
    } catch {
      kept.shift(); // the browser's storage is full: the page still shows them until it is left
    }
  }

  // Puts what was said before the page was loaded anew back between the messages.
  function putBack() {
    for (const { after, html } of kept) {
      const next = [...page.column.querySelectorAll(".message[data-id]")].find((m) => Number(m.dataset.id) > after);
      page.column.insertBefore(parsed(html), next ?? null);
    }
  }

  function parsed(html) {
    const made = document.createElement("template");
    made.innerHTML = html;
    localise(made.content);
    return made.content.firstElementChild;
  }

  // The line under the room's name follows what the command did to the schedule.
  function showPlan(html) {
    const plan = document.querySelector(".top .about");
    plan.innerHTML = html;
    localise(plan);
  }

  // The line at once, as asked, and a sign of life until the reply is here.
  function waiting(asked) {
    const place = document.createElement("div");
    place.className = "exchange";
    place.setAttribute("aria-busy", "true");
    const line = document.createElement("p");
    line.className = "asked";
    line.dir = "auto";
    line.textContent = asked;
    const working = document.createElement("p");
    working.className = "working";
    working.append(document.createElement("i"), "Readout is working on it…");
    place.append(line);
    const sign = setTimeout(() => {
      place.append(working);
      page.toEnd();
    }, 250);
    const patience = setTimeout(() => {
      working.lastChild.textContent = "Still working on it; this one takes longer…";
    }, 4000);
    page.column.querySelector(".empty")?.remove();
    page.column.append(place);
    page.toEnd();
    return {
      end(replacement) {
        clearTimeout(sign);
        clearTimeout(patience);
        if (replacement) place.replaceWith(replacement);
        else place.remove();
      },
      fail(sentence) {
        clearTimeout(sign);
        clearTimeout(patience);
        working.remove();
        place.removeAttribute("aria-busy");
        const said = document.createElement("p");
        said.className = "failed";
        said.setAttribute("role", "alert");
        said.textContent = sentence;
        place.append(said);
        page.toEnd();
      },
    };
  }

  function bring(element) {
    const tall = element.offsetHeight > page.log.clientHeight - 40;
    element.scrollIntoView({ block: tall ? "start" : "end" });
    if (!tall) page.toEnd();
  }

  async function send(fields, asked, opener) {
    const place = waiting(asked);
    try {
      const answer = await page.ask(location.pathname, { ...fields, asked, zone: page.zone });
      if (answer.kind === "form") {
        place.end();
        forms.open(answer.shown, opener, sendForm);
      } else {
        const exchange = parsed(answer.exchange);
        place.end(exchange);
        keep(answer.exchange);
        showPlan(answer.plan);
        bring(exchange);
      }
      return true;
    } catch (error) {
      place.fail(error.message);
      return false;
    }
  }

  // A form's reply appears in the room; a form that could not be sent stays open with its words.
  async function sendForm(fields, title) {
    const body = new URLSearchParams(fields);
    body.set("asked", title);
    body.set("zone", page.zone);
    const answer = await page.ask(location.pathname, body);
    if (answer.kind === "form") return answer.shown;
    const exchange = parsed(answer.exchange);
    page.column.append(exchange);
    keep(answer.exchange);
    showPlan(answer.plan);
    bring(exchange);
    return null;
  }

  // A line's evidence opens under the line, and closes again.
  async function evidence(button) {
    const line = button.closest(".line");
    const shown = line.nextElementSibling?.matches(".evidence") ? line.nextElementSibling : line.querySelector(".evidence");
    if (shown) {
      shown.remove();
      button.setAttribute("aria-expanded", "false");
      return;
    }
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-expanded", "true");
    button.setAttribute("aria-busy", "true"); // not disabled, which would take the focus away
    try {
      const answer = await page.ask(location.pathname, { action: button.value, zone: page.zone });
      const box = evidenceBox(answer.shown, button);
      if (line.matches("li")) line.append(box);
      else line.after(box);
      box.scrollIntoView({ block: "nearest" });
    } catch (error) {
      button.setAttribute("aria-expanded", "false");
      waiting(button.getAttribute("aria-label") ?? button.textContent).fail(error.message);
    }
    button.removeAttribute("aria-busy");
  }

  function evidenceBox(html, button) {
    const box = document.createElement("div");
    box.className = "evidence";
    box.setAttribute("role", "group");
    box.setAttribute("aria-label", "Source");
    const meta = document.createElement("p");
    meta.className = "meta";
    const only = document.createElement("span");
    only.textContent = "In the article · Only visible to you";
    const dismiss = document.createElement("button");
    dismiss.type = "button";
    dismiss.className = "dismiss";
    dismiss.textContent = "Close";
    dismiss.addEventListener("click", () => {
      box.remove();
      button.setAttribute("aria-expanded", "false");
      button.focus();
    });
    meta.append(only, dismiss);
    // Not a form inside a form: the card's content goes into the message's own.
    const made = document.createElement("template");
    made.innerHTML = html;
    const card = document.createElement("div");
    card.className = "card";
    card.append(...made.content.firstElementChild.childNodes);
    // The line itself stands right above: it need not be said again.
    const repeated = card.querySelector(".lines > .small:first-child");
    const beginning = button.getAttribute("aria-label").replace(/^Source: /, "").replace(/…$/, "");
    if (repeated?.textContent.includes(beginning)) repeated.remove();
    box.append(meta, card);
    return box;
  }

  page.column.addEventListener("submit", (event) => {
    const pressed = event.submitter;
    event.preventDefault();
    if (event.target.matches(".form")) return; // forms open in the dialog
    if (!pressed?.value) return;
    if (pressed.matches(".source") && pressed.closest(".line")) evidence(pressed);
    else send({ action: pressed.value }, pressed.textContent, pressed);
  });

  putBack();
  return { type: (line) => send({ text: line }, line, page.say), putBack };
}
