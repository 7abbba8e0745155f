import { fuzzOnce } from "./run.ts";
import { add, type Tally, tally } from "./tally.ts";

// Runs of its own share, one line each: the number before a run begins, so that whoever started it knows which one hangs or
// brings it down, and what has been counted every second.
const [seed = 0, first = 0, step = 1, end = 0] = process.argv.slice(2).map(Number);

const say = (line: string) => process.stdout.write(`${line}\n`);
let counted: Tally = tally();
let said = performance.now();
for (let number = first; number < end; number += step) {
  say(`run ${String(number)}`);
  const outcome = fuzzOnce(seed, number);
  counted = add(counted, outcome);
  for (const { what, detail } of outcome.failures)
    say(`failure ${JSON.stringify({ number, kind: outcome.kind, container: outcome.container, what, detail })}`);
  if (performance.now() - said < 1000 && number + step < end) continue;
  // What is still held after a collection is held for good.
  (globalThis as { gc?: () => void }).gc?.();
  const heap = Math.round(process.memoryUsage().heapUsed / 2 ** 20);
  say(`tally ${JSON.stringify({ ...counted, heap, peak: Math.round(process.resourceUsage().maxRSS / 1024) })}`);
  counted = tally();
  said = performance.now();
}
