import { useEffect, useRef, useState } from "react";
import { type Alarm } from "../forms/form.ts";
import { type Around } from "./FillForm.tsx";

type Props = { readonly alarms: readonly Alarm[]; readonly around: Around; readonly onAcknowledge: () => void };

/**
 * Stops whoever chose an answer that calls for action at once. It says all that is needed without a network, and closes by
 * its button alone, so that it is read; Escape says so. The focus goes back to where it was.
 */
export function AlarmDialog({ alarms, around, onAcknowledge }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const before = useRef<Element | null>(null);
  const [said, setSaid] = useState("");
  const open = alarms.length > 0;

  useEffect(() => {
    const it = dialog.current;
    if (it === null || !open) return;
    before.current = document.activeElement;
    setSaid("");
    // Browsers without dialogs (iOS before 15.4) show it in place.
    if (typeof it.showModal === "function") it.showModal();
    else {
      it.setAttribute("open", "");
      it.classList.add("in-place");
    }
    it.querySelector<HTMLElement>("h2")?.focus();
    it.scrollTop = 0;
    return () => {
      if (typeof it.close === "function") it.close();
      else it.removeAttribute("open");
      if (before.current instanceof HTMLElement) before.current.focus();
    };
  }, [open]);

  const stay = (event: { preventDefault: () => void }) => {
    event.preventDefault();
    setSaid("请读完，再点“知道了”关闭。");
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="alarm-title"
      onCancel={stay}
      onKeyDown={(event) => {
        if (event.key === "Escape") stay(event);
      }}
    >
      <h2 id="alarm-title" tabIndex={-1}>
        请先停下来
      </h2>
      {alarms.includes("harm") && (
        <section>
          <p>孩子可能正在受到伤害。不用等确认，“疑似”就要报告。马上打：</p>
          <p className="call">
            <a href="tel:110">110</a>
          </p>
          <ol>
            <li>
              说清在哪里、孩子现在怎样、你是谁。有人受伤，同时打 <a href="tel:120">120</a>。
            </li>
            <li>守住孩子，带到安全、有人的地方。</li>
            <li>不追问，不当众问，不通知可能的加害人，是家人也不通知。</li>
            <li>再报主管部门：学校报教育部门，村居报民政部门。</li>
          </ol>
        </section>
      )}
      {alarms.includes("self-harm") && (
        <section>
          <p>孩子可能想伤害自己。</p>
          <p className="stay">陪住孩子，一刻不离开。</p>
          <ol>
            <li>
              有打算，或已经受伤、吃了药或农药，马上打：
              <span className="call two">
                <a href="tel:110">110</a> <a href="tel:120">120</a>
              </span>
            </li>
            <li>刀、绳、药、农药收走锁好，离开高处和水边。</li>
            <li>不责怪，不说“别瞎想”。说“谢谢你告诉我，我陪着你”。</li>
            <li>
              24 小时内联系学校心理教师或医院精神（心理）科，也可打心理援助热线 <a href="tel:12356">12356</a>
              。打热线不能代替陪着。
            </li>
            <li>孩子回家前，告诉值班领导或村居负责人，以及监护人和照护人。可能伤害孩子的人不告诉。</li>
          </ol>
        </section>
      )}
      <p>
        更多照
        <a href={around.urgent} target="_blank" rel="noopener">
          “出事了”一页
        </a>
        办（在新页打开，这里填的还在；没有网络时打不开，上面几条就是要点）。
      </p>
      <p className="quiet">
        刚才这一项没有记下，也不会保存，只记下这条提示显示过。
        {alarms.includes("harm") && (
          <>
            经过写在
            <a href={around.report} target="_blank" rel="noopener">
              强制报告单
            </a>
            上，打印手写。
          </>
        )}
      </p>
      <button type="button" className="button primary" onClick={onAcknowledge}>
        知道了
      </button>
      <p role="status" className="error">
        {said}
      </p>
    </dialog>
  );
}
