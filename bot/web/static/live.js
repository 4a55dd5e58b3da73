// What others post and edit arrives by server-sent events; after a break the page asks for what it missed.
import { localise } from "./times.js";

export function live(page, putBack) {
  const connection = document.querySelector(".connection");
  const newer = document.querySelector(".newer");
  const title = document.title;
  let source = null;
  let lost = 0;
  let unseen = 0;

  function connect() {
    source?.close();
    source = new EventSource(`${page.root}/events?after=${encodeURIComponent(page.cursor)}`);
    source.addEventListener("open", () => {
      clearTimeout(lost);
      lost = 0;
      connection.hidden = true;
    });
    source.addEventListener("message", (event) => {
      page.cursor = event.lastEventId;
      show(JSON.parse(event.data));
    });
    source.addEventListener("reload", refresh);
    source.addEventListener("rest", (event) => {
      page.cursor = event.lastEventId;
      source.close();
      source = null;
    });
    source.addEventListener("error", () => {
      lost ||= setTimeout(() => {
        connection.textContent = "Connection lost; trying again…";
        connection.hidden = false;
      }, 1500);
      // A browser gives up for good after some errors: then we begin anew.
      if (source?.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
    });
  }

  // Readout was started anew, or too much was missed: the room is read again; what is typed or open stays.
  async function refresh() {
    source.close();
    try {
      const response = await fetch(location.href);
      if (!response.ok) throw new Error(response.statusText);
      const read = new DOMParser().parseFromString(await response.text(), "text/html");
      page.cursor = read.body.dataset.cursor;
      page.csrf = read.body.dataset.csrf; // another one after a log-in in another window
      for (const field of document.getElementsByName("csrf")) field.value = page.csrf;
      for (const part of [".column", ".rooms ul", ".top .about"]) {
        const fresh = document.adoptNode(read.querySelector(part));
        localise(fresh);
        document.querySelector(part).replaceChildren(...fresh.childNodes);
      }
      putBack();
      if (!page.past) page.toEnd();
      connect();
    } catch {
      setTimeout(connect, 3000); // not yet up again: the next connection asks for the same
    }
  }

  function show({ room, id, html }) {
    if (room !== page.room) return count(room);
    if (page.past) return undefined;
    const follow = page.atEnd();
    const made = document.createElement("template");
    made.innerHTML = html;
    const message = made.content.querySelector(".message");
    localise(message);
    const before = document.getElementById(`m${id}`);
    if (before) {
      const held = before.contains(document.activeElement);
      before.replaceWith(message);
      message.classList.add("changed");
      if (held) {
        message.tabIndex = -1; // the keyboard stays where it was reading
        message.focus({ preventScroll: true });
      }
      return undefined;
    }
    page.column.querySelector(".empty")?.remove();
    page.column.append(message);
    if (follow) page.toEnd();
    else newer.hidden = false;
    if (document.hidden) document.title = `(${++unseen}) ${title}`;
    return undefined;
  }

  function count(room) {
    const link = document.querySelector(`.rooms a[data-room="${CSS.escape(room)}"]`) ?? added(room);
    link.classList.add("unread");
    let number = link.querySelector(".count");
    if (!number) {
      number = document.createElement("span");
      number.className = "count";
      link.append(number);
    }
    number.textContent = Number(number.textContent) + 1;
    number.setAttribute("aria-label", `${number.textContent} new`);
  }

  // A channel that is new since the page was loaded.
  function added(room) {
    const link = document.createElement("a");
    link.href = `${page.root}/c/${encodeURIComponent(room)}`;
    link.dataset.room = room;
    const name = document.createElement("span");
    name.dir = "auto";
    name.textContent = `#${room}`;
    link.append(name);
    const row = document.createElement("li");
    row.append(link);
    document.querySelector(".rooms ul").append(row);
    return link;
  }

  newer.addEventListener("click", () => page.toEnd());
  page.log.addEventListener("scroll", () => {
    if (page.atEnd()) newer.hidden = true;
  });
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return;
    unseen = 0;
    document.title = title;
    if (!source) connect();
  });
  addEventListener("pagehide", () => source?.close());
  addEventListener("pageshow", (event) => {
    if (event.persisted) connect();
  });
  connect();
}
