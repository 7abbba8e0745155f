import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        // Everything that needs no built site: unit, property, golden, journeys, fidelity, the import half of the boundary.
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "src/**/*.test.tsx", "scripts/**/*.test.ts", "tests/*.test.ts"],
          testTimeout: 60_000,
        },
      },
      {
        // Reads dist/, builds copies of the site and drives a real browser; one file at a time on two cores.
        test: {
          name: "site",
          include: ["tests/site/**/*.test.ts", "tests/browser/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        // What takes minutes: a command killed again and again. `npm run verify`.
        test: {
          name: "long",
          include: ["tests/long/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
      {
        // What LibreOffice makes of the files in dist/: `npm run verify`.
        test: {
          name: "office",
          include: ["tests/office/**/*.test.ts"],
          testTimeout: 600_000,
          hookTimeout: 600_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
