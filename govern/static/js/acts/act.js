/** The types that the sentences of all acts share. */

/** @typedef {Record<string, any>} Payload a statement's content, or an object in it, as the rules define it */
/** @typedef {(id: string) => string} NameOf the words for an id or a hash */
/** @typedef {{labels: Record<string, string>, currency?: string, options?: string[], [more: string]: any}} Context
 *   labels: words for ids and hashes; currency: of the amounts; options: all that a ballot could name; acts of the
 *   treasury add what they need */
/** @typedef {{act: string, more?: string[], warning?: string}} Told one sentence, what belongs to it, what becomes public */
/** @typedef {(payload: Payload, name: NameOf, context: Context) => Told | Promise<Told>} Tell */
export {};
