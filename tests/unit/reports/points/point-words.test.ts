import { expect, test } from "vitest";
import { speakPoint } from "@/components/reports/points/point-words";

test("a point says its name, its values and what is remarked", () => {
  expect(speakPoint({ title: "3 Jun", rows: [{ name: "Finished", value: 4 }] })).toBe("3 Jun: Finished 4");
  expect(
    speakPoint({
      title: "3 Jun",
      rows: [
        { name: "Ready", value: 1, colour: "red" },
        { name: "Doing", value: 2 },
      ],
      notes: ["Above the upper limit"],
    }),
  ).toBe("3 Jun: Ready 1, Doing 2. Above the upper limit");
  expect(speakPoint({ title: "Late: 2", rows: [] })).toBe("Late: 2");
});
