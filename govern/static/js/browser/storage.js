/** The browser's storage: device keys, receipts, and the last verified log (IndexedDB "govern"). */

const NAME = "govern";
const VERSION = 1;

/** @typedef {{community: string, member: string, privateKey: CryptoKey, publicKey: Uint8Array<ArrayBuffer>,
 *   created: number}} DeviceKey */
/** @typedef {{id: string, community: string, member: string, kind: string, words: string,
 *   leaf: Uint8Array<ArrayBuffer>, proof: string,
 *   at: number, index: number}} Receipt */
/** @typedef {{community: string, vkey: string, size: number, root: Uint8Array<ArrayBuffer>, text: string,
 *   alarm?: Record<string, any>}} KnownLog */

/** @type {Promise<IDBDatabase> | null} */
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const opening = indexedDB.open(NAME, VERSION);
    opening.onupgradeneeded = () => create(opening.result);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  return opened;
}

/** @param {IDBDatabase} db */
function create(db) {
  db.createObjectStore("keys", { keyPath: ["community", "member"] });
  db.createObjectStore("receipts", { keyPath: "id" }).createIndex("owner", ["community", "member"]);
  db.createObjectStore("log", { keyPath: "community" });
}

/** A transaction: `work` makes requests on the store; resolves with the last request's result after the commit.
 * @param {string} store
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest} work
 * @returns {Promise<any>}
 */
async function within(store, mode, work) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(store, mode);
    const request = work(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(request.result);
    transaction.onabort = () => reject(transaction.error);
  });
}

/** @param {DeviceKey} key */
export async function putKey(key) {
  await within("keys", "readwrite", (keys) => keys.put(key));
}

/** @param {string} community @param {string} member @returns {Promise<DeviceKey | undefined>} */
export async function getKey(community, member) {
  return within("keys", "readonly", (keys) => keys.get([community, member]));
}

/** All keys of a community in this browser.
 * @param {string} community @returns {Promise<DeviceKey[]>} */
export async function getKeys(community) {
  return within("keys", "readonly", (keys) => keys.getAll(IDBKeyRange.bound([community], [community, []])));
}

/** @param {string} community @param {string} member */
export async function removeKey(community, member) {
  await within("keys", "readwrite", (keys) => keys.delete([community, member]));
}

/** @param {Receipt} receipt */
export async function putReceipt(receipt) {
  await within("receipts", "readwrite", (receipts) => receipts.put(receipt));
}

/** This member's receipts, the latest first.
 * @param {string} community @param {string} member @returns {Promise<Receipt[]>} */
export async function getReceipts(community, member) {
  const found = await within("receipts", "readonly", (receipts) => receipts.index("owner").getAll([community, member]));
  return found.sort((/** @type {Receipt} */ a, /** @type {Receipt} */ b) => b.index - a.index);
}

/** @param {string} community @returns {Promise<KnownLog | undefined>} */
export async function getLog(community) {
  return within("log", "readonly", (logs) => logs.get(community));
}

/** Store a verified log, unless another page has stored a longer one meanwhile.
 * @param {KnownLog} log */
export async function advanceLog(log) {
  await changeLog(log.community, (known) =>
    known === undefined || log.size >= known.size ? { ...known, ...log } : known,
  );
}

/** Store, or with `undefined` remove, the evidence of a mismatch that the person must see.
 * @param {string} community @param {Record<string, any> | undefined} alarm */
export async function setAlarm(community, alarm) {
  await changeLog(community, (known) => ({ ...known, community, alarm }));
}

/** @param {string} community @param {(known: KnownLog | undefined) => object | undefined} change */
async function changeLog(community, change) {
  await within("log", "readwrite", (logs) => {
    const reading = logs.get(community);
    reading.onsuccess = () => logs.put(change(reading.result));
    return reading;
  });
}

/** Ask the browser for persistent storage; it may refuse, hence the backups.
 * @returns {Promise<boolean>} whether it agreed */
export async function keepStorage() {
  return (await navigator.storage?.persist?.()) ?? false;
}

/** Whether the database can be opened at all (some private windows forbid it).
 * @returns {Promise<boolean>} */
export async function storageWorks() {
  try {
    await database();
    return true;
  } catch {
    return false;
  }
}
