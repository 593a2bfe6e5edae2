/** The ballot paper of a vote over several options: stores the choice as strict JSON in the field to be signed. */

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
