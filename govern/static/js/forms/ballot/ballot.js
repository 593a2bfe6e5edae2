/** The ballot paper of a vote over several options: what it says goes, as strict JSON, into one field that gets signed. */

import { all, around } from "../../browser/elements.js";
import { keep } from "../unsent.js";
import { bindNames } from "./names.js";
import { Paper } from "./paper.js";
import { bindPoints } from "./points.js";
import { bindRanking } from "./ranking.js";

/** @type {Record<string, (paper: Paper) => void>} */
const FORMS = { names: bindNames, points: bindPoints, ranking: bindRanking };

for (const root of all("fieldset[data-ballot]", HTMLElement)) {
  FORMS[root.dataset.ballot ?? ""](new Paper(root));
  keep(around(root, "form", HTMLFormElement));
}
