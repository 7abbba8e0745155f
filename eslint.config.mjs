// @ts-check
import js from "@eslint/js";
import astro from "eslint-plugin-astro";
import tseslint from "typescript-eslint";

/** What only one side of the boundary may import; tests/boundary.test.ts follows the chains that lint cannot see. */
const recordSide = {
  group: ["**/survey/**", "**/disclosure/**"],
  message: "Pages read data/published and nothing that has seen a record (README, “The boundary”).",
};
/** Methods that Chromium 86 does not have; the build lowers syntax, not methods. */
const tooNew = {
  selector:
    "CallExpression[callee.property.name=/^(at|toSorted|toReversed|toSpliced|findLast|findLastIndex|hasOwn|groupBy|structuredClone|randomUUID)$/]",
  message: "Phones in use stand at Chromium 86, which has no such method.",
};
/** A way to the disk that no import shows. */
const builtin = {
  selector: "MemberExpression[property.name='getBuiltinModule']",
  message: "src/ is pure and runs in browser and Node alike; only scripts/ touches the disk.",
};
const disk = {
  group: ["node:fs", "node:fs/*", "fs", "node:child_process", "node:os", "node:path"],
  message: "src/ is pure and runs in browser and Node alike; only scripts/ touches the disk.",
};

export default tseslint.config(
  { ignores: ["dist/", ".astro/", "node_modules/", ".cache/", "data/", "seeds/"] },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...astro.configs.recommended,
  {
    rules: {
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/no-explicit-any": "error",
      "no-console": "error",
      eqeqeq: "error",
      // The full-width space is how Chinese forms leave room to write.
      "no-irregular-whitespace": ["error", { skipStrings: true, skipTemplates: true }],
    },
  },
  {
    files: ["src/**"],
    ignores: ["src/**/*.test.ts", "src/templates/node/**"],
    rules: {
      "no-restricted-imports": ["error", { patterns: [disk] }],
      "no-restricted-syntax": ["error", tooNew, builtin],
    },
  },
  {
    files: ["src/pages/**", "src/statistics/**", "src/site/**", "src/search/**", "src/plans/**", "src/programme/**"],
    ignores: ["src/**/*.test.ts"],
    rules: { "no-restricted-imports": ["error", { patterns: [recordSide, disk] }] },
  },
  {
    files: ["**/*.mjs", "scripts/**", "tests/**"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        Buffer: "readonly",
        URL: "readonly",
        setTimeout: "readonly",
        fetch: "readonly",
      },
    },
  },
  { files: ["**/*.astro"], rules: { "no-undef": "off" } },
);
