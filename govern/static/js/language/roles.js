/** The name of a role or an elected office; an office unknown here by its own word. */

import { N_, _ } from "./messages.js";

/** @type {Record<string, string>} */
const ROLES = {
  administrator: N_("administrator"),
  arbiter: N_("arbiter"),
  auditor: N_("auditor"),
  chair: N_("chair"),
  convener: N_("convener"),
  councillor: N_("council member"),
  delegate: N_("delegate of the club"),
  expert: N_("expert"),
  guardian: N_("guardian"),
  issuer: N_("issuer of tokens"),
  moderator: N_("moderator"),
  registrar: N_("registrar"),
  secretary: N_("secretary"),
  treasurer: N_("treasurer"),
};

/** @param {string} id @returns {string} */
export function role(id) {
  return Object.hasOwn(ROLES, id) ? _(ROLES[id]) : id.replaceAll("-", " ");
}
