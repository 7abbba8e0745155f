import { type Form } from "../form.ts";
import { childCensus } from "./child-census.ts";

/** Every form that exists, in the order of the templates. Adding one here gives it its pages and downloads. */
export const forms: readonly Form[] = [childCensus];
