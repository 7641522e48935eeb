import { cleanup, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { ServiceLevelField } from "@/components/settings/general/service-level-field";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";
import type { WorkingDays } from "@/lib/contracts/working-days";
import { answerWith, refuse, show } from "../../../../support/dialogs";
import { buildBoard, idOf } from "../../../client/board/board-fixture";

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const answer: ServiceLevelAnswer = {
  from: "2026-01-01",
  to: "2026-03-31",
  timeZone: "Europe/Paris",
  workingDays: null,
  cards: 40,
  excluded: [],
  limitChanges: [],
  asOf: "2026-03-31T12:00:00.000Z",
  percentile: 85,
  days: 9,
  isProposed: true,
  basis: "proposed",
  agreed: null,
  n: 40,
  tooFew: null,
  met: 34,
  attainment: 0.85,
  inProgress: 0,
  atRisk: [],
  late: [],
};

const field = (workingDays: WorkingDays | null) => (
  <ServiceLevelField
    board={{ ...buildBoard().board, workingDays }}
    count={{ workingDays }}
    isEditable
    onChange={() => undefined}
  />
);

test("days that were proposed as the board counted before are not offered any longer", async () => {
  const answers = [() => answer, () => refuse(404, "not-found")];
  answerWith({
    [`GET /boards/${idOf("board")}/metrics/service-level?percentile=85`]: () => answers.shift()?.(),
  });
  const { showInstead } = show(field(null));
  await screen.findByRole("button", { name: "Use 9 days" });
  showInstead(field({ weekdays: [1, 2, 3, 4, 5], holidays: [] }));
  expect(screen.queryByRole("button", { name: /^Use/ })).toBeNull();
  await screen.findByText("What was done of late could not be read.");
  expect(screen.queryByRole("button", { name: /^Use/ })).toBeNull();
});
