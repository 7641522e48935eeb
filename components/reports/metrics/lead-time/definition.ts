import type { Definition } from "../../definitions/definition";

export const definition: Definition = {
  id: "lead-time",
  name: "Lead time",
  text: [
    "From the card's creation to its finish, in the same two forms as cycle time. It includes the wait before the team committed to the card.",
  ],
  examples: [
    {
      words:
        "Written down on 1 May, started on 20 May, finished on 22 May: a lead time of 22 days, a cycle time of 3.",
      given: {
        log: {
          A: [
            ["ideas", "2026-05-01 09:00"],
            ["doing", "2026-05-20 09:00"],
            ["done", "2026-05-22 09:00"],
          ],
        },
      },
      gives: { leadDays: 22, cycleDays: 3 },
    },
  ],
};
