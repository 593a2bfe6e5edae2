/** The entry point of every page: explains missing features, shows stored alarms and local dates, and binds forms. */

import { bindCopyButtons } from "../browser/copy.js";
import { explainSupport, missing, support } from "../browser/support.js";
import { bindAttachments } from "../forms/attachments.js";
import { bindConditionalParts } from "../forms/conditional-fields.js";
import { bindCurrencyPairs } from "../forms/currency-pair.js";
import { bindLimits } from "../forms/limits.js";
import { bindLineItems } from "../forms/line-items.js";
import { bindNames } from "../forms/removed-characters.js";
import { bindTranches } from "../forms/tranches.js";
import { keepUnsent } from "../forms/unsent.js";
import { showKeptAlarm } from "../signing/alarm.js";
import { bindForms, signerOf } from "../signing/signing.js";
import { localiseDates } from "./local-dates.js";
import { openTargetDetails } from "./open-details.js";
import { showPageAtHand } from "./subnav.js";
import { labelTables } from "./tables.js";

localiseDates();
showPageAtHand();
openTargetDetails();
labelTables();
bindConditionalParts();
bindForms();
bindNames();
bindLimits();
bindAttachments();
bindLineItems();
bindTranches();
bindCurrencyPairs();
bindCopyButtons();
keepUnsent();
document.documentElement.dataset.ready = "";
await explainSupport();
const { community } = signerOf();
if (community !== "" && missing(await support()) === "") await showKeptAlarm(community);
