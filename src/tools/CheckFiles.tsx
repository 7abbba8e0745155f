import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { isRound, referenceDateOf } from "../programme/rounds.ts";
import { groupInWords, severityWords } from "../survey/problems.ts";
// Types alone: what the worker loads must not be loaded by the page as well.
import type { Asked, Download, Told } from "./check-worker.ts";
import type { Around, SheetView, View } from "./checking.ts";
import { download } from "./download.ts";
import { todayInChina } from "./filling.ts";
import { newerVersion } from "./newer.ts";
import { FileDrop } from "./FileDrop.tsx";
import { NewerNotice, WeChatNotice } from "./Notices.tsx";
import { readyOffline } from "./offline.ts";

type Props = {
  readonly forms: readonly { readonly id: string; readonly title: string }[];
  readonly areas: NonNullable<Around["areas"]>;
  readonly urgent: string;
  /** The worker that keeps this page for use without a network, and what it is in charge of. */
  readonly worker: string;
  readonly scope: string;
  readonly children?: ReactNode;
};

/** A file in hand: what was found in it, null while it waits, or that it could not be read at all. */
type Result = View | "failed" | null;
type Run = { readonly files: readonly File[]; readonly results: readonly Result[]; readonly at: number };

/**
 * Files checked on this device: chosen or dropped here, read by a worker, shown with what is wrong beside the rows it is wrong
 * in, and saved again with marks or without the wrong records. Nothing is sent or kept.
 */
