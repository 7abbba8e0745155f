import { type ReactNode, useEffect, useRef, useState } from "react";
import { type PopulationId, populations } from "../programme/populations.ts";
import { isRound, referenceDateOf, type Round } from "../programme/rounds.ts";
import { rowsInWords } from "../survey/problems.ts";
// Types alone: what the worker loads must not be loaded by the page as well.
import type { Asked, By } from "../survey/summary.ts";
import { download } from "./download.ts";
import { todayInChina } from "./filling.ts";
import { newerVersion } from "./newer.ts";
import { FileDrop } from "./FileDrop.tsx";
import { NewerNotice, WeChatNotice } from "./Notices.tsx";
import { readyOffline } from "./offline.ts";
import type { Figures, Order, Told, View } from "./summary-worker.ts";

type Props = {
  readonly areas: Asked["areas"];
  /** The round the office is in, where it has said so. */
  readonly current?: string;
  readonly urgent: string;
  /** The worker that keeps this page for use without a network, and what it is in charge of. */
  readonly worker: string;
  readonly scope: string;
  readonly children?: ReactNode;
};
type Options = { readonly round: Round; readonly by: By; readonly population: PopulationId };
type Run = { readonly files: readonly File[]; readonly done: number; readonly view: View | null };

const levels: readonly (readonly [By, string])[] = [
  ["township", "到乡镇"],
  ["village", "到村（按区划代码）"],
  ["school", "到学校"],
];
const stops = {
  mixed: "既有真实的登记，又有示例（99 开头的区划或证件号），不能一起汇总：请只选一种。",
  unread: "没有一行读得进来：请先核对，改好再汇总。",
  unequal: "勾稽核对不符，这是程序的错：请报告，不要上报这些数。",
} as const;

/**
 * The office's own summary, counted on this device: files chosen or dropped here, read by a worker, shown with the checks and
 * what was left out, saved as .xlsx. Nothing is sent or kept.
 */
