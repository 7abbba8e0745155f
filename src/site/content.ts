import corrections from "../../data/plans/corrections.json?raw";
import redactions from "../../data/plans/redactions.json?raw";
import templatesJson from "../../data/reference/templates.json?raw";
import { countChanges } from "../plans/changes.ts";
import { readLibrary } from "../plans/library.ts";
import { readTemplates } from "../programme/templates.ts";

/** The plans as the pages show them, read from data/plans at build. */
export const library = readLibrary(
  import.meta.glob<string>("/data/plans/*.md", { query: "?raw", import: "default", eager: true }),
);

/** Corrections and redactions made to a plan, by its number. */
export const changesOf = countChanges(corrections, redactions);

/** The 74 records, available and planned. */
export const templates = readTemplates(templatesJson);
