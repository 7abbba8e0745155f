import text from "../../data/site.json?raw";
import { readSite } from "./site.ts";

/** data/site.json as the pages show it. */
export const site = readSite(text, "data/site.json");
