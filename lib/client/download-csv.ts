import { stringify } from "csv-stringify/browser/esm/sync";
import { downloadFile } from "./download-file";

/** Hands rows to the reader as a CSV file; the first row is the header. Formulas are escaped for spreadsheets. */
export function downloadCsv(fileName: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const text = stringify(rows as (string | number | null)[][], { escape_formulas: true, bom: true });
  downloadFile(fileName, new Blob([text], { type: "text/csv;charset=utf-8" }));
}
