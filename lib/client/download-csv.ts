import { stringify } from "csv-stringify/browser/esm/sync";

/** Hands rows to the reader as a CSV file; the first row is the header. Formulas are escaped for spreadsheets. */
export function downloadCsv(fileName: string, rows: readonly (readonly (string | number | null)[])[]): void {
  const text = stringify(rows as (string | number | null)[][], { escape_formulas: true, bom: true });
  const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(url);
}
