import { cn } from "@/components/ui/cn";
import { useShown } from "../context/board-context";
import type { DropAnswer } from "../drag/drag";
import { sayUnfit } from "../drag/drag-words";

type WhyNotProps = { answer: DropAnswer; className: string };

/** Over the cell that cards are held above: the whole reason, laid over the cards so that none of them shifts. */
export function WhyNot({ answer, className }: WhyNotProps) {
  const key = useShown((model) => model.facts.key);
  if (answer.verdict === "accepted") return null;
  const words = sayUnfit(key, answer);
  const it = answer.count > 1 ? `All ${answer.count} go` : "It goes";
  return (
    <p
      className={cn(
        "pointer-events-none absolute inset-x-2 z-10 rounded-md border bg-popover p-2 text-xs font-medium shadow-md",
        answer.overridable ? "border-warning text-warning" : "border-danger text-danger",
        className,
      )}
    >
      {answer.overridable ? `${words} ${it} in with a reason.` : words}
    </p>
  );
}
