import { Text } from "recharts";
import { axisLook } from "./chart-theme";

/** What an axis hands to its tick. */
type TickProps = {
  columns: number;
  x?: number;
  y?: number;
  width?: number;
  index?: number;
  payload?: { value: number | string };
  tickFormatter?: (value: number | string, index: number) => string;
};

const gap = 2;

/** Below this width names are set aslant, since words would be broken. */
const leastUpright = 64;

/** Room that names aslant or on three lines need. */
export const columnTickHeight = 60;

/** A column's name under its place on an axis, on a few lines or aslant where it is long. */
export function ColumnTick({
  columns,
  x = 0,
  y = 0,
  width = 0,
  index = 0,
  payload,
  tickFormatter,
}: TickProps) {
  if (!payload) return null;
  const words = tickFormatter ? tickFormatter(payload.value, index) : String(payload.value);
  const room = width / columns - gap;
  const look =
    room < leastUpright
      ? ({ angle: -40, width: 76, maxLines: 1, textAnchor: "end" } as const)
      : ({ width: room, maxLines: 3, textAnchor: "middle" } as const);
  return (
    <Text x={x} y={y} {...look} verticalAnchor="start" {...axisLook.tick}>
      {words}
    </Text>
  );
}
