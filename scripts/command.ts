import { parseArgs, type ParseArgsConfig } from "node:util";

/** 0 done, 1 problems and nothing published, 2 usage. */
export type ExitCode = 0 | 1 | 2;

/** What a command may touch besides the disk below `root`; tests pass their own. */
export type Effects = {
  /** Absolute path of the project; relative arguments are resolved against it. */
  readonly root: string;
  /** Results, one line each (stdout). */
  readonly print: (line: string) => void;
  /** Progress and problems, one line each (stderr). */
  readonly tell: (line: string) => void;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The day in China, `2026-11-25`. */
  readonly today: string;
};

/** The arguments as the options say, and words beside them where the command takes `words`; on --help or a wrong word prints `help` and gives the exit code instead. */
export function readArguments<const O extends NonNullable<ParseArgsConfig["options"]>>(
  argv: readonly string[],
  options: O,
  help: string,
  effects: Effects,
  { words = false }: { readonly words?: boolean } = {},
) {
  if (argv.some((word) => word === "--help" || word === "-h")) {
    effects.print(help);
    return { exit: 0 as const };
  }
  try {
    const read = parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
    const [surplus] = read.positionals;
    if (words || surplus === undefined) return read;
    effects.tell(`多出的词“${surplus}”：前面是不是少写了选项？\n\n${help}`);
    return { exit: 2 as const };
  } catch (error) {
    effects.tell(`${wrongOption(error)}\n\n${help}`);
    return { exit: 2 as const };
  }
}

/** What Node says of an option, in words for the office. */
function wrongOption(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const [, option = ""] = /'(-{1,2}[^\s',<]+)/.exec(message) ?? [];
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `没有 ${option} 这个选项。`;
  if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") throw error;
  return /does not take/.test(message) ? `${option} 后面不写值。` : `${option} 后面要写值。`;
}

/** Runs a command for real when its file is the one that was started; tests import it and call it instead. */
export async function main(
  meta: ImportMeta,
  command: (argv: readonly string[], effects: Effects) => Promise<ExitCode>,
): Promise<void> {
  if (!meta.main) return;
  // A reader such as `head` may leave before all is written; that is no fault.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    throw error;
  });
  process.exitCode = await command(process.argv.slice(2), {
    root: process.cwd(),
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
    env: process.env,
    today: new Date(Date.now() + 8 * 60 * 60 * 1000).toISOString().slice(0, 10),
  });
}
