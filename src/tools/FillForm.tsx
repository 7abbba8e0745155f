import { type FormEvent, useEffect, useRef, useState } from "react";
import { forms } from "../forms/definitions/index.ts";
import { type AnyAnswers, applies, type Form, type Question } from "../forms/form.ts";
import { type Problem } from "../forms/problem.ts";
import { checkAnswers, writeRows } from "../forms/sheet.ts";
import { writeCsv } from "../templates/csv.ts";

type Value = AnyAnswers[string] | undefined;
type Props = { readonly formId: string; readonly urgent: string };

/**
 * A form on screen, from its definition. Everything stays on this device: nothing is sent, nothing is stored until the
 * person downloads it. Answers that call for a report at once open a notice with 110 and are not kept; only that the notice was shown is.
 */
export default function FillForm({ formId, urgent }: Props) {
  const form = forms.find((it) => it.id === formId);
  if (form === undefined)
    throw new Error(`tools/FillForm: found form ${formId}, expected one of ${forms.map((it) => it.id).join(" ")}`);
  return <Filling form={form} urgent={urgent} />;
}

function Filling({ form, urgent }: { readonly form: Form; readonly urgent: string }) {
  const [answers, setAnswers] = useState<AnyAnswers>({});
  const [problems, setProblems] = useState<readonly Problem[]>([]);
  const [noticeShown, setNoticeShown] = useState(false);
  const [said, setSaid] = useState("");
  const notice = useRef<HTMLDialogElement>(null);
  const summary = useRef<HTMLDivElement>(null);
  const dirty = Object.keys(answers).length > 0;

  useEffect(() => {
    if (!dirty) return;
    const keep = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", keep);
    return () => removeEventListener("beforeunload", keep);
  }, [dirty]);

  const answer = (id: string, value: Value) => {
    const alarm = form.alarms.find((it) => it.question === id);
    if (typeof value === "object" && alarm !== undefined && value.some((code) => alarm.codes.includes(code))) {
      setNoticeShown(true);
      notice.current?.showModal();
      return;
    }
    setSaid("");
    setAnswers((before) => {
      const rest = Object.fromEntries(Object.entries(before).filter(([key]) => key !== id));
      return value === undefined || value === "" || (typeof value === "object" && value.length === 0)
        ? rest
        : { ...rest, [id]: value };
    });
  };

  const check = (): AnyAnswers | null => {
    const kept = withoutHidden(form, answers);
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
    // The number that belongs to nobody is right only where the invented respondent put it.
    const example = kept["id_number"] === (form.example as AnyAnswers)["id_number"];
    const { answers: record, problems: found } = checkAnswers(form, kept, { referenceDate: today, example });
    setProblems(found);
    if (record === null) requestAnimationFrame(() => summary.current?.focus());
    return record;
  };

  const save = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const submitter = (event.nativeEvent as SubmitEvent).submitter;
    const format = submitter?.getAttribute("value") === "json" ? "json" : "csv";
    const record = check();
    if (record === null) return;
    const content =
      format === "csv"
        ? writeCsv(writeRows<Form>(form, [record]))
        : `${JSON.stringify({ form: form.id, version: form.version, noticeShown, records: [record] }, null, 1)}\n`;
    download(`${form.title}.${format}`, content);
    setSaid("已保存到这台设备的“下载”里。文件含未成年人个人信息，请移到安全的地方，不要发群。");
  };

  const errors = problems.filter((it) => it.severity === "error");
  return (
    <form onSubmit={save} noValidate>
      <p className="panel">
        填写内容只在这台设备上，不会上传，网站看不到。关闭页面后不保留，请在填完后下载。公用电脑上请用完即删。微信里存不了文件，请先点右上角“在浏览器打开”再填。
      </p>
      <ul className="buttons">
        <li>
          <button type="button" className="button" onClick={() => setAnswers(form.example as AnyAnswers)}>
            填入示例
          </button>
        </li>
        <li>
          <button
            type="button"
            className="button"
            onClick={() => {
              setAnswers({});
              setProblems([]);
              setSaid("");
            }}
          >
            清空
          </button>
        </li>
      </ul>

      {form.sections.map(({ title, questions }) => {
        const all = Object.entries(questions).filter(([, question]) => applies(question, answers));
        const main = all.filter(([, question]) => question.detail !== true);
        const more = all.filter(([, question]) => question.detail === true);
        const field = ([id, question]: [string, Question]) => (
          <Field
            key={id}
            id={id}
            question={question}
            value={answers[id]}
            problems={problems.filter((it) => it.field === id)}
            onAnswer={answer}
          />
        );
        return (
          <section key={title}>
            <h2>{title}</h2>
            {main.map(field)}
            {more.length > 0 && (
              <details open={more.some(([id]) => answers[id] !== undefined || problems.some((it) => it.field === id))}>
                <summary>更多（可不填，{more.length} 项）</summary>
                {more.map(field)}
              </details>
            )}
          </section>
        );
      })}

      <div ref={summary} tabIndex={-1} role="alert">
        {errors.length > 0 && (
          <div className="errors">
            <p>有 {errors.length} 处需要改，改好后再保存：</p>
            <ul>
              {errors.map((it) => (
                <li key={`${it.field ?? ""}${it.code}`}>
                  <a href={`#${it.field ?? ""}`}>{it.column}</a>：{it.message}
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
      <p role="status">{said}</p>
      <ul className="buttons">
        <li>
          <button type="submit" className="button primary" value="csv">
            核对并保存 CSV
          </button>
        </li>
        <li>
          <button type="submit" className="button" value="json">
            核对并保存 JSON
          </button>
        </li>
      </ul>

      <dialog ref={notice} aria-labelledby="notice-title">
        <h2 id="notice-title">请先停下来</h2>
        <p>这种情形要立即报告：孩子正在受到伤害或有危险，先打</p>
        <p className="call">
          <a href="tel:110">110</a>
        </p>
        <p>
          再按<a href={urgent}>“出事了”</a>一页办理：陪住孩子，不追问，当天联系心理教师或医院。
        </p>
        <p>这一项不写在表里，也不保存；只记下本提示已经显示过。</p>
        <button type="button" className="button" onClick={() => notice.current?.close()}>
          知道了，继续填其他内容
        </button>
      </dialog>
    </form>
  );
}

type FieldProps = {
  readonly id: string;
  readonly question: Question;
  readonly value: Value;
  readonly problems: readonly Problem[];
  readonly onAnswer: (id: string, value: Value) => void;
};

function Field({ id, question, value, problems, onAnswer }: FieldProps) {
  const messages = `${id}-messages`;
  const described = problems.length > 0 || question.hint !== undefined ? { "aria-describedby": messages } : {};
  const invalid = problems.some((it) => it.severity === "error");
  const notes = (
    <div id={messages}>
      {question.hint !== undefined && <p className="quiet">{question.hint}</p>}
      {problems.map((it) => (
        <p key={it.code} className={it.severity === "error" ? "error" : "quiet"}>
          {it.message}
        </p>
      ))}
    </div>
  );
  const label = (
    <>
      {question.label}
      {question.required === true && <span className="required">（必填）</span>}
    </>
  );

  if (question.type === "choice" || question.type === "multiple") {
    const several = question.type === "multiple";
    const given: readonly string[] = typeof value === "object" ? value : value === undefined ? [] : [String(value)];
    const alone = several ? [question.none, "99"] : [];
    const choose = (code: string, on: boolean) => {
      if (!several) onAnswer(id, code);
      else if (!on)
        onAnswer(
          id,
          given.filter((it) => it !== code),
        );
      else onAnswer(id, alone.includes(code) ? [code] : [...given.filter((it) => !alone.includes(it)), code]);
    };
    return (
      <fieldset id={id} {...described} className={invalid ? "invalid" : ""}>
        <legend>{label}</legend>
        {notes}
        <div className="options">
          {question.codes.map(({ code, label }) => (
            <label key={code}>
              <input
                type={several ? "checkbox" : "radio"}
                name={id}
                value={code}
                checked={given.includes(code)}
                onChange={(event) => choose(code, event.target.checked)}
              />
              {label}
            </label>
          ))}
        </div>
      </fieldset>
    );
  }

  const type = { text: "text", id: "text", area: "text", number: "text", phone: "tel", date: "date", month: "month" }[
    question.type
  ];
  const numeric = question.type === "number" || question.type === "area" ? { inputMode: "numeric" as const } : {};
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {notes}
      <input
        id={id}
        type={type}
        {...numeric}
        {...described}
        aria-invalid={invalid}
        autoComplete="off"
        value={value === undefined ? "" : String(value)}
        onChange={(event) => onAnswer(id, event.target.value)}
      />
    </div>
  );
}

/** Answers to questions that are not asked any more go, also those that depended on them. */
function withoutHidden(form: Form, answers: AnyAnswers): AnyAnswers {
  const shown = Object.fromEntries(
    form.sections.flatMap(({ questions }) =>
      Object.entries(questions).flatMap(([id, question]) => {
        const value = answers[id];
        return value !== undefined && applies(question, answers) ? [[id, value] as const] : [];
      }),
    ),
  );
  return Object.keys(shown).length === Object.keys(answers).length ? shown : withoutHidden(form, shown);
}

function download(name: string, content: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
