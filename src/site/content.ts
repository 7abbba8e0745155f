import calendar from "../../data/calendar.yaml?raw";
import glossary from "../../data/glossary.yaml?raw";
import corrections from "../../data/plans/corrections.json?raw";
import redactions from "../../data/plans/redactions.json?raw";
import facets from "../../data/reference/facets.json?raw";
import indicators from "../../data/reference/indicators.json?raw";
import templatesJson from "../../data/reference/templates.json?raw";
import { citationsOfForms } from "../forms/definitions/index.ts";
import { citationsOfFigures } from "../programme/programme.ts";
import { readChanges } from "../plans/changes.ts";
import { readGuidance } from "../plans/guidance.ts";

/** All guidance as the pages show it, read from data/ at build; what does not hold stops the build here. */
export const guidance = readGuidance({
  plans: import.meta.glob<string>("/data/plans/*.md", { query: "?raw", import: "default", eager: true }),
  measures: import.meta.glob<string>("/data/measures/*.md", { query: "?raw", import: "default", eager: true }),
  notes: import.meta.glob<string>("/data/notes/*.md", { query: "?raw", import: "default", eager: true }),
  urgent: import.meta.glob<string>("/data/urgent/*.md", { query: "?raw", import: "default", eager: true }),
  statutes: import.meta.glob<string>("/data/reference/statutes/*.md", {
    query: "?raw",
    import: "default",
    eager: true,
  }),
  calendar,
  glossary,
  templates: templatesJson,
  indicators,
  facets,
  forms: citationsOfForms,
  figures: citationsOfFigures,
});

export const { library, templates } = guidance;

/** Corrections and redactions made to a plan of the source. */
export const changesOf = readChanges(corrections, redactions);
