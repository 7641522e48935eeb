import type { ReactNode } from "react";
import { cn } from "./cn";

type CheckLineProps = {
  isOn: boolean;
  isEditable?: boolean;
  className?: string;
  onChange: (isOn: boolean) => void;
  children: ReactNode;
};

/** A statement that is ticked or not. The whole line is the target. */
export function CheckLine({ isOn, isEditable = true, className, onChange, children }: CheckLineProps) {
  return (
    <label className={cn("flex min-h-6 items-start gap-2 text-sm wrap-anywhere", className)}>
      <input
        type="checkbox"
        className="mt-0.5 size-4 shrink-0 accent-primary"
        checked={isOn}
        disabled={!isEditable}
        onChange={(event) => onChange(event.target.checked)}
      />
      <span>{children}</span>
    </label>
  );
}
