import type { TooFewView } from "../too-few";
import type { WorkingDays } from "../working-days";
import type {
  AndonSign,
  BlockedSign,
  ComparedFigure,
  Expectation,
  LateSign,
  NamedConstraint,
} from "./overview";

/** One board on the page of all boards. */
export type BoardStanding = {
  id: string;
  name: string;
  key: string;
  /** The days that count in its cycle times and ages; null where all do. */
  workingDays: WorkingDays | null;
  /** Cards started and not finished, now. */
  wip: number;
  /** Of the last 30 days beside the 30 before. */
  throughput: ComparedFigure;
  medianDays: ComparedFigure;
  p85Days: ComparedFigure;
  overrides: ComparedFigure;
  /** Cards finished in each of the last spans of seven days, the newest last. */
  weeks: number[];
  /** The agreed service level, or what the last 90 days suggest; the share of their cards that kept it, null for none. */
  expectation: Expectation & { attainment: number | null };
  need: Record<"andons" | "late" | "blocked" | "overLimits" | "atRisk" | "fullLimits", number>;
  /** Over the last 90 days, as in the board's reports. */
  constraint: NamedConstraint | null;
  /** The foremost of what needs attention; `need` has the numbers of all. */
  foremost: { andons: AndonSign[]; late: LateSign[]; blocked: BlockedSign[] };
};

/** A team's boards, the one that needs attention most first, and the figures of all their cards together. */
export type TeamStanding = {
  id: string;
  name: string;
  /** The days that count, where all of its boards count the same; null where all do, or where they differ. */
  workingDays: WorkingDays | null;
  wip: number;
  /** Of the last 30 days beside the 30 before. */
  throughput: ComparedFigure;
  medianDays: ComparedFigure;
  p85Days: ComparedFigure;
  /** As of a board. */
  weeks: number[];
  /** Cards that the boards will finish together in `days` days with a chance of `percentile` %; null: too little is known. */
  forecast: { days: number; percentile: number; cards: number | null; tooFew: TooFewView | null };
  boards: BoardStanding[];
};
