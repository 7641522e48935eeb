import { Callout } from "@/components/ui/callout";
import { dayWords } from "@/lib/client/format/day-words";
import type { LimitNames } from "@/lib/client/limits/words";
import { keepFilters } from "@/lib/client/page/report-address";
import type { CumulativeFlowAnswer } from "@/lib/contracts/metrics/cumulative-flow";
import type { MetricFrame } from "@/lib/contracts/metrics/frame";
import type { FilterChoices } from "@/lib/contracts/reports/filter-choices";
import type { BoardOverview } from "@/lib/contracts/reports/overview";
import { filterWords } from "../filters/filter-words";
import { RangePicker } from "../filters/range-picker";
import { rangePresets } from "../filters/range-presets";
import { ReportFilters } from "../filters/report-filters";
import type { ReportAnswers } from "../metrics";
import { PageActions } from "./page-actions";
import { ReportsScreen } from "./reports-screen";

type ReportsPageProps = {
  board: { id: string; key: string; name: string };
  /** Day of the board's first transition, and today in its zone. */
  firstDay: string;
  today: string;
  /** What the address asks for, by the names of the metrics API. */
  parameters: Record<string, string>;
  /** Why the address could not be shown; null where it could. */
  fault: string | null;
  choices: FilterChoices;
  frame: Omit<MetricFrame, "excluded"> & Pick<CumulativeFlowAnswer, "columns">;
  limitNames: LimitNames;
  overview: BoardOverview;
  answers: ReportAnswers;
};

/** The reports of a board below the choice of days and cards that they are about. */
export function ReportsPage(props: ReportsPageProps) {
  const { board, firstDay, today, parameters, fault, choices, frame, ...shown } = props;
  const { from, to, timeZone } = frame;
  const path = `/boards/${board.id}/reports`;
  const filterQuery = keepFilters(new URLSearchParams(parameters).toString());
  const cards = filterWords(new URLSearchParams(filterQuery), choices);
  const words = `${dayWords(from, "en")} to ${dayWords(to, "en")}, ${timeZone}${cards && ` · only ${cards}`}`;
  return (
    <div className="flex flex-col gap-5">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <RangePicker path={path} from={from} to={to} today={today} presets={rangePresets(firstDay, today)} />
        <PageActions boardId={board.id} from={from} to={to} />
      </div>
      <ReportFilters path={path} choices={choices} />
      <p className="hidden text-sm print:block">{words}</p>
      {fault !== null && (
        <Callout tone="warning">
          This address cannot be shown: {fault} The usual range over all cards is shown instead.
        </Callout>
      )}
      {filterQuery && frame.cards === 0 && (
        <Callout>No card is chosen by these filters. Clear them, or choose a longer range.</Callout>
      )}
      <ReportsScreen
        page={{ boardId: board.id, boardKey: board.key, boardName: board.name, words, filterQuery }}
        frame={frame}
        {...shown}
      />
    </div>
  );
}
