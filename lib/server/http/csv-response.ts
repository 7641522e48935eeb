import "server-only";
import { stringify } from "csv-stringify/sync";
import { guardHeading, toCell } from "@/lib/domain/csv-cell";

export type CsvRow = readonly (string | number | null)[];

/** The heading is followed by the one that tells our importers that cells are guarded; the rows are filled up with 1. */
const toText = (rows: readonly CsvRow[], last: string | number) =>
  stringify(
    rows.map((row) => [...row.map((cell) => (typeof cell === "string" ? toCell(cell) : cell)), last]),
    { quoted_string: true },
  );

/**
 * A CSV file that is read as it is sent, page by page, no faster than the reader takes it. It ends in the middle, as an
 * error of the connection, once `isStillAllowed` says no.
 */
export function csvResponse(
  fileName: string,
  heading: readonly string[],
  pages: AsyncGenerator<readonly CsvRow[]>,
  isStillAllowed: () => Promise<boolean>,
): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(toText([heading], guardHeading))),
    pull: async (controller) => {
      const { done, value } = await pages.next();
      if (done) controller.close();
      else if (await isStillAllowed()) controller.enqueue(encoder.encode(toText(value, 1)));
      else controller.error(new Error("The reader may not read this any more."));
    },
    cancel: async () => {
      await pages.return(undefined);
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${fileName}"`,
      "Cache-Control": "no-store",
    },
  });
}
