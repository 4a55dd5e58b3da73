// Forms open in a dialog: the rest of the page waits, Escape leaves, the focus goes back to where it came from.
export function dialog() {
  const box = document.getElementById("dialog");
  let opener = null;
  let send = null;
  let warned = false;

  function open(html, from, sender) {
    opener = from;
    send = sender;
    fill(html);
    if (!box.open) box.showModal();
    box.querySelector("input:not([type=hidden]), textarea, select")?.focus();
  }

  function fill(html) {
    warned = false;
    box.innerHTML = html;
    const row = box.querySelector(".send");
    const cancel = document.createElement("button");
    cancel.type = "button";
    cancel.textContent = "Cancel";
    cancel.addEventListener("click", () => box.close());
    const said = document.createElement("p");
    said.setAttribute("role", "alert");
    row.append(cancel, said);
  }

  function say(sentence) {
    box.querySelector(".send [role=alert]").textContent = sentence;
  }

  function changed() {
    return [...box.querySelectorAll("input, textarea, option")].some(
      (field) =>
        (field.type === "checkbox" || field.type === "radio" ? field.checked !== field.defaultChecked : false) ||
        ("selected" in field ? field.selected !== field.defaultSelected : false) ||
        (field.type === "text" || field.type === "textarea" ? field.value !== field.defaultValue : false),
    );
  }

  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    const form = event.target;
    const button = form.querySelector(".send .primary");
    button.disabled = true;
    say("");
    try {
      const next = await send(new FormData(form), form.querySelector("h2").textContent);
      if (next) fill(next);
      else box.close();
    } catch (error) {
      say(error.message);
    }
    button.disabled = false;
  });
  box.addEventListener("cancel", (event) => {
    if (warned || !changed()) return;
    event.preventDefault();
    warned = true;
    say("What you changed is not saved. Press Escape again to leave without it.");
  });
  box.addEventListener("close", () => {
    box.replaceChildren();
    opener?.isConnected && opener.focus();
  });
  return { open };
}
