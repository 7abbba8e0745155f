/**
 * What a Chinese word is, for the index and for the query alike: there is no dictionary. A run of Han characters gives its
 * pairs; single characters are kept apart, because they are weak evidence; Latin letters and digits stay whole, and a number
 * is also one word with the character that counts (6月).
 */
export type Words = { readonly pairs: readonly string[]; readonly singles: readonly string[] };

/** Text as it is compared: full width to half, lower case. Character by character, so that positions stay those of the text. */
export function normalise(text: string): string {
  return [...text]
    .map((character) => {
      const folded = character.normalize("NFKC").toLowerCase();
      return [...folded].length === 1 && folded.length === character.length ? folded : character;
    })
    .join("");
}

export function wordsOf(text: string): Words {
  const pairs: string[] = [];
  const singles: string[] = [];
  const folded = normalise(text);
  pairs.push(...(folded.match(/\p{Nd}+\p{Script=Han}/gu) ?? []));
  for (const [run] of folded.matchAll(/\p{Script=Han}+|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)/gu)) {
    if (!/\p{Script=Han}/u.test(run)) {
      pairs.push(run);
      continue;
    }
    const characters = [...run];
    singles.push(...characters);
    for (let at = 0; at + 1 < characters.length; at++) pairs.push(`${characters[at] ?? ""}${characters[at + 1] ?? ""}`);
  }
  return { pairs, singles };
}
