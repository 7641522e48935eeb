// A long event log for measuring imports: what a help desk of some years exports, made from a seed.

const dayMs = 86_400_000;
const firstDay = Date.UTC(2021, 0, 4, 8);

const stages = ["Open", "Wait for triage", "Assigned", "In progress", "Wait for customer", "In review"];
const last = ["Resolved", "Closed"];

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Text of `events` events of `cases` cases, in order of time, about 66 bytes each. */
export function makeEventLog(cases, events, seed = 1) {
  const random = randomFrom(seed);
  const rows = [];
  for (let index = 0; index < cases; index++) {
    const count = Math.floor(((index + 1) * events) / cases) - Math.floor((index * events) / cases);
    let at = firstDay + Math.floor((index / cases) * 1_500 * dayMs);
    let place = 0;
    for (let step = 0; step < count; step++) {
      const left = count - step;
      const activity = left <= 2 && count > 3 ? last[2 - left] : stages[place];
      rows.push({ at, text: `CASE-${String(index + 1).padStart(7, "0")},${activity}` });
      at += 60_000 + Math.floor(random() ** 3 * 4 * dayMs);
      place = (place + 1 + Math.floor(random() * (stages.length - 1))) % stages.length;
    }
  }
  rows.sort((a, b) => a.at - b.at);
  const lines = rows.map(
    ({ at, text }, index) => `${text},${new Date(at).toISOString()},person ${(index * 7) % 97}`,
  );
  return `case_id,activity,timestamp,resource\n${lines.join("\n")}\n`;
}
