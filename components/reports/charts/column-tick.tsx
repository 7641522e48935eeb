import { cutText, lengthOf } from "@/lib/domain/text";
import { wrapWords } from "../drawing/wrap-words";
import { axisLook } from "./looks";

/** What an axis hands to its tick. */
type TickProps = {
  /** Of all columns on the axis. */
  names: readonly string[];
  x?: number;
  y?: number;
  width?: number;
  index?: number;
};

const gap = 6;
const lineHeight = 13;

/** Width of a letter, roughly. */
const letterWidth = 6.2;

const widthOf = (words: string) => words.length * letterWidth;

/** Letters of a name aslant that have room. */
const maxLetters = 17;

const clip = (name: string) => (lengthOf(name) > maxLetters ? `${cutText(name, maxLetters - 1)}…` : name);

/** Room that names aslant or on a few lines need. */
export const columnTickHeight = 68;

/** A column's name under its place on an axis: on a few lines, or aslant where a word would have to be broken. */
export function ColumnTick({ names, x = 0, y = 0, width = 0, index = 0 }: TickProps) {
  const room = width / names.length - gap;
  const isUpright = names.every((name) => name.split(" ").every((word) => widthOf(word) <= room));
  const name = names[index] ?? "";
  if (!isUpright)
    return (
      <text {...axisLook.tick} textAnchor="end" transform={`translate(${x} ${y + 8}) rotate(-40)`}>
        {clip(name)}
      </text>
    );
  return (
    <text {...axisLook.tick} x={x} y={y} textAnchor="middle">
      {wrapWords(name, room, widthOf).map((line) => (
        <tspan key={line} x={x} dy={lineHeight}>
          {line}
        </tspan>
      ))}
    </text>
  );
}
