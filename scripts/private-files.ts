import { randomBytes } from "node:crypto";
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join, sep } from "node:path";

/** Files with personal information or exact counts: where they may lie, and how they are written. */

/** Where a path leads once all links are followed; what does not exist yet is taken as it is written. */
export function realPlace(path: string): string {
  return existsSync(path) ? realpathSync(path) : join(realPlace(dirname(path)), basename(path));
}

export function isInside(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/**
 * Why nothing private may be written to a folder (a real place, links followed), in words for the office, or null. Closed is
 * every folder that git or a site may take up: the project and any other checkout, but for data/private, which git ignores,
 * and what is published in a copy that is no checkout.
 */
export function closedBecause(folder: string, root: string): string | null {
  const project = realPlace(root);
  const published = ["data/published", "dist", "public"].map((it) => realPlace(join(project, it)));
  if (published.some((it) => isInside(folder, it)) || isPublished(folder))
    return "这个文件夹里的东西会公开，请写到本项目以外，或 data/private 里。";
  // A link at data/private may lead to an encrypted disk, and the way back into a checkout is closed as any other.
  const ignored = join(project, "data", "private");
  const tree = treeOf(folder);
  const closed = isInside(folder, project) ? !isInside(folder, ignored) || tree !== treeOf(project) : tree !== null;
  return closed ? "这个文件夹归 git 管，可能被一起提交，请写到本项目以外，或 data/private 里。" : null;
}

/** Whether a folder lies where a copy of the project publishes from. Only beside a site's own files are dist and public such a place. */
function isPublished(folder: string): boolean {
  const above = dirname(folder);
  if (above === folder) return false;
  const name = basename(folder).toLowerCase();
  const site = () => ["package.json", "astro.config.mjs"].some((it) => existsSync(join(above, it)));
  const here =
    (name === "published" && basename(above).toLowerCase() === "data") || (["dist", "public"].includes(name) && site());
  return here || isPublished(above);
}

/** The checkout a folder is in, by the .git that is nearest above it. */
function treeOf(folder: string): string | null {
  if (existsSync(join(folder, ".git"))) return folder;
  const above = dirname(folder);
  return above === folder ? null : treeOf(above);
}

/** Writes a file that only its owner can read, whole or not at all, with its folder where there is none. Throws where it cannot. */
export function writePrivately(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const aside = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}`);
  try {
    const file = openSync(aside, "wx", 0o600);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(aside, path);
  } catch (error) {
    rmSync(aside, { force: true });
    throw error;
  }
}
