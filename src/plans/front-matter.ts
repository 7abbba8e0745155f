import { isNode, LineCounter, parseDocument } from "yaml";
import { type z } from "zod";

/** Facts that a file states, and where each stands, so that whatever is found wrong with one later can name its line. */
export type Stated<T> = {
  readonly facts: T;
  /** The line of the fact at `path` (`["evidence", 2, "quote"]`), or of the nearest one above it that is there. */
  readonly lineOf: (path: readonly PropertyKey[]) => number;
};

/** Everything that a guidance file gets wrong is said like this and stops the build. */
export function wrong(file: string, line: number, found: string, expected: string): Error {
  return new Error(`${file}:${String(line)}: found ${found}, expected ${expected}`);
}

/** Reads YAML as `schema` describes it. Throws `file:line: found …, expected …` for the first fact that is not so. */
export function readYaml<T>(text: string, file: string, schema: z.ZodType<T>, firstLine = 1): Stated<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const [broken] = document.errors;
  if (broken !== undefined) {
    const line = (broken.linePos?.[0].line ?? 1) + firstLine - 1;
    throw wrong(file, line, broken.code, `YAML (${broken.message.split("\n")[0] ?? ""})`);
  }
  const lineOf = (path: readonly PropertyKey[]): number => {
    const node: unknown = document.getIn(path, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + firstLine - 1;
    return path.length === 0 ? firstLine : lineOf(path.slice(0, -1));
  };
  const value: unknown = document.toJS();
  const read = schema.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    const path = issue?.path ?? [];
    const unknown = issue?.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    const at = unknown === undefined ? path : [...path, unknown];
    const name = at.map(String).join(".") || "the file";
    const found = path.reduce<unknown>((it, key) => (it as Record<PropertyKey, unknown> | undefined)?.[key], value);
    throw wrong(
      file,
      lineOf(at),
      unknown === undefined ? `${name} = ${found === undefined ? "nothing" : JSON.stringify(found)}` : name,
      unknown === undefined ? (issue?.message ?? "") : "no such fact here",
    );
  }
  return { facts: read.data, lineOf };
}

/**
 * Reads a Markdown file that begins with facts between two `---` lines. `bodyLine` is the number of the first line of
 * the body.
 */
export function readFrontMatter<T>(
  text: string,
  file: string,
  schema: z.ZodType<T>,
): Stated<T> & { readonly body: string; readonly bodyLine: number } {
  const [whole, head, body = ""] = /^---\n([\s\S]*?\n)---\n([\s\S]*)$/.exec(text.replaceAll("\r\n", "\n")) ?? [];
  if (whole === undefined || head === undefined) {
    throw wrong(file, 1, JSON.stringify(text.split("\n")[0] ?? ""), "--- , the facts, and --- again");
  }
  return { ...readYaml(head, file, schema, 2), body, bodyLine: head.split("\n").length + 2 };
}
