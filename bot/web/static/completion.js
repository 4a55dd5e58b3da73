// The message field: completes commands and their arguments in a list above it (a combobox), and remembers lines.
export function completion(page, send) {
  const input = page.say;
  const list = document.getElementById("options");
  const form = input.form;
  const said = [];
  let options = [];
  let chosen = -1;
  let moved = false; // the visitor chose with the arrow keys, so Enter takes the choice
  let recalled = 0;
  let asked = 0;
  let timer = 0;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  function later() {
    clearTimeout(timer);
    timer = setTimeout(look, 90);
  }

  async function look() {
    const text = input.value;
    const turn = ++asked;
    if (!text.trim() && !text) return close();
    const query = new URLSearchParams({ room: page.room, text, zone: page.zone });
    try {
      const found = await page.ask(`${page.root}/complete?${query}`);
      if (turn === asked && input.value === text && document.activeElement === input) show(found, text);
    } catch {
      close(); // typing goes on without completions; sending says what is wrong
    }
    return undefined;
  }

  function show(found, text) {
    options = found.filter((option) => option.value !== text);
    if (!options.length) return close();
    list.replaceChildren(...options.map(item));
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
    moved = false;
    choose(0);
    return undefined;
  }

  function item(option, index) {
    const row = document.createElement("li");
    row.id = `option-${index}`;
    row.setAttribute("role", "option");
    const [name, ...about] = option.label.split(" — ");
    const word = document.createElement("b");
    word.dir = "auto";
    word.textContent = name;
    row.append(word);
    if (about.length) {
      const words = document.createElement("span");
      words.textContent = about.join(" — ");
      row.append(words);
    }
    row.addEventListener("pointerdown", (event) => {
      event.preventDefault(); // the field keeps the focus
      take(index);
    });
    return row;
  }

  function choose(index) {
    chosen = (index + options.length) % options.length;
    [...list.children].forEach((row, at) => row.setAttribute("aria-selected", String(at === chosen)));
    const row = list.children[chosen];
    input.setAttribute("aria-activedescendant", row.id);
    row.scrollIntoView({ block: "nearest" });
  }

  function close() {
    asked += 1;
    clearTimeout(timer);
    options = [];
    chosen = -1;
    list.hidden = true;
    list.replaceChildren();
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function take(index) {
    input.value = options[index].value;
    close();
    later();
  }

  // Enter finishes a command's name that is not whole yet, and a choice made with the arrow keys; else it sends.
  function unfinished() {
    const typed = input.value.trim().replace(/^\//, "");
    return (
      options.every((option) => option.value.endsWith(" ") && option.value.startsWith(typed)) &&
      !options.some((option) => `${option.value.trim()} `.startsWith(`${typed} `)) // “schedule” is a line by itself
    );
  }

  function recall(step) {
    const next = recalled + step;
    if (next < 0 || next > said.length) return;
    recalled = next;
    input.value = recalled ? said[said.length - recalled] : "";
  }

  const keys = {
    ArrowDown() {
      if (options.length) choose(chosen + 1), (moved = true);
      else if (recalled) recall(-1);
      else open();
    },
    ArrowUp() {
      if (options.length) choose(chosen - 1), (moved = true);
      else recall(1);
    },
    Tab() {
      if (!options.length) return false;
      take(chosen);
      return true;
    },
    Enter() {
      if (!options.length || !(moved || unfinished())) return false;
      take(chosen);
      return true;
    },
    Escape() {
      if (!options.length) return false;
      close();
      return true;
    },
  };

  async function open() {
    const found = await page.ask(`${page.root}/complete?${new URLSearchParams({ room: page.room, text: input.value, zone: page.zone })}`).catch(() => []);
    show(found, input.value);
  }

  input.addEventListener("input", () => {
    recalled = 0;
    later();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "Tab" && event.shiftKey) return;
    const done = keys[event.key]?.();
    if (done || (event.key.startsWith("Arrow") && /^Arrow(Up|Down)$/.test(event.key))) event.preventDefault();
  });
  input.addEventListener("blur", close);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const line = input.value.trim();
    if (!line) return;
    close();
    said.push(line);
    recalled = 0;
    input.value = "";
    if (!(await send(line)) && !input.value) input.value = line; // not sent: the words are not lost
  });
}
