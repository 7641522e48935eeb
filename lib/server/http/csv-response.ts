import "server-only";
import { stringify } from "csv-stringify/sync";
import { guardHeading, toCell } from "@/lib/domain/csv-cell";
import { DomainError } from "@/lib/domain/errors";
import { LoggedError } from "../logging/logged-error";
import { logFailure } from "./problem";

export type CsvRow = readonly (string | number | null)[];

/** The heading is followed by the one that tells our importers that cells are guarded; the rows are filled up with 1. */
const toText = (rows: readonly CsvRow[], last: string | number) =>
  stringify(
    rows.map((row) => [...row.map((cell) => (typeof cell === "string" ? toCell(cell) : cell)), last]),
    { quoted_string: true },
  );

/** A table with its heading, read page by page. `name`: of its file, without the ending. */
type CsvTable = { name: string; heading: readonly string[]; pages: AsyncGenerator<readonly CsvRow[]> };

/** Who reads it, and by which request. */
type Reader = { request: Request; userId: string | null; isStillSignedIn: () => Promise<boolean> };

/**
 * A CSV file that is read as it is sent, page by page, no faster than the reader takes it. What fails meanwhile, or that the
 * reader is not signed in any more, is logged, and ends it in the middle, as an error of the connection.
 */
export function csvResponse({ name, heading, pages }: CsvTable, reader: Reader): Response {
  const { request, userId, isStillSignedIn } = reader;
  const encoder = new TextEncoder();
  let isLeft = false;
  const readPage = async (): Promise<readonly CsvRow[] | null> => {
    const { done, value } = await pages.next();
    if (done) return null;
    if (!(await isStillSignedIn())) throw new DomainError("unauthenticated");
    return value;
  };
  const body = new ReadableStream<Uint8Array>(
    {
      start: (controller) => controller.enqueue(encoder.encode(toText([heading], guardHeading))),
      pull: async (controller) => {
        try {
          const page = await readPage();
          if (page) controller.enqueue(encoder.encode(toText(page, 1)));
          else controller.close();
        } catch (error) {
          if (isLeft) return;
          logFailure(error, request, userId);
          controller.error(new LoggedError("The file ends in the middle."));
          await pages.return(undefined);
        }
      },
      cancel: async () => {
        isLeft = true;
        await pages.return(undefined);
      },
    },
    // Read on only while somebody waits for it: a failure breaks the connection off, before anything is written after it.
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8; header=present",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "no-store",
    },
  });
}
