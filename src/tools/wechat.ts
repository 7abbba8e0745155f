/** Whether the page is open inside WeChat, which neither saves files nor prints. */
export function inWeChat(): boolean {
  return typeof navigator !== "undefined" && /MicroMessenger/i.test(navigator.userAgent);
}
