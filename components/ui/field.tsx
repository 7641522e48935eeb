import { cloneElement, type ReactElement, type ReactNode, useId } from "react";
import { cn } from "./cn";

type ControlProps = { id?: string; "aria-describedby"?: string; "aria-invalid"?: boolean };

type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  /** What is wrong with the value, in words; shown in place of nothing, beside the hint. */
  error?: string | null;
  className?: string;
  children: ReactElement<ControlProps>;
};

/** A control with its label, a hint, and what is wrong with it, tied together for assistive technology. */
export function Field({ label, hint, error, className, children }: FieldProps) {
  const made = useId();
  const id = children.props.id ?? made;
  const described = [hint ? `${id}-hint` : null, error ? `${id}-error` : null].filter(Boolean).join(" ");
  return (
    <div className={cn("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {cloneElement(children, {
        id,
        "aria-describedby": described || undefined,
        "aria-invalid": Boolean(error),
      })}
      {hint && (
        <p id={`${id}-hint`} className="text-xs text-muted-foreground">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-xs font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
