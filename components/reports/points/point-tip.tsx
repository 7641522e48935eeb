import type { PointWords } from "./point-words";

/** What a point of a chart says, beside the point. */
export function PointTip({ title, rows, notes = [], action }: PointWords) {
  return (
    <div className="w-max max-w-64 rounded-lg border border-border bg-popover px-3 py-2 text-xs shadow-lg">
      <p dir="auto" className="mb-1 font-medium">
        {title}
      </p>
      {rows.map(({ name, value, colour }) => (
        <p key={name} className="flex items-center gap-2">
          {colour && (
            <span
              className="size-2 shrink-0 rounded-xs forced-color-adjust-none"
              style={{ backgroundColor: colour }}
            />
          )}
          <span dir="auto" className="min-w-0 flex-1 truncate text-muted-foreground">
            {name}
          </span>
          <span className="font-medium tabular-nums">{value}</span>
        </p>
      ))}
      {notes.map((note) => (
        <p key={note} className="mt-1">
          {note}
        </p>
      ))}
      {action && <p className="mt-1 text-muted-foreground">Click, or press Enter, {action}.</p>}
    </div>
  );
}
