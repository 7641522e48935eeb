// People at work: many at once, or one after the other.
import { countCpu } from "./processes.mjs";

/** Each of `works` is done over and over until the time is over. Answers how long each took, in ms. */
export async function workFor(runMs, works) {
  const times = [];
  const end = performance.now() + runMs;
  await Promise.all(
    works.map(async (work) => {
      while (performance.now() < end) {
        const begun = performance.now();
        await work();
        times.push(performance.now() - begun);
      }
    }),
  );
  return times;
}

/** How long one piece of work takes, one after the other, the first ones not counted. In ms. */
export async function timeEach(work, { rounds, warmUps }) {
  for (let round = 0; round < warmUps; round++) await work();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now();
    await work();
    times.push(performance.now() - begun);
  }
  return times;
}

/** The same, with what the processes used of CPU for one. */
export async function measureEach(processes, work, { rounds, warmUps }) {
  for (let round = 0; round < warmUps; round++) await work();
  const usedSince = countCpu(processes);
  const times = await timeEach(work, { rounds, warmUps: 0 });
  const { appMs, postgresMs } = usedSince();
  return { times, appMs: appMs / rounds, postgresMs: postgresMs / rounds };
}
