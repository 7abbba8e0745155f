/** Paragraphs of each article of a statute (data/reference/statutes), by article number. */
export type Statute = ReadonlyMap<number, readonly string[]>;

/** Reads a statute's Markdown: an article begins with 第…条 and runs to the next article or heading. */
export function readStatute(markdown: string): Statute {
  const articles = new Map<number, string[]>();
  let current: string[] | undefined;
  for (const line of markdown.split("\n").map((it) => it.trim())) {
    const [, number, words] = /^第([一二三四五六七八九十百零]+)条[\s\u3000]*(.*)$/.exec(line) ?? [];
    if (line.startsWith("#")) current = undefined;
    else if (number !== undefined) {
      current = [words ?? ""];
      articles.set(articleNumber(number), current);
    } else if (line !== "") current?.push(line);
  }
  return articles;
}

/** 一百二十三 → 123. */
function articleNumber(text: string): number {
  const digits = "零一二三四五六七八九";
  let sum = 0;
  let digit = 0;
  for (const character of text) {
    if (character === "百") sum += (digit || 1) * 100;
    else if (character === "十") sum += (digit || 1) * 10;
    else {
      digit = digits.indexOf(character);
      continue;
    }
    digit = 0;
  }
  return sum + digit;
}

/** The paragraph that `law:wbf#11.2` names; without a paragraph number, the whole article. Undefined when there is none. */
export function citedText(statutes: Readonly<Record<string, Statute>>, citation: string): string | undefined {
  const [, law = "", article, paragraph] = /^law:([a-z]+)#(\d+)(?:\.(\d+))?$/.exec(citation) ?? [];
  const paragraphs = statutes[law]?.get(Number(article));
  return paragraph === undefined ? paragraphs?.join("\n") : paragraphs?.[Number(paragraph) - 1];
}
