/** The writers of Word and Excel files: loaded when there is time, or when they are first needed. */
export const writers = {
  docx: () => import("../templates/docx.ts"),
  xlsx: () => import("../templates/xlsx.ts"),
};

/**
 * Makes the page ready to be opened and used without a network: the worker keeps the pages, then what the page loads `later`
 * is loaded through it, so that it keeps that too. False where the browser has no workers or the network gave out.
 */
export async function readyOffline(
  worker: string,
  scope: string,
  later: readonly (() => Promise<unknown>)[] = Object.values(writers),
): Promise<boolean> {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  try {
    if (workers !== undefined) {
      await workers.register(worker, { scope });
      await workers.ready;
      if (workers.controller === null)
        await new Promise((resolve) => workers.addEventListener("controllerchange", resolve, { once: true }));
    }
    await idle();
    await Promise.all(later.map((load) => load()));
    return workers !== undefined;
  } catch {
    return false;
  }
}

/** Safari has no requestIdleCallback. */
function idle(): Promise<unknown> {
  return new Promise((resolve) => {
    if (typeof requestIdleCallback === "function") requestIdleCallback(resolve, { timeout: 3000 });
    else setTimeout(resolve, 1000);
  });
}
