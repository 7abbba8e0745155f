/** Lets the browser save a file that was made here. */
export function download(name: string, content: string | Uint8Array): void {
  const link = document.createElement("a");
  const bytes = typeof content === "string" ? content : new Uint8Array(content).buffer;
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
