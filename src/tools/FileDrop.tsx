import { type ReactNode, useId, useState } from "react";

type Props = {
  /** What the button says. */
  readonly label: string;
  /** Nothing can be chosen yet. */
  readonly waiting: boolean;
  readonly take: (files: readonly File[]) => void;
  /** What may be chosen, in words. */
  readonly children: ReactNode;
  /** The page opens without a network from now on. */
  readonly kept: boolean;
};

/** Where files are chosen or dropped; what becomes of them is said below. */
export function FileDrop({ label, waiting, take, children, kept }: Props) {
  const [over, setOver] = useState(false);
  const id = useId();
  return (
    <div
      className={`drop screen-only${over ? " over" : ""}`}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take([...event.dataTransfer.files]);
      }}
    >
      <label className={`button primary${waiting ? " waiting" : ""}`} htmlFor={`${id}-files`}>
        {label}
      </label>
      <input
        id={`${id}-files`}
        className="visually-hidden"
        type="file"
        multiple
        disabled={waiting}
        onChange={(event) => {
          take([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <p>
        {children}
        <span className="quiet">只在这台设备上读，不上传，不留存；关上这一页就没有了。</span>
        {kept && <span className="quiet">已可离线使用。</span>}
      </p>
    </div>
  );
}
