/** What the signing dialog looks up for each type of statement.
 *  Made of govern/web/words/statements/types by `python -m tests.i18n.dialog`; do not change it by hand. */

import { application, area, award, comment, currencyOfPool, currencyOfRound, poll, programmesOfEffects, remainingKeys, stream, textOf, title, titleOfPoll } from "./statement-subjects.js";
import { account, entry, mandate, payment, programme, request, requestBefore, requestInVersion, tranche } from "./treasury-subjects.js";

/** @typedef {import("./treasury-subjects.js").Subject} Subject */

/** @type {Record<string, Subject[]>} */
export const LOOKUPS = {
  "account-closed": [account("account")],
  "account-opened": [account("parent")],
  "application-scored": [application("application")],
  "application-withdrawn": [application("application")],
  "award-confirmed": [award("award")],
  "award-reversed": [award("award")],
  "ballot-cast": [poll("poll")],
  "candidacy-accepted": [title("proposal")],
  "candidacy-withdrawn": [title("proposal")],
  "candidate-nominated": [title("proposal")],
  "comment-hidden": [comment("comment")],
  "comment-made": [title("proposal")],
  "delegation-ended": [area("area")],
  "delegation-made": [area("area")],
  "disbursement-approved": [requestInVersion("disbursement", "version")],
  "disbursement-cancelled": [request("disbursement")],
  "disbursement-requested": [mandate("mandate")],
  "disbursement-revised": [requestBefore("disbursement", "version")],
  "entry-reversed": [entry("entry")],
  "grant-applied": [currencyOfRound("round")],
  "income-recorded": [account("account"), account("from_account"), programme("programme")],
  "key-revoked": [remainingKeys()],
  "payment-recorded": [request("disbursement"), account("account", "account")],
  "proposal-revised": [programmesOfEffects()],
  "proposal-sponsored": [title("proposal")],
  "proposal-submitted": [programmesOfEffects()],
  "proposal-withdrawn": [title("proposal")],
  "reason-given": [titleOfPoll("poll")],
  "receipt-attached": [payment("payment")],
  "refund-recorded": [payment("payment"), account("account", "account")],
  "seat-vacated": [title("election")],
  "statement-reconciled": [account("account", "currency")],
  "stream-asked": [currencyOfPool("pool")],
  "stream-ended": [stream("stream")],
  "stream-supported": [stream("stream")],
  "text-hidden": [textOf("text")],
  "tranche-released": [mandate("mandate"), tranche("mandate", "tranche")],
  "transfer-recorded": [account("from_account", "from"), account("to_account", "to"), programme("programme")],
};
