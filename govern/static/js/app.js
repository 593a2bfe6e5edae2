/** What every page does: explain what is missing, show kept alarms, local dates, and bind the forms that sign. */

import { showKeptAlarm } from "./alarm.js";
import { bindAttachments } from "./attachments.js";
import { bindCopyButtons } from "./copy.js";
import { localiseDates } from "./dates.js";
import { bindExchanges } from "./exchange.js";
import { showPartAskedFor } from "./folds.js";
import { bindLimits } from "./forms/limits.js";
import { bindNames } from "./forms/removed.js";
import { keepUnsent } from "./forms/unsent.js";
import { bindItems } from "./items.js";
import { bindForms, signerOf } from "./signing.js";
import { showPageAtHand } from "./subnav.js";
import { explainSupport, missing, support } from "./support.js";
import { labelTables } from "./tables.js";
import { bindTranches } from "./tranches.js";
import { bindConditionalParts } from "./when.js";

localiseDates();
showPageAtHand();
showPartAskedFor();
labelTables();
bindConditionalParts();
bindForms();
bindNames();
bindLimits();
bindAttachments();
bindItems();
bindTranches();
bindExchanges();
bindCopyButtons();
keepUnsent();
document.documentElement.dataset.ready = "";
await explainSupport();
const { community } = signerOf();
if (community !== "" && missing(await support()) === "") await showKeptAlarm(community);
