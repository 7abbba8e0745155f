import { type ReactNode, useEffect, useState } from "react";
import { type Form } from "../forms/form.ts";
import { sweepDrafts } from "./draft.ts";
import { FillIn } from "./FillIn.tsx";
import { focused } from "./focused.ts";
import { newerVersion } from "./newer.ts";
import { NewerNotice, WeChatNotice } from "./Notices.tsx";
import { shelfOf } from "./shelf.ts";

/** Addresses and names that only the build knows. */
export type Around = {
  readonly urgent: string;
  /** The blank report of harm, to print. */
  readonly report: string;
  readonly form: string;
  readonly print: string;
  readonly docx: string;
  readonly xlsx: string;
  /** The worker that keeps this page for use without a network, and what it is in charge of. */
  readonly worker: string;
  readonly scope: string;
  /** What law and clauses that the form cites are called and where they stand. */
  readonly sources: Readonly<Record<string, { readonly name: string; readonly href: string }>>;
};
type Props = { readonly formId: string; readonly around: Around; readonly children?: ReactNode };

const definitions = import.meta.glob<Record<string, unknown>>([
  "../forms/definitions/*.ts",
  "!../forms/definitions/index.ts",
  "!../forms/definitions/*.test.ts",
]);

/**
 * A form on screen. First the notice (the children, so that it stands in the page without scripts) with two equal buttons;
 * whoever refuses is led to paper. Everything stays on this device: nothing is sent.
 */
export default function FillForm({ formId, around, children }: Props) {
  // Before the script runs a tap would be lost, so the buttons wait for it.
  const [step, setStep] = useState<"loading" | "notice" | "refused" | "opening" | "failed" | Form>("loading");
  const [newer, setNewer] = useState<(() => void) | null>(null);
  useEffect(() => newerVersion(around.scope, (change) => setNewer(() => change)), [around.scope]);
  useEffect(() => {
    const shelf = shelfOf();
    if (shelf !== null) sweepDrafts(shelf, Date.now());
    setStep("notice");
    // Fetched while the notice is read.
    definitions[pathOf(formId)]?.().catch(() => undefined);
  }, [formId]);

  const open = async () => {
    setStep("opening");
    try {
      const module = await definitions[pathOf(formId)]?.();
      const form = Object.values(module ?? {}).find((it): it is Form => (it as Form | null)?.id === formId);
      setStep(form ?? "failed");
    } catch {
      setStep("failed");
    }
    scrollTo(0, 0);
  };

  if (typeof step === "object") return <FillIn form={step} around={around} />;
  if (step === "refused") {
    return (
      <section className="fill">
        <h2 tabIndex={-1} ref={focused}>
          不在屏幕上填，一样办得成
        </h2>
        <p>没有记下任何内容。可以打印空白表手写，或在自己单位的电脑上填 Word、Excel。</p>
        <ul className="buttons">
          {[
            [around.print, "打印空白表"],
            [around.docx, "Word"],
            [around.xlsx, "Excel"],
            [around.form, "返回表格"],
          ].map(([href, label]) => (
            <li key={href}>
              <a className="button" href={href}>
                {label}
              </a>
            </li>
          ))}
        </ul>
        <button type="button" className="link" onClick={() => setStep("notice")}>
          再看说明
        </button>
      </section>
    );
  }
  const waiting = step === "loading" || step === "opening";
  return (
    <div className="fill">
      <NewerNotice newer={newer} />
      {children}
      <WeChatNotice then="，再填" />
      <div className="consent screen-only">
        <button type="button" className="button" disabled={waiting} onClick={() => void open()}>
          同意
        </button>
        <button type="button" className="button" disabled={waiting} onClick={() => setStep("refused")}>
          不同意
        </button>
      </div>
      <p role="status">
        {step === "opening" && "正在打开……"}
        {step === "failed" && "没有打开：请接通网络后再点一次“同意”，或打印空白表。"}
      </p>
    </div>
  );
}

function pathOf(formId: string): string {
  return `../forms/definitions/${formId}.ts`;
}
