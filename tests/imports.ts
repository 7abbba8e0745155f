import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import ts from "typescript";

/** What one source file mentions: modules it imports in any form, and every string literal or glob in it. */
export type Mentions = { readonly imports: readonly string[]; readonly strings: readonly string[] };

/**
 * All sources below `folder` as path → mentions, paths relative to the project and with "/". Reads .astro as
 * well: the frontmatter, every <script> and every expression count.
 */
export function readSources(root: string, folder: string): Map<string, Mentions> {
  const sources = new Map<string, Mentions>();
  for (const entry of readdirSync(join(root, folder), { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || !/\.(ts|tsx|mjs|js|astro)$/.test(entry.name) || /\.test\.tsx?$/.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    sources.set(path.slice(root.length + 1).replaceAll("\\", "/"), mentionsIn(readFileSync(path, "utf8"), entry.name));
  }
  return sources;
}

export function mentionsIn(text: string, name: string): Mentions {
  const code = name.endsWith(".astro") ? scriptOf(text) : text;
  const file = ts.createSourceFile(
    name,
    code,
    ts.ScriptTarget.Latest,
    true,
    name.endsWith("x") ? ts.ScriptKind.TSX : ts.ScriptKind.TS,
  );
  const imports: string[] = [];
  const strings: string[] = [];
  const visit = (node: ts.Node): void => {
    if (
      (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) &&
      node.moduleSpecifier &&
      ts.isStringLiteral(node.moduleSpecifier)
    ) {
      imports.push(node.moduleSpecifier.text);
    } else if (ts.isCallExpression(node)) {
      const [first] = node.arguments;
      const dynamic =
        node.expression.kind === ts.SyntaxKind.ImportKeyword ||
        /^import\.meta\.glob|^require$|^new URL/.test(node.expression.getText());
      if (dynamic && first !== undefined) {
        for (const word of ts.isArrayLiteralExpression(first) ? first.elements : [first]) {
          if (ts.isStringLiteralLike(word)) imports.push(word.text);
        }
      }
    }
    if (ts.isStringLiteralLike(node)) strings.push(node.text);
    if (ts.isTemplateExpression(node)) strings.push(node.getText());
    ts.forEachChild(node, visit);
  };
  visit(file);
  // Markup of an .astro file may name a path too (src="…", {import…}).
  return { imports, strings: name.endsWith(".astro") ? [...strings, text] : strings };
}

function scriptOf(astro: string): string {
  const frontmatter = /^\s*---\r?\n([\s\S]*?)\r?\n---/.exec(astro)?.[1] ?? "";
  const scripts = [...astro.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map((match) => match[1] ?? "");
  const dynamic = [...astro.matchAll(/import\((["'`][^"'`]+["'`])\)/g)].map((match) => `import(${match[1] ?? ""});`);
  return [frontmatter, ...scripts, ...dynamic].join("\n");
}

/** The project files that `specifier` in `from` names; a glob names every file it matches. Packages name none. */
export function resolve(root: string, from: string, specifier: string): string[] {
  const bare = specifier.replace(/\?.*$/, "");
  if (!bare.startsWith(".") && !bare.startsWith("/")) return [];
  const path = normalize(bare.startsWith("/") ? bare.slice(1) : join(dirname(from), bare)).replaceAll("\\", "/");
  if (path.includes("*")) {
    const folder = path.slice(0, path.indexOf("*")).replace(/[^/]*$/, "");
    if (!existsSync(join(root, folder))) return [path];
    const matches = new RegExp(
      `^${path
        .replace(/[.+?^${}()|[\]\\]/g, "\\$&")
        .replaceAll("**/", "(?:.*/)?")
        .replace(/(?<!\.)\*/g, "[^/]*")}$`,
    );
    return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .map((it) => `${folder}${it.replaceAll("\\", "/")}`)
      .filter((it) => matches.test(it));
  }
  // A name without an ending is found all the same when the site is built.
  return /\.\w+$/.test(path) ? [path] : [path, `${path}.ts`, `${path}.tsx`, `${path}.astro`, `${path}/index.ts`];
}

/** Every chain of imports from a file in `from` to one in `forbidden`; a file in `gates` is not followed further. */
export function chains(
  root: string,
  sources: ReadonlyMap<string, Mentions>,
  rule: { from: RegExp; forbidden: RegExp; gates?: RegExp },
): string[] {
  const found: string[] = [];
  for (const start of [...sources.keys()].filter((path) => rule.from.test(path))) {
    const seen = new Set([start]);
    const queue: string[][] = [[start]];
    for (let trail = queue.shift(); trail !== undefined; trail = queue.shift()) {
      const last = trail.at(-1) ?? start;
      for (const target of (sources.get(last)?.imports ?? []).flatMap((it) => resolve(root, last, it))) {
        if (rule.forbidden.test(target)) found.push([...trail, target].join(" → "));
        else if (!seen.has(target) && rule.gates?.test(target) !== true) {
          seen.add(target);
          queue.push([...trail, target]);
        }
      }
    }
  }
  return found;
}
