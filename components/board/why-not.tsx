import { cn } from "@/components/ui/cn";
import { type Admission, sayWhyNot } from "@/lib/client/admission";

type WhyNotProps = { admission: Admission; className: string };

/** Over the cell that a card is held above: the whole reason, laid over the cards so that none of them shifts. */
export function WhyNot({ admission, className }: WhyNotProps) {
  if (admission.verdict === "accepted") return null;
  const words = sayWhyNot(admission);
  return (
    <p
      className={cn(
        "pointer-events-none absolute inset-x-2 z-10 rounded-md border bg-popover p-2 text-xs font-medium shadow-md",
        admission.overridable ? "border-warning text-warning" : "border-danger text-danger",
        className,
      )}
    >
      {admission.overridable ? `${words} It goes in with a reason.` : words}
    </p>
  );
}
