import { inWeChat } from "./wechat.ts";

/** That a newer version of the kept page is ready, and the button that changes to it. */
export function NewerNotice({ newer }: { readonly newer: (() => void) | null }) {
  if (newer === null) return null;
  return (
    <p className="note screen-only">
      这一页有新版。
      <button type="button" className="button" onClick={newer}>
        换用新版
      </button>
    </p>
  );
}

/** What WeChat's own browser cannot do, and where to go; `then` is what to do there. */
export function WeChatNotice({ then = "" }: { readonly then?: string }) {
  if (!inWeChat()) return null;
  return (
    <p className="note">
      <strong>您在微信里。</strong>微信存不了文件、打不了印：请现在点右上角“⋯”，选“在浏览器打开”{then}。
    </p>
  );
}
