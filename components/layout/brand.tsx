import { cn } from "@/components/ui/cn";

/** The mark: a gate that lets through only so much. */
export function BrandMark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" className={cn("size-7", className)} aria-hidden="true">
      <rect width="32" height="32" rx="8" className="fill-primary" />
      <path d="M8 8v16M24 8v16" strokeWidth="3" strokeLinecap="round" className="stroke-primary-foreground" />
      <path d="M8 13h16" strokeWidth="3" strokeLinecap="round" className="stroke-primary-foreground" />
      <path
        d="M12.5 20.5c1.2-1.2 2.3-1.2 3.5 0s2.3 1.2 3.5 0"
        strokeWidth="2.4"
        strokeLinecap="round"
        fill="none"
        className="stroke-primary-foreground"
      />
    </svg>
  );
}
