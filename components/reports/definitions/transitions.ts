import type { Definition } from "./definition";

export const transitions: Definition = {
  id: "transitions",
  name: "Where figures come from",
  text: [
    "Every move of a card into another column is kept as a transition: which card, from where, to where, and when. Transitions are never changed or removed. Every figure is counted from them and from nothing else.",
    "A day is a calendar day in the board's time zone; all of them count, weekends too, unless the board counts working days. The present columns, their kinds and the commitment point are applied to the whole past, so correcting a column's kind corrects old figures too.",
    "Filters by label, lane, class of service, type, assignee or creator choose the cards first; everything is then counted over those alone, by what the cards carry today.",
  ],
  examples: [
    {
      words:
        "A card comes into Doing on 3 March at 23:30 in London and the board's zone is Europe/Berlin: it is 4 March there, and that is its day in every chart.",
      given: { at: "2026-03-03 23:30", timeZone: "Europe/Berlin" },
      gives: { day: "2026-03-04" },
    },
  ],
};
