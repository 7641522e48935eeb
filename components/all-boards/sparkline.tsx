const width = 96;
const height = 28;
const inset = 3;

/** A small line through some numbers, from 0 up; `label` says it in words. */
export function Sparkline({ values, label }: { values: readonly number[]; label: string }) {
  const max = Math.max(1, ...values);
  const points = values.map((value, index) => ({
    x: inset + (index * (width - 2 * inset)) / Math.max(1, values.length - 1),
    y: height - inset - (value / max) * (height - 2 * inset),
  }));
  const last = points.at(-1);
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="h-7 w-24 shrink-0">
      <polyline
        points={points.map(({ x, y }) => `${x},${y}`).join(" ")}
        fill="none"
        stroke="var(--chart-3)"
        strokeWidth={1.5}
        strokeLinejoin="round"
      />
      {last && <circle cx={last.x} cy={last.y} r={2.5} fill="var(--chart-3)" />}
    </svg>
  );
}
