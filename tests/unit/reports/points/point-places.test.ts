import { describe, expect, test } from "vitest";
import { nearestPoint, placeTip, stepTo } from "@/components/reports/points/point-places";

describe("the point that is pointed at", () => {
  const places = [{ x: 10, y: 100 }, null, { x: 50, y: 20 }, { x: 54, y: 90 }];

  test("is the nearest along an axis", () => {
    expect(nearestPoint(places, { x: 0, y: 0 }, "x")).toBe(0);
    expect(nearestPoint(places, { x: 49, y: 300 }, "x")).toBe(2);
    expect(nearestPoint(places, { x: 0, y: 94 }, "y")).toBe(3);
  });

  test("is the nearest by distance, and none where none is near", () => {
    expect(nearestPoint(places, { x: 52, y: 85 }, "both")).toBe(3);
    expect(nearestPoint(places, { x: 300, y: 300 }, "both")).toBeNull();
    expect(nearestPoint([], { x: 0, y: 0 }, "x")).toBeNull();
  });

  test("is changed by keys, and never past the ends", () => {
    expect(stepTo("ArrowRight", 3, 90)).toBe(4);
    expect(stepTo("ArrowUp", 3, 90)).toBe(2);
    expect(stepTo("PageDown", 3, 90)).toBe(12);
    expect(stepTo("PageUp", 3, 20)).toBe(0);
    expect(stepTo("End", 3, 90)).toBe(89);
    expect(stepTo("Home", 3, 90)).toBe(0);
    expect(stepTo("ArrowLeft", 0, 90)).toBe(0);
    expect(stepTo("a", 3, 90)).toBeNull();
  });
});

test("a tip stands beside its point and within the picture", () => {
  const tip = { width: 100, height: 40 };
  const picture = { width: 300, height: 200 };
  expect(placeTip({ x: 50, y: 100 }, tip, picture)).toEqual({ x: 62, y: 80 });
  expect(placeTip({ x: 250, y: 5 }, tip, picture)).toEqual({ x: 138, y: 0 });
  expect(placeTip({ x: 90, y: 195 }, tip, { width: 150, height: 200 })).toEqual({ x: 0, y: 160 });
});
