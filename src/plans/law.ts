import { readChineseNumber, writeChineseNumber } from "./numerals.ts";

/** A law or regulation as copied to data/reference/statutes. */
export type Statute = {
  /** 未成年人保护法: without 中华人民共和国, as people say it. */
  readonly name: string;
  readonly fullName: string;
  /** The last line of its history: 2024年4月26日 … 修正. Undefined where the copy has none. */
  readonly version: string | undefined;
  /** Paragraphs of each article by article number. */
  readonly articles: ReadonlyMap<number, readonly string[]>;
};
/** Statutes by the short name that citations use: `wbf` for `law:wbf#29`. */
export type Statutes = Readonly<Record<string, Statute>>;

/** The statutes from the text of every file in data/reference/statutes, by path. */
export function readStatutes(files: Readonly<Record<string, string>>): Statutes {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [/([a-z]+)\.md$/.exec(path)?.[1] ?? path, readStatute(text)]),
  );
}

/** Reads a statute's Markdown: an article begins with 第…条 and runs to the next article or heading. */
function readStatute(markdown: string): Statute {
  const articles = new Map<number, string[]>();
  let current: string[] | undefined;
  for (const line of markdown.split("\n").map((it) => it.trim())) {
    const [, number, words] = /^第([一二三四五六七八九十百零]+)条[\s\u3000]*(.*)$/.exec(line) ?? [];
    if (line.startsWith("#")) current = undefined;
    else if (number !== undefined) {
      current = [words ?? ""];
      articles.set(readChineseNumber(number), current);
    } else if (line !== "") current?.push(line);
  }
  const [head = ""] = markdown.split("<!-- INFO END -->");
  const [title = "", ...history] = head.split("\n").flatMap((line) => line.replace(/^# /, "").trim() || []);
  const fullName = title.trim();
  const name = fullName.replace(/^中华人民共和国/, "");
  return { name, fullName, version: history[history.length - 1], articles };
}

/** What `law:wbf#11.2` names: statute, article, paragraph (none: the whole article). Undefined when it is no citation. */
export function readCitation(
  citation: string,
): { law: string; article: number; paragraph: number | undefined } | undefined {
  const [, law, article, paragraph] = /^law:([a-z]+)#(\d+)(?:\.(\d+))?$/.exec(citation) ?? [];
  if (law === undefined) return undefined;
  return { law, article: Number(article), paragraph: paragraph === undefined ? undefined : Number(paragraph) };
}

/** The paragraph that `law:wbf#11.2` names; without a paragraph number, the whole article. Undefined when there is none. */
export function citedText(statutes: Statutes, citation: string): string | undefined {
  const cited = readCitation(citation);
  const paragraphs = statutes[cited?.law ?? ""]?.articles.get(cited?.article ?? 0);
  return cited?.paragraph === undefined ? paragraphs?.join("\n") : paragraphs?.[cited.paragraph - 1];
}

/**
 * How a page names a citation: 《未成年人保护法》第十一条第二款. What the file counts as a paragraph is in law either a 款 or, where
 * it begins with （一）, a 项 of the 款 above it; an article with one 款 is named without it.
 */
export function citationName(statutes: Statutes, citation: string): string {
  const cited = readCitation(citation);
  const statute = statutes[cited?.law ?? ""];
  const paragraphs = statute?.articles.get(cited?.article ?? 0);
  if (cited === undefined || statute === undefined || paragraphs === undefined) {
    throw new Error(`${citation}: found no such article, expected one in data/reference/statutes`);
  }
  const article = `《${statute.name}》第${writeChineseNumber(cited.article)}条`;
  if (cited.paragraph === undefined) return article;
  const item = /^（[一二三四五六七八九十]+）/.exec(paragraphs[cited.paragraph - 1] ?? "")?.[0];
  const isParagraph = (it: string) => !/^（[一二三四五六七八九十]+）/.test(it);
  const number = paragraphs.slice(0, cited.paragraph).filter(isParagraph).length;
  const alone = paragraphs.filter(isParagraph).length === 1;
  return `${article}${alone ? "" : `第${writeChineseNumber(number)}款`}${item === undefined ? "" : `第${item}项`}`;
}
