// Ordering: a line is dragged to another place of its list. By keyboard its arrows do the same.
export function reorder(halves) {
  let held = null;
  for (const row of halves.querySelectorAll(".row")) {
    const form = row.querySelector("form.order");
    if (!form) continue;
    row.draggable = true;
    row.addEventListener("dragstart", (event) => {
      if (event.target !== row) return;
      held = row;
      event.dataTransfer.effectAllowed = "move";
    });
    row.addEventListener("dragover", (event) => {
      if (held && held !== row && held.id[0] === row.id[0]) event.preventDefault();
    });
    row.addEventListener("drop", (event) => {
      event.preventDefault();
      if (!held || held === row || held.id[0] !== row.id[0]) return;
      move(held.querySelector("form.order"), row.id.slice(1));
      held = null;
    });
  }
}

function move(form, to) {
  for (const [name, value] of [["to", to], ["do", "move"]]) {
    const field = document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  form.submit();
}
