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
};

/** The arguments as the options say; on --help or a wrong word prints `help` and gives the exit code instead. */
export function readArguments<const O extends NonNullable<ParseArgsConfig["options"]>>(
  argv: readonly string[],
  options: O,
  help: string,
  effects: Effects,
) {
  if (argv.some((word) => word === "--help" || word === "-h")) {
    effects.print(help);
    return { exit: 0 as const };
  }
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true });
  } catch (error) {
    effects.tell(`${error instanceof Error ? error.message : String(error)}\n\n${help}`);
    return { exit: 2 as const };
  }
}

/** Runs a command for real when its file is the one that was started; tests import it and call it instead. */
export async function main(
  meta: ImportMeta,
  command: (argv: readonly string[], effects: Effects) => Promise<ExitCode>,
): Promise<void> {
  if (!meta.main) return;
  process.exitCode = await command(process.argv.slice(2), {
    root: process.cwd(),
    print: (line) => process.stdout.write(`${line}\n`),
    tell: (line) => process.stderr.write(`${line}\n`),
    env: process.env,
  });
}
