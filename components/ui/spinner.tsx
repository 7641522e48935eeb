import { LoaderCircle } from "lucide-react";
import { cn } from "./cn";

/** Something is under way. `label` says what, for those who do not see it turn. */
export function Spinner({ label = "Loading", className }: { label?: string; className?: string }) {
  return (
    <span role="status" className="inline-flex">
      <LoaderCircle className={cn("size-4 animate-spin", className)} aria-hidden />
      <span className="sr-only">{label}</span>
    </span>
  );
}
