/** Where drafts may lie; null where the browser allows none. */
export function shelfOf(): Storage | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}
