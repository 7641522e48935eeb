import { describe, expect, it } from "vitest";
import { filterWords } from "@/components/reports/filters/filter-words";

const choices = {
  label: [{ value: "l", text: "Payments" }],
  lane: [],
  type: [{ value: "bug", text: "bug" }],
  assignee: [{ value: "u", text: "Ana Silva" }],
  creator: [{ value: "v", text: "Ben Okoro" }],
};

describe("the chosen cards in words", () => {
  it("names every filter, and nothing for all cards", () => {
    const query = new URLSearchParams(
      "assignee=u&creator=v&label=l&classOfService=fixed-date&from=2026-01-01",
    );
    expect(filterWords(query, choices)).toBe("Payments, Ana Silva, created by Ben Okoro, Fixed date");
    expect(filterWords(new URLSearchParams("from=2026-01-01"), choices)).toBe("");
  });

  it("leaves out what the board does not have", () => {
    expect(filterWords(new URLSearchParams("label=gone&type=bug&classOfService=odd"), choices)).toBe("bug");
  });
});
