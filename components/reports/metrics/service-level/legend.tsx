import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { dayWords } from "@/lib/client/format/day-words";
import { sayTooFew } from "@/lib/client/format/too-few-words";
import { useLocale } from "@/lib/client/format/use-locale";
import type { ServiceLevelAnswer } from "@/lib/contracts/metrics/service-level";
import { CardList } from "../../cards/card-list";
import { earlierLevelWords, sayChance } from "./words";

type ServiceLevelLegendProps = { answer: ServiceLevelAnswer; before: ServiceLevelAnswer | null };

/** How the period before did, and which cards are late or at risk. */
export function ServiceLevelLegend({ answer, before }: ServiceLevelLegendProps) {
  const locale = useLocale();
  const { late, atRisk, tooFew } = answer;
  return (
    <>
      {before && (
        <p className="px-3 pt-2 text-sm text-muted-foreground">
          {earlierLevelWords(before, (date) => dayWords(date, locale))}
        </p>
      )}
      <div className="grid gap-4 px-1 pt-3 md:grid-cols-2">
        <Endangered
          name="Late"
          icon={<CircleAlert className="size-4 text-danger" aria-hidden />}
          cards={late}
          none="No card is late."
        />
        <Endangered
          name="At risk"
          icon={<TriangleAlert className="size-4 text-warning" aria-hidden />}
          cards={atRisk}
          none={tooFew ? sayTooFew(tooFew) : "No card is at risk."}
        />
      </div>
    </>
  );
}

type EndangeredProps = {
  name: "Late" | "At risk";
  icon: ReactNode;
  cards: ServiceLevelAnswer["late"];
  none: string;
};

function Endangered({ name, icon, cards, none }: EndangeredProps) {
  return (
    <div className="min-w-0">
      <h4 className="flex items-center gap-1.5 px-2 pb-1 text-sm font-medium">
        {icon}
        {name} · {cards.length}
      </h4>
      {cards.length === 0 ? (
        <p className="px-2 text-sm text-muted-foreground">{none}</p>
      ) : (
        <CardList
          cards={cards}
          max={8}
          say={({ column, ageDays, chance }) =>
            `${column}, ${ageDays} d${name === "At risk" ? ` · ${sayChance(chance)}` : ""}`
          }
        />
      )}
    </div>
  );
}
