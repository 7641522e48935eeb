import type { LimitView } from "../limit";
import type { CardFact } from "../metrics/frame";
import type { ExpectationBasis } from "../service-level";
import type { TooFewView } from "../too-few";
import type { WorkingDays } from "../working-days";

/**
 * A figure beside the same one of the period before; null where there is none. With `tooFew` the change is not called
 * better or worse.
 */
export type ComparedFigure = {
  now: number | null;
  before: number | null;
  difference: number | null;
  relative: number | null;
  tooFew: TooFewView | null;
};

/**
 * "`percentile` % in `days` days or less"; days are null where they would be proposed, and too few cards were finished.
 * `tooFew`: then, and where an agreed level has too few cards for a risk.
 */
export type Expectation = {
  percentile: number;
  days: number | null;
  basis: ExpectationBasis;
  tooFew: TooFewView | null;
};

/** A card that is older than expected, or likely to become so. */
export type AgeingSign = CardFact & { column: string; ageDays: number; chance: number | null };

/** A card on the board that is not finished and whose due date has passed in the board's zone. */
export type OverdueSign = CardFact & { column: string; dueDate: string; daysLate: number };

/** A late card: older than expected, past its due date, or both. */
export type LateSign = CardFact & {
  column: string;
  /** Null for a card that is late by its due date alone. */
  ageDays: number | null;
  overdue: Pick<OverdueSign, "dueDate" | "daysLate"> | null;
};

/** `since`: ISO 8601. */
export type BlockedSign = CardFact & { column: string; since: string; category: string; reason: string };

/** A limit with as many cards as it allows, or more. */
export type FullSign = LimitView;

export type AndonSign = { columnId: string; column: string; reason: string; since: string };

/** What of one board needs attention now. */
export type Signs = {
  blocked: BlockedSign[];
  overdue: OverdueSign[];
  full: FullSign[];
  andons: AndonSign[];
};

/** The probable constraint. `heldColumn`: where work waits for it; `share`: of all time that cards spent, that there. */
export type NamedConstraint = {
  columnId: string;
  column: string;
  heldColumn: string;
  isGrowing: boolean;
  share: number;
};

/** The head of a board's reports: its figures, and what needs attention. */
export type BoardOverview = {
  /** Instant (ISO 8601) of which the signs tell. */
  asOf: string;
  /** The days that count in cycle times and ages; null where all do. */
  workingDays: WorkingDays | null;
  /** Days of the period before; null where the history does not reach back over it. */
  before: { from: string; to: string } | null;
  figures: Record<"throughput" | "medianDays" | "p85Days" | "averageWip", ComparedFigure>;
  expectation: Expectation;
  late: LateSign[];
  atRisk: AgeingSign[];
  signs: Signs;
  constraint: NamedConstraint | null;
};
