/**
 * Text that a spreadsheet shows and never runs: what it could take for a formula gets a ' in front. In a text cell of a workbook
 * too, for it is saved as CSV one day. Plain numbers and dashes alone, which strike a cell out, are harmless and stay. Reading
 * takes the ' away again (forms/answer.ts).
 */
export function inert(text: string): string {
  return /^[=+@\t\r-]/.test(text) && !/^(?:-?\d+(?:\.\d+)?|-+)$/.test(text) ? `'${text}` : text;
}
