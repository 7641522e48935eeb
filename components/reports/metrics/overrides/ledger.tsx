import { useLocale } from "@/lib/client/format/use-locale";
import { sayShare } from "@/lib/client/limits/use-words";
import type { OverridesAnswer } from "@/lib/contracts/metrics/overrides";
import { useOpenCard } from "../../cards/use-open-card";
import { useReportView } from "../../view/report-view";

type OverrideRatesProps = { answer: OverridesAnswer; limitNames: ReadonlyMap<string, string> };

/** For each limit that gave way or held: how many of its entries went over it, and how many it kept out. */
export function OverrideRates({ answer, limitNames }: OverrideRatesProps) {
  const shown = answer.limits.filter((limit) => limit.overrides + limit.softBreaches + limit.refusals > 0);
  return (
    <ul className="mt-2 flex flex-wrap gap-x-6 gap-y-1 px-3 text-sm">
      {shown.map(({ limitId, entries, overrides, softBreaches, refusals, rate }) => (
        <li key={limitId}>
          <span className="font-medium">{limitNames.get(limitId)}</span>
          {": "}
          <span className="text-muted-foreground tabular-nums">
            {[
              `${overrides} of ${entries} overridden${rate ? ` (${sayShare(rate)})` : ""}`,
              softBreaches > 0 && `${softBreaches} past the soft limit`,
              refusals > 0 && `${refusals} refused`,
            ]
              .filter(Boolean)
              .join(", ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

type OverrideLedgerProps = {
  items: OverridesAnswer["items"];
  limitNames: ReadonlyMap<string, string>;
};

const maxRows = 20;

/** Who let which card in over which limit, when and why; the newest ones. */
export function OverrideLedger({ items, limitNames }: OverrideLedgerProps) {
  const { boardKey } = useReportView();
  const openCard = useOpenCard();
  const locale = useLocale();
  if (items.length === 0) return null;
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls sideways is reached by keyboard too
    <section aria-label="Cards let in over a limit" className="mt-3 overflow-x-auto px-2" tabIndex={0}>
      <table className="w-full text-left text-sm">
        <thead className="text-muted-foreground">
          <tr className="border-b border-border [&>th]:py-1.5 [&>th]:pr-4 [&>th]:font-medium">
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">Card</th>
            <th scope="col">Limit</th>
            <th scope="col">Cards then</th>
            <th scope="col">Reason</th>
          </tr>
        </thead>
        <tbody>
          {items.slice(0, maxRows).map((item) => (
            <tr
              key={`${item.at}${item.limitId}${item.cardId}`}
              className="border-b border-border/60 align-top last:border-0 [&>td]:py-1.5 [&>td]:pr-4"
            >
              <td className="whitespace-nowrap tabular-nums">{format.format(Date.parse(item.at))}</td>
              <td className="whitespace-nowrap">{item.actorName ?? "Somebody"}</td>
              <td className="min-w-40">
                <button
                  type="button"
                  onClick={() => openCard(item.cardId)}
                  className="rounded-sm text-left underline-offset-4 outline-none hover:underline focus-visible:ring-2 focus-visible:ring-ring"
                >
                  <span className="text-muted-foreground tabular-nums">{`${boardKey}-${item.number} `}</span>
                  <bdi>{item.title}</bdi>
                </button>
              </td>
              <td>{limitNames.get(item.limitId)}</td>
              <td className="whitespace-nowrap tabular-nums">{`${item.count} of ${item.max}`}</td>
              <td className="min-w-40 text-pretty text-muted-foreground">
                {item.mode === "soft" ? "Soft limit" : item.reason}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > maxRows && (
        <p className="py-2 text-xs text-muted-foreground">
          {`The newest ${maxRows} of ${items.length.toLocaleString("en")}; the table and the CSV have all.`}
        </p>
      )}
    </section>
  );
}