export default function SummaryFiles({ areas, current, urgent, worker, scope, children }: Props) {
  const [today, setToday] = useState<string | null>(null);
  const [options, setOptions] = useState<Options>({ round: "2026-autumn", by: "township", population: "lbc_civil" });
  const [run, setRun] = useState<Run | null>(null);
  const [said, setSaid] = useState("");
  const [kept, setKept] = useState(false);
  const [newer, setNewer] = useState<(() => void) | null>(null);
  const counting = useRef<Worker | null>(null);

  useEffect(() => {
    // Before the script runs nothing can be dropped, so the field waits for it.
    const now = todayInChina(new Date());
    setToday(now);
    setOptions((before) => ({ ...before, round: current !== undefined && isRound(current) ? current : roundOf(now) }));
    newerVersion(scope, (it) => setNewer(() => it));
    void readyOffline(worker, scope, []).then(setKept);
    return () => counting.current?.terminate();
  }, [worker, scope, current]);

  // Who prints has the figures on paper, not what this page says besides.
  useEffect(() => {
    document.body.classList.toggle("summed-files", run !== null);
  }, [run]);

  const stop = () => {
    counting.current?.terminate();
    counting.current = null;
  };
  const begin = (files: readonly File[], { round, by, population }: Options) => {
    if (files.length === 0 || today === null) return;
    stop();
    setSaid("");
    setRun({ files, done: 0, view: null });
    const own = new Worker(new URL("./summary-worker.ts", import.meta.url), { type: "module" });
    counting.current = own;
    const fail = () => {
      stop();
      setRun(null);
      setSaid("没有汇总成：请确认文件没有被移走，刷新这一页再试；还不行，用新一点的浏览器（如 Chrome、Edge）。");
    };
    own.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.told === "failed") fail();
      else if (data.told === "reading") setRun((before) => before && { ...before, done: data.done });
      else {
        setRun((before) => before && { ...before, view: data.view });
        // What was read is gone with it.
        stop();
      }
    });
    own.addEventListener("error", fail);
    own.postMessage({ files, asked: { referenceDate: referenceDateOf(round), by, population, areas } } satisfies Order);
  };
  const again = (change: Partial<Options>) => {
    const now = { ...options, ...change };
    setOptions(now);
    if (run !== null) begin(run.files, now);
  };

  const waiting = today === null;
  const view = run?.view ?? null;
  const workbook = view?.workbook ?? null;
  return (
    <div className="on-device summary">
      <NewerNotice newer={newer} />
      {children}
      <WeChatNotice />
      <div className="asked screen-only">
        <label>
          批次
          <select
            value={options.round}
            disabled={waiting}
            onChange={({ target }) => again(isRound(target.value) ? { round: target.value } : {})}
          >
            {roundsUntil(options.round, today).map((round) => (
              <option key={round} value={round}>
                {inWords(round)}
              </option>
            ))}
          </select>
        </label>
        <label>
          排到哪一级
          <select value={options.by} disabled={waiting} onChange={({ target }) => again({ by: target.value as By })}>
            {levels.map(([by, label]) => (
              <option key={by} value={by}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <label>
          统计谁
          <select
            value={options.population}
            disabled={waiting}
            onChange={({ target }) => again({ population: target.value as PopulationId })}
          >
            {Object.entries(populations).map(([population, { label }]) => (
              <option key={population} value={population}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </div>
      <FileDrop label="选择全部登记表" waiting={waiting} take={(files) => begin(files, options)} kept={kept}>
        一轮的文件一次选齐，也可以拖到这里。同一个孩子在几个文件里，只算一次。
      </FileDrop>
      <div role="status">
        {run !== null && view === null && (
          <p>
            <progress value={run.done} max={run.files.length} aria-label="汇总进度" />
            读了 {run.done} / {run.files.length} 个文件
          </p>
        )}
        {view !== null && <p>{totalOf(view)}</p>}
        {said !== "" && <p className="signal">{said}</p>}
      </div>
      {run !== null && (
        <ul className="buttons screen-only">
          {workbook !== null && (
            <li>
              <button type="button" className="button primary" onClick={() => download(workbook.name, workbook.bytes)}>
                存汇总表（Excel）
              </button>
            </li>
          )}
          {view !== null && (
            <li>
              <button type="button" className="button" onClick={() => window.print()}>
                打印这一页
              </button>
            </li>
          )}
          <li>
            <button
              type="button"
              className="button"
              onClick={() => {
                stop();
                setRun(null);
              }}
            >
              {view === null ? "停下" : "清空"}
            </button>
          </li>
        </ul>
      )}
      {view !== null && (view.stop === "mixed" || view.stop === "unread") && <Notes view={view} />}
      {view !== null && view.stop !== "mixed" && view.stop !== "unread" && (
        <Results
          view={view}
          about={`${populations[options.population].label}，${inWords(options.round)}`}
          urgent={urgent}
        />
      )}
    </div>
  );
}

type ResultProps = { readonly view: View; readonly about: string; readonly urgent: string };

function Results({ view, about, urgent }: ResultProps) {
  const { units, national, focus, example } = view;
  const [whole] = units;
  if (whole === undefined) return null;
  const alone = national
    .flatMap((it) => it.columns)
    .some(({ label, value }) => value > 0 && /(无人照护|未成年兄姐)$/.test(label));
  return (
    <>
      <p className="internal">内部使用，不得公开</p>
      {example && <p className="example">示例数据：虚构的儿童，不反映任何地方的真实情况。</p>}
      <h2>
        {whole.label}：{whole.count} 名
      </h2>
      <p>
        {about}。在册 {whole.children} 名：属于统计对象 {whole.count} 名，不属于 {whole.outside} 名，事实不全、无法判断{" "}
        {whole.undecided} 名（没有计入）。
      </p>
      <p>
        按法定职责，监护人不同意公开统计的 {whole.declined} 名、待取得的 {whole.pending} 名也计在内；公开发布时不计，是{" "}
        {whole.count - whole.declined - whole.pending} 名。
      </p>
      {alone && (
        <p className="danger">
          有孩子无人照护，或只由未成年兄姐照护：当天报告，照<a href={urgent}>“出事了”</a>一页办。
        </p>
      )}
      <Checks view={view} />
      <Notes view={view} />
      <h2>各单位</h2>
      <div className="scroll" tabIndex={0} role="region" aria-label="各单位">
        <table>
          <thead>
            <tr>
              <th scope="col">区域</th>
              {["数量", "占比", "在册", "不属于", "无法判断", "不同意", "待取得"].map((it) => (
                <th key={it} scope="col" className="number">
                  {it}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {units.map((unit, at) => (
              <tr key={at} className={`level-${unit.level}`}>
                <th scope="row">{unit.label}</th>
                <td className="number">{unit.children === 0 ? `${unit.count}（未报送）` : unit.count}</td>
                <td className="number">{shareOf(unit.count, whole.count)}</td>
                {[unit.children, unit.outside, unit.undecided, unit.declined, unit.pending].map((it, place) => (
                  <td key={place} className="number">
                    {it}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <h2>排查汇总表</h2>
      <Groups groups={national} total={whole.count} />
      <h2>T55 排查情况汇总</h2>
      <Groups groups={focus} total={whole.count} />
    </>
  );
}

function Groups({ groups, total }: { readonly groups: readonly Figures[]; readonly total: number }) {
  return (
    <div className="groups">
      {groups.map(({ label, columns }) => (
        <table key={label}>
          <caption>{label}</caption>
          <tbody>
            {columns.map((it) => (
              <tr key={it.label}>
                <th scope="row">{it.label}</th>
                <td className="number">{it.value}</td>
                <td className="number">{shareOf(it.value, total)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

function Checks({ view: { checks } }: { readonly view: View }) {
  const failed = checks.filter((it) => it.failures.length > 0);
  return (
    <details open={failed.length > 0}>
      <summary>
        勾稽核对 {checks.length} 项，{failed.length === 0 ? "全部相符" : `${failed.length} 项不符`}
      </summary>
      <ul>
        {checks.map(({ rule, tried, failures }) => (
          <li key={rule} className={failures.length > 0 ? "signal" : undefined}>
            {rule}：{failures.length === 0 ? `相符（${tried} 个）` : `${failures.length} 处不符`}
          </li>
        ))}
      </ul>
    </details>
  );
}

const kinds = { refused: "没有读入", twice: "重复", undecided: "无法判断" } as const;

/** What was left out, by file and place; never who. */
function Notes({ view: { files, notes } }: { readonly view: View }) {
  const lost = files.filter((it) => it.unread).length + files.reduce((sum, it) => sum + it.refused, 0);
  if (notes.length === 0) return null;
  return (
    <details open={lost > 0}>
      <summary>没有计入的行（{notes.reduce((sum, it) => sum + it.rows.length, 0)}）</summary>
      <ul>
        {notes.map(({ kind, file, sheet, message, rows }, at) => (
          <li key={at}>
            <strong>{kinds[kind]}</strong> {file}
            {sheet !== undefined && `〔${sheet}〕`} {rowsInWords(rows)}：{message}
          </li>
        ))}
      </ul>
    </details>
  );
}

function totalOf({ files, stop, units }: View): string {
  const sum = (of: (it: View["files"][number]) => number) => files.reduce((all, it) => all + of(it), 0);
  const refused = sum((it) => it.refused);
  const unread = files.filter((it) => it.unread).length;
  const read = `读了 ${files.length} 个文件、${sum((it) => it.rows)} 行：${refused} 行没有读入，${sum((it) => it.twice)} 行重复。`;
  const whole = unread === 0 ? "" : `${unread} 个文件整份没有读入。`;
  const gap = refused + unread > 0 ? "数字还不完整，表上会注明；请改好再汇总一次。" : "";
  return `${read}${whole}${stop === null ? `${gap}${units.length - 1} 个单位，勾稽全部相符。` : stops[stop]}`;
}

function shareOf(part: number, total: number): string {
  return total === 0 ? "—" : `${((part / total) * 100).toFixed(1)}%`;
}

function inWords(round: Round): string {
  return `${round.slice(0, 4)} 年${round.endsWith("autumn") ? "秋季" : "春季"}（${referenceDateOf(round)}）`;
}

function roundOf(today: string): Round {
  return `${Number(today.slice(0, 4))}-${today.slice(5) < "07-01" ? "spring" : "autumn"}`;
}

/** The rounds someone may be reporting on, the latest first. */
function roundsUntil(chosen: Round, today: string | null): Round[] {
  const year = Number((today ?? chosen).slice(0, 4));
  const rounds = [year, year - 1].flatMap((it): Round[] => [`${it}-autumn`, `${it}-spring`]);
  return rounds.includes(chosen) ? rounds : [chosen, ...rounds];
}
