import "server-only";
import { finishedCardParameters } from "@/lib/contracts/metrics/duration";
import { DomainError } from "@/lib/domain/errors";
import { metricQuery } from "../metrics";
import { readReports } from "./read-reports";

/** The parameters of a page's address; a list where one is given several times. */
export type Search = Record<string, string | string[] | undefined>;

/**
 * The parameters of an address that the reports page understands. Of one that is given several times the first counts.
 * Those that only name single finished cards are for the lists behind a point, not for the page.
 */
function pickParameters(search: Search): Record<string, string> {
  const names = Object.keys(metricQuery.shape).filter((name) => !(name in finishedCardParameters));
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = [search[name]].flat()[0];
      return value ? [[name, value]] : [];
    }),
  );
}

/** Why an address is not understood: our own message where there is one, else the name of the parameter. */
function sayFault(issue?: { code: string; message: string; path: PropertyKey[] }): string {
  return issue?.code === "custom" ? issue.message : `“${issue?.path.join(".")}” is not understood.`;
}

/**
 * The reports that an address asks for. Where it cannot be shown, `fault` says why in one sentence, and the reports are
 * those of an address without parameters. `parameters`: those that the reports are made from. Throws `not-found` for
 * strangers.
 */
export async function readAskedReports(userId: string, boardId: string, search: Search) {
  const usual = async (fault: string) => ({
    reports: await readReports(userId, boardId, metricQuery.parse({})),
    parameters: {},
    fault,
  });
  const parameters = pickParameters(search);
  const asked = metricQuery.safeParse(parameters);
  if (!asked.success) return usual(sayFault(asked.error.issues[0]));
  try {
    return { reports: await readReports(userId, boardId, asked.data), parameters, fault: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "invalid") throw error;
    return usual(error.message);
  }
}
