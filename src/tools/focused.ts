/** As a ref: puts the focus on what has just appeared, once. */
export function focused(element: HTMLElement | null): void {
  element?.focus();
}
