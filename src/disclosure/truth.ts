import { type PopulationId } from "../programme/populations.ts";
import { type VariableId } from "../programme/variables.ts";

/** Exact counts of children. Never published and never printed: `protect` takes them and nothing else does. */
export type Truth = {
  readonly round: string;
  /** `YYYY-MM-DD` */
  readonly referenceDate: string;
  readonly example: boolean;
  readonly population: PopulationId;
  /** The county and its townships, in the order they are shown. */
  readonly areas: readonly { readonly code: string; readonly label: string; readonly parent?: string }[];
  /** By `township|category|category`, the categories of the programme's hub variables in order; an absent key is 0. */
  readonly hub: ReadonlyMap<string, number>;
  /** By spoke variable, then `township|category`; each township sums to its hub total. */
  readonly spokes: ReadonlyMap<VariableId, ReadonlyMap<string, number>>;
  readonly quality: {
    readonly filesExpected?: number;
    readonly filesReceived: number;
    /** Townships → files with at least one record of theirs. */
    readonly filesByTownship: ReadonlyMap<string, number>;
    readonly rowsRead: number;
    readonly rowsRefused: number;
    readonly refusedShareAllowed: number;
    /** Refused rows by the code of their first problem, with words for the page. */
    readonly refusedBecause: readonly { readonly code: string; readonly label: string; readonly rows: number }[];
    readonly duplicates: number;
    readonly consentWithheld: number;
    readonly undecided: number;
  };
};
