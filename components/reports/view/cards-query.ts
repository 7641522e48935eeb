/** `note`: what is to be said of the card here; a card may stand here twice with different ones. */
export type ListedCard = { cardId: string; number: number; title: string; note?: string };
export type CardGroup = { name: string; cards: ListedCard[] };

/** Cards finished in a span of days; all, or those that took so many days. */
export type FinishedQuery = {
  kind: "finished";
  from: string;
  to: string;
  /** By what `days` are counted; cycle time if nothing else. */
  metric?: "cycle-time" | "lead-time";
  days?: { from: number; to?: number };
};

/** Cards of the days on which so many were finished. */
export type FinishedOnQuery = {
  kind: "finished-on";
  from: string;
  to: string;
  daysOf: { from: number; to: number };
};

/** Which cards to show: on the board at the end of a day, finished, in progress but for some, or known already. */
export type CardsQuery =
  | { kind: "on-board"; date: string }
  | FinishedQuery
  | FinishedOnQuery
  | { kind: "in-progress"; date: string; except: readonly string[] }
  | { kind: "known"; words: string; groups: CardGroup[] };

/** Shows the cards behind a point, under a title. */
export type OpenCards = (title: string, query: CardsQuery) => void;
