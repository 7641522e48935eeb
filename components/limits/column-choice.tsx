import { CheckLine } from "@/components/ui/check-line";
import type { ColumnView } from "@/lib/contracts/board";

type ColumnChoiceProps = {
  columns: readonly ColumnView[];
  chosen: readonly string[];
  onChange: (columnIds: string[]) => void;
};

/** The columns of a limit. A split column is one: its parts share their limits. */
export function ColumnChoice({ columns, chosen, onChange }: ColumnChoiceProps) {
  return (
    <fieldset className="text-sm">
      <legend className="mb-1.5 font-medium">Columns</legend>
      <div className="flex flex-wrap gap-x-4 gap-y-2">
        {columns
          .filter(({ donePartOf }) => donePartOf === null)
          .map(({ id, name }) => (
            <CheckLine
              key={id}
              isOn={chosen.includes(id)}
              onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((other) => other !== id))}
            >
              <bdi>{name}</bdi>
            </CheckLine>
          ))}
      </div>
    </fieldset>
  );
}
