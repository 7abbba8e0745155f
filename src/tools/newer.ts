/** Tells once what changes to a newer version of the kept pages, when one is ready. */
export function newerVersion(scope: string, tell: (change: () => void) => void): void {
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  const look = (it: ServiceWorkerRegistration | undefined) => {
    const offer = () => {
      const waiting = it?.waiting;
      if (!waiting || !workers?.controller) return;
      tell(() => {
        workers.addEventListener("controllerchange", () => location.reload(), { once: true });
        waiting.postMessage("take over");
      });
    };
    offer();
    it?.addEventListener("updatefound", () => it.installing?.addEventListener("statechange", offer));
  };
  workers
    ?.getRegistration(scope)
    .then(look)
    .catch(() => undefined);
}
