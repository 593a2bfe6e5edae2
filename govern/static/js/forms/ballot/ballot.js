/** The ballot paper of a vote over several options: what it says goes, as strict JSON, into one field that gets signed. */

import { around } from "../../browser/elements.js";
import { keep } from "../unsent.js";
import { bindNames } from "./names.js";
import { Paper } from "./paper.js";
import { bindPoints } from "./points.js";
import { bindRanking } from "./ranking.js";

const FORMS = { names: bindNames, points: bindPoints, ranking: bindRanking };

for (const root of document.querySelectorAll("fieldset[data-ballot]")) {
  FORMS[/** @type {HTMLElement} */ (root).dataset.ballot](new Paper(/** @type {HTMLElement} */ (root)));
  keep(around(root, "form", HTMLFormElement));
}
