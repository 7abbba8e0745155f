import { BarController, BarElement, CategoryScale, Chart, Legend, LinearScale, Tooltip } from "chart.js";

Chart.register(BarController, BarElement, CategoryScale, LinearScale, Legend, Tooltip);

/**
 * Draws the table with this id on the page as an interactive chart in place of the drawing. Reads the figures from the
 * table itself, so it shows what the page shows; 少于10 has no bar. Loaded only when a reader asks for it.
 */
export function drawLiveChart(id: string): void {
  const table = document.getElementById(id);
  const canvas = document.querySelector<HTMLCanvasElement>("#chart");
  if (table === null || canvas === null) return;
  const textOf = (cell: Element) => cell.textContent.trim();
  const headings = [...table.querySelectorAll("thead th")].slice(1).map(textOf);
  // The last column is the total, unless children are only counted.
  const columns = headings.length === 1 ? headings : headings.slice(0, -1);
  const rows = [...table.querySelectorAll("tbody tr:not(.total)")].map((row) => [...row.children].map(textOf));
  const style = getComputedStyle(document.documentElement);
  const reduced = matchMedia("(prefers-reduced-motion: reduce)").matches;
  canvas.hidden = false;
  document.getElementById("drawing")?.remove();
  new Chart(canvas, {
    type: "bar",
    data: {
      labels: rows.map(([label = ""]) => label),
      datasets: columns.map((label, at) => ({
        label,
        data: rows.map((row) => Number((row[at + 1] ?? "").replaceAll(",", "")) || 0),
        backgroundColor: style.getPropertyValue(at < 4 ? `--series-${String(at + 1)}` : "--ink").trim(),
      })),
    },
    options: {
      indexAxis: "y",
      aspectRatio: rows.length > 8 ? 0.8 : 1.4,
      ...(reduced ? { animation: false as const } : {}),
      plugins: {
        tooltip: {
          callbacks: {
            label: ({ dataset, raw }) => `${dataset.label ?? ""} ${Number(raw) === 0 ? "少于10" : String(raw)} 人`,
          },
        },
      },
    },
  });
}
