import type { Definition } from "./definition";

export const attention: Definition = {
  id: "attention",
  name: "What needs attention",
  text: [
    "Pulled andons, limits that hold more cards than they allow, late cards, blocked cards, cards at risk and full limits, as they are now. A card on the board that is not finished is late once its due date is over in the board's zone, wherever it stands and whoever looks. By age, late and at risk are against the agreed service level of the board; where none is agreed, against what 85 % of the finished cards took in the chosen range, on the page of all boards in the last 90 days, once enough were. A card that is late twice counts once.",
    "Boards are put in order by it: first those with more pulled andons, then with more late cards, blocked cards and limits gone over together, then with more cards at risk and full limits together, then by name.",
  ],
  examples: [
    {
      words:
        "Board A: 1 pulled andon. Board B: 2 late cards and 1 blocked. Board C: 2 late cards and 5 at risk. They stand in the order A, B, C: the andon comes first, then 3 before 2. A card due on 3 March is late from 4 March 0:00 in the zone of its board, and not any more once it is in done.",
      given: { needs: { C: { late: 2, atRisk: 5 }, B: { late: 2, blocked: 1 }, A: { andons: 1 } } },
      gives: { order: ["A", "B", "C"] },
    },
  ],
};
