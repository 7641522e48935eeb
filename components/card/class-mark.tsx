import { CalendarCheck2, Sprout, Zap } from "lucide-react";
import { cn } from "@/components/ui/cn";
import { nameOfClass } from "@/lib/client/limits/words";
import type { ClassOfService } from "@/lib/domain/board";

const looks = {
  expedite: {
    Icon: Zap,
    className: "bg-expedite text-expedite-foreground px-1.5 rounded-sm font-semibold",
  },
  "fixed-date": { Icon: CalendarCheck2, className: "text-foreground" },
  intangible: { Icon: Sprout, className: "text-muted-foreground" },
} as const;

/** Class of service; the standard one, being the rule, shows nothing. */
export function ClassMark({ classOfService }: { classOfService: ClassOfService }) {
  if (classOfService === "standard") return null;
  const { Icon, className } = looks[classOfService];
  return (
    <span className={cn("inline-flex items-center gap-1 whitespace-nowrap", className)}>
      <Icon aria-hidden className="size-3" />
      {nameOfClass(classOfService)}
    </span>
  );
}
