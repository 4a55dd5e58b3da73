// The desk: times in the visitor's own zone. Everything else works without script.
import { localise } from "./times.js";

localise(document);
