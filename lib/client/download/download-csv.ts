import { stringify } from "csv-stringify/browser/esm/sync";
import { toCell } from "@/lib/domain/csv-cell";
import { downloadFile } from "./download-file";

type Row = readonly (string | number | null)[];

/** Rows as CSV, texts in quotes; spreadsheets take none of them for a formula. */
export function toCsv(rows: readonly Row[]): string {
  const cells = rows.map((row) => row.map((cell) => (typeof cell === "string" ? toCell(cell) : cell)));
  return stringify(cells, { quoted_string: true, bom: true });
}

/** Hands rows to the reader as a CSV file; the first row is the header. */
export function downloadCsv(fileName: string, rows: readonly Row[]): void {
  downloadFile(fileName, new Blob([toCsv(rows)], { type: "text/csv;charset=utf-8" }));
}