export default function CheckFiles({ forms, areas, urgent, worker, scope, children }: Props) {
  const [today, setToday] = useState<string | null>(null);
  const [form, setForm] = useState("child-census");
  const [round, setRound] = useState("");
  const [run, setRun] = useState<Run | null>(null);
  const [milliseconds, setMilliseconds] = useState<number | null>(null);
  const [only, setOnly] = useState<"all" | "error" | "warning">("all");
  const [writing, setWriting] = useState("");
  const [said, setSaid] = useState("");
  const [kept, setKept] = useState(false);
  const [newer, setNewer] = useState<(() => void) | null>(null);
  const checking = useRef<Worker | null>(null);
  const id = useId();

  useEffect(() => {
    // Before the script runs nothing can be dropped, so the field waits for it.
    setToday(todayInChina(new Date()));
    newerVersion(scope, (it) => setNewer(() => it));
    void readyOffline(worker, scope, []).then(setKept);
    return () => checking.current?.terminate();
  }, [worker, scope]);

  // Who prints has the list of problems on paper, not what this page says besides.
  useEffect(() => {
    document.body.classList.toggle("checked-files", run !== null);
  }, [run]);

  const stop = () => {
    checking.current?.terminate();
    checking.current = null;
    setWriting("");
  };
  const begin = (files: readonly File[], of: { form: string; round: string }) => {
    if (files.length === 0 || today === null) return;
    stop();
    setRun({ files, results: files.map(() => null), at: 0 });
    setMilliseconds(null);
    setSaid("");
    const put = (at: number, result: Result) =>
      setRun((before) => before && { ...before, results: before.results.map((it, n) => (n === at ? result : it)) });
    const fail = () => {
      stop();
      setRun(null);
      setSaid("没有核对成：请刷新这一页再试；还不行，用新一点的浏览器（如 Chrome、Edge）。");
    };
    const own = new Worker(new URL("./check-worker.ts", import.meta.url), { type: "module" });
    checking.current = own;
    own.addEventListener("message", ({ data }: MessageEvent<Told>) => {
      if (data.told === "reading") setRun((before) => before && { ...before, at: data.at });
      else if (data.told === "checked") put(data.at, data.view);
      else if (data.told === "unread") put(data.at, "failed");
      else if (data.told === "done") setMilliseconds(data.milliseconds);
      else if (data.told === "written") {
        setWriting("");
        download(nameFor(files[data.at]?.name ?? "", data.as), data.content);
      } else {
        setWriting("");
        setSaid("没有写成：文件可能太大，请换一台内存大些的电脑。");
      }
    });
    own.addEventListener("error", fail);
    const around: Around = { referenceDate: isRound(of.round) ? referenceDateOf(of.round) : today, areas };
    own.postMessage({ do: "check", form: of.form, around, files } satisfies Asked);
  };
  const again = (of: { form: string; round: string }) => {
    setForm(of.form);
    setRound(of.round);
    if (run !== null) begin(run.files, of);
  };
  const save = (at: number, as: Download) => {
    setWriting(`${at} ${as}`);
    setSaid("");
    checking.current?.postMessage({ do: "write", at, as } satisfies Asked);
  };

  const results = run?.results ?? [];
  const busy = run !== null && milliseconds === null;
  const views = results.filter((it): it is View => it !== null && it !== "failed");
  const unsafe = views.some(({ groups }) => groups.some((it) => it.code === "report_now"));
  return (
    <div className="on-device check">
      <NewerNotice newer={newer} />
      {children}
      <WeChatNotice />
      <div className="asked screen-only">
        <label>
          哪一张表
          <select
            value={form}
            disabled={today === null}
            onChange={(event) => again({ form: event.target.value, round })}
          >
            {forms.map((it) => (
              <option key={it.id} value={it.id}>
                {it.title}
              </option>
            ))}
          </select>
        </label>
        <label>
          按哪一天核对
          <select
            value={round}
            disabled={today === null}
            onChange={(event) => again({ form, round: event.target.value })}
          >
            <option value="">今天{today === null ? "" : `（${today}）`}</option>
            {today !== null &&
              roundsAround(today).map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
          </select>
        </label>
      </div>
      <FileDrop label="选择文件" waiting={today === null} take={(files) => begin(files, { form, round })} kept={kept}>
        可以一次选好几个，也可以拖到这里。Excel、WPS、CSV、JSON 都行。
      </FileDrop>
      <div role="status">
        {busy && (
          <p className="busy">
            <progress value={run.at} max={run.files.length} aria-label="核对进度" />
            正在核对第 {run.at + 1} / {run.files.length} 个：{run.files[run.at]?.name}
          </p>
        )}
        {run !== null && milliseconds !== null && <p className="total">{totalOf(results, milliseconds)}</p>}
        {said !== "" && <p className="signal">{said}</p>}
      </div>
      {run !== null && (
        <div className="buttons screen-only">
          <button
            type="button"
            className="button"
            onClick={() => {
              stop();
              setRun(null);
            }}
          >
            {busy ? "停下" : "清空"}
          </button>
          {!busy && (
            <button type="button" className="button" onClick={() => window.print()}>
              打印问题清单
            </button>
          )}
        </div>
      )}
      {unsafe && (
        <p className="danger-note">
          表里填了需要立即处理的情形：先打 <a href="tel:110">110</a> 或转介，再照<a href={urgent}>“出事了”</a>
          一页办理。不要等表改好。
        </p>
      )}
      {views.some(({ groups }) => groups.length > 0) && (
        <fieldset className="only screen-only">
          <legend>问题</legend>
          {(["all", "error", "warning"] as const).map((it) => (
            <label key={it}>
              <input type="radio" name={`${id}-only`} checked={only === it} onChange={() => setOnly(it)} />
              {it === "all" ? "都看" : it === "error" ? "只看错误（要改）" : "只看提醒"}
            </label>
          ))}
        </fieldset>
      )}
      {results.map((result, at) =>
        result === null ? null : result === "failed" ? (
          <section key={at}>
            <h2>{run?.files[at]?.name}</h2>
            <p className="signal">没有读成：请确认文件没有被移走或正在被改，再选一次。</p>
          </section>
        ) : (
          <FileResult key={at} view={result} only={only} writing={writing} at={at} save={save} />
        ),
      )}
    </div>
  );
}

type FileProps = {
  readonly view: View;
  readonly only: "all" | "error" | "warning";
  readonly writing: string;
  readonly at: number;
  readonly save: (at: number, as: Download) => void;
};

function FileResult({ view, only, writing, at, save }: FileProps) {
  const { file, what, counts, good, markable, sheets } = view;
  const [chosen, setChosen] = useState<number | null>(null);
  const groups = view.groups.filter((it) => only === "all" || it.severity === only);
  const rows = chosen === null ? null : (view.groups[chosen]?.rows ?? []);
  const clean = view.groups.length === 0;
  const button = (as: Download, label: string) => (
    <li key={as}>
      <button type="button" className="button" disabled={writing !== ""} onClick={() => save(at, as)}>
        {writing === `${at} ${as}` ? "正在写……" : label}
      </button>
    </li>
  );
  return (
    <section className="file-result">
      <h2>{file}</h2>
      <p>
        {what}。{markable && `${counts}。`}
        {clean && "没有问题。"}
      </p>
      <div className="beside">
        <div>
          <ul className="groups">
            {groups.map((group) => {
              const place = view.groups.indexOf(group);
              return (
                <li key={place} className={group.severity}>
                  <span className="words">
                    <strong>{severityWords[group.severity]}</strong> {groupInWords(group)}
                  </span>
                  {group.rows.length > 0 &&
                    sheets.some((it) => it.lines.some(({ row }) => group.rows.includes(row))) && (
                      <button
                        type="button"
                        className="link screen-only"
                        aria-pressed={chosen === place}
                        onClick={() => setChosen(chosen === place ? null : place)}
                      >
                        {chosen === place ? "看全部" : "看这几行"}
                      </button>
                    )}
                </li>
              );
            })}
          </ul>
        </div>
        <div className="screen-only">
          {sheets.map((sheet, number) => (
            <Preview key={number} sheet={sheet} rows={rows} only={only} />
          ))}
        </div>
      </div>
      <div className="screen-only">
        {sheets.map((sheet, number) => (
          <Columns key={number} sheet={sheet} />
        ))}
        <ul className="buttons">
          {markable && button("marked", "存标好的 Excel")}
          {good > 0 && button("xlsx", `存可用的 ${good} 条（Excel）`)}
          {good > 0 && button("csv", `存可用的 ${good} 条（CSV）`)}
        </ul>
      </div>
    </section>
  );
}

/** Rows with something wrong in them: their number, the first column, and the columns that something is wrong in. */
function Preview({
  sheet,
  rows,
  only,
}: {
  readonly sheet: SheetView;
  readonly rows: readonly number[] | null;
  readonly only: FileProps["only"];
}) {
  const [wide, setWide] = useState(false);
  const lines = sheet.lines.filter(
    ({ row, wrong }) =>
      (rows === null || rows.includes(row)) && (only === "all" || Object.values(wrong).includes(only) || rows !== null),
  );
  if (lines.length === 0) return null;
  const marked = new Set(lines.flatMap(({ wrong }) => Object.keys(wrong).map(Number)));
  const narrow = sheet.columns.filter(({ at }, n) => n === 0 || marked.has(at));
  const columns = wide ? sheet.columns : narrow;
  const caption = `${sheet.name === undefined ? "" : `〔${sheet.name}〕`}有问题的行${rows === null ? "（每种问题取前几行）" : ""}`;
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label={caption}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <th scope="col">行</th>
              {columns.map(({ at, letter, heading, label }) => (
                <th key={at} scope="col">
                  <span className="quiet">{letter}</span> {heading || label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map(({ row, cells, wrong }) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {columns.map(({ at }) => {
                  const bad = wrong[at];
                  return bad === undefined ? (
                    <td key={at}>{cells[at]}</td>
                  ) : (
                    <td key={at} className={bad}>
                      <span className="visually-hidden">{severityWords[bad]}：</span>
                      {cells[at] || "（空）"}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {narrow.length < sheet.columns.length && (
        <button type="button" className="link" aria-pressed={wide} onClick={() => setWide(!wide)}>
          {wide ? "只看有问题的列" : "看全部列"}
        </button>
      )}
    </>
  );
}

/** Which column of the file was read as which of ours. */
function Columns({ sheet }: { readonly sheet: SheetView }) {
  const matched = sheet.columns.filter((it) => it.label !== undefined);
  const others = sheet.columns.filter((it) => it.label === undefined && it.heading !== "");
  if (sheet.columns.length === 0) return null;
  const name = sheet.name === undefined ? "" : `〔${sheet.name}〕`;
  return (
    <details>
      <summary>
        {name}对上 {matched.length} 列{others.length > 0 && `，${others.length} 列没有读`}
      </summary>
      {others.length > 0 && (
        <p>
          没有读的列：{others.map(({ letter, heading }) => `${letter} ${heading}`).join("、")}。需要的话改成本表的表头。
        </p>
      )}
      {matched.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">列</th>
              <th scope="col">您的表头</th>
              <th scope="col">读作</th>
            </tr>
          </thead>
          <tbody>
            {matched.map(({ at, letter, heading, label }) => (
              <tr key={at}>
                <td>{letter}</td>
                <td>{heading}</td>
                <td>{label}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </details>
  );
}

function totalOf(results: readonly Result[], milliseconds: number): string {
  const views = results.filter((it): it is View => it !== null && it !== "failed");
  const sum = (of: (it: View) => number) => views.reduce((all, it) => all + of(it), 0);
  const rows = sum((it) => it.rows);
  const good = sum((it) => it.good);
  const wrong = views.filter((it) => it.groups.some(({ severity }) => severity === "error")).length;
  const unread = results.length - views.length;
  const outcome =
    wrong + unread === 0
      ? "没有错误。"
      : `${wrong + unread} 个文件有错误：请在原文件里改，或存标好的 Excel 给填表人改，改好再核对一次。`;
  return `核对了 ${results.length} 个文件，读到 ${rows} 条，${good} 条可用，用了 ${(milliseconds / 1000).toFixed(1)} 秒。${outcome}`;
}

/** `学校03.xls` → `学校03-核对结果.xlsx`. */
function nameFor(file: string, as: Download): string {
  const name = file.replace(/\.[^.]*$/, "");
  return as === "marked" ? `${name}-核对结果.xlsx` : `${name}-可用.${as}`;
}

/** The rounds someone may be working on now, the latest first. */
function roundsAround(today: string): (readonly [string, string])[] {
  const year = Number(today.slice(0, 4));
  return [year + 1, year, year - 1].flatMap((it) =>
    (["autumn", "spring"] as const).flatMap((half) => {
      const round = `${it}-${half}` as const;
      const day = referenceDateOf(round);
      const near = it === year || (it > year ? half === "spring" : half === "autumn");
      return near ? [[round, `${it} 年${half === "autumn" ? "秋季" : "春季"}（${day}）`] as const] : [];
    }),
  );
}
