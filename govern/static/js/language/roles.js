/** What a role or an elected office is called; one that only this community has, by its own word. */

import { known, say } from "./language.js";

/** @param {string} id @returns {string} */
export function role(id) {
  return known(`role.${id}`) ? say(`role.${id}`) : id.replaceAll("-", " ");
}
