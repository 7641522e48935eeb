import type { ReactNode } from "react";
import { PageLink } from "@/components/ui/page-link";
import type { CardFact } from "@/lib/contracts/metrics/frame";
import { useReportView } from "../view/report-view";

type CardListProps<C extends CardFact> = {
  cards: readonly C[];
  /** One more line about a card. */
  say?: (card: C) => ReactNode;
  /** Cards shown; how many there are altogether is said below. */
  max?: number;
  total?: number;
};

const usualMax = 50;

/** The cards behind a figure, each opening on the board. */
export function CardList<C extends CardFact>(props: CardListProps<C>) {
  const { cards, say, max = usualMax, total = cards.length } = props;
  const { boardId, boardKey } = useReportView();
  const shown = cards.slice(0, max);
  return (
    <>
      <ul className="text-sm">
        {shown.map((card, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a card may stand here for several of its blocks
          <li key={`${card.cardId}${index}`}>
            <PageLink
              href={`/boards/${boardId}?card=${card.cardId}`}
              className="flex flex-col rounded-md px-2 py-1 outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring sm:flex-row sm:items-baseline sm:gap-3 print:flex-col print:gap-0"
            >
              <span className="min-w-0 flex-1 truncate">
                <span className="mr-2 text-muted-foreground tabular-nums">
                  {boardKey}-{card.number}
                </span>
                <bdi>{card.title}</bdi>
              </span>
              {say && (
                <span dir="auto" className="shrink-0 text-xs text-muted-foreground">
                  {say(card)}
                </span>
              )}
            </PageLink>
          </li>
        ))}
      </ul>
      {total > shown.length && (
        <p className="px-2 pt-1 text-xs text-muted-foreground">
          {`${shown.length.toLocaleString("en")} of ${total.toLocaleString("en")}; the table and the CSV have more.`}
        </p>
      )}
    </>
  );
}
