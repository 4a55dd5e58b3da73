// The desk: what the pages do beyond their forms. Without script every form still works.
import { localise } from "./times.js";
import { light } from "./evidence.js";
import { proof } from "./checking.js";
import { keep } from "./keeping.js";
import { reorder } from "./ordering.js";
import { reach } from "./reaching.js";
import { select } from "./selecting.js";

localise(document);
const halves = document.querySelector(".halves");
if (halves) {
  light(halves);
  proof(halves);
  reorder(halves);
  select(halves);
  keep(halves);
}
const reached = document.querySelector(".reached");
if (reached) reach(reached);
