/** The rows behind a picture, for the table beside it and for the file. */
export type ChartRows = { headers: string[]; rows: (string | number | null)[][] };

const maxTableRows = 1_000;

/** The rows of a picture, the last ones where there are many. */
export function ChartTable({ title, table }: { title: string; table: ChartRows }) {
  const shown = table.rows.slice(-maxTableRows);
  return (
    <section
      aria-label={`Rows of ${title}`}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys
      tabIndex={0}
      className="max-h-80 overflow-auto rounded-md outline-none focus-visible:ring-2 focus-visible:ring-ring"
    >
      <table className="w-full border-collapse text-left text-xs tabular-nums">
        <thead className="sticky top-0 bg-card">
          <tr>
            {table.headers.map((header) => (
              <th
                key={header}
                scope="col"
                className="border-b border-border px-2 py-1.5 font-medium whitespace-nowrap"
              >
                {header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={row.join("|")} className="border-b border-border/60 last:border-0">
              {row.map((value, index) => (
                <td key={table.headers[index]} className="px-2 py-1 whitespace-nowrap">
                  {value}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {table.rows.length > shown.length && (
        <p className="px-2 py-2 text-xs text-muted-foreground">
          The last {maxTableRows.toLocaleString("en")} of {table.rows.length.toLocaleString("en")} rows; the
          CSV has all.
        </p>
      )}
    </section>
  );
}
