"use client";

import { X } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { FilterChoice } from "@/components/ui/filter-choice";
import { Spinner } from "@/components/ui/spinner";
import { nameOfClass } from "@/lib/client/limits/words";
import { changeQuery, type ReportFilterName, reportFilters } from "@/lib/client/page/report-address";
import type { FilterChoices } from "@/lib/contracts/reports/filter-choices";
import { classesOfService } from "@/lib/domain/board";

const names: Record<ReportFilterName, string> = {
  label: "Label",
  lane: "Lane",
  classOfService: "Class",
  type: "Type",
  assignee: "Assignee",
  creator: "Creator",
};

const classChoices = classesOfService.map((each) => ({ value: each, text: nameOfClass(each) }));

/** Over which cards every report of the page counts. Kept in the address. */
export function ReportFilters({ path, choices }: { path: string; choices: FilterChoices }) {
  const router = useRouter();
  const query = useSearchParams();
  const [isPending, startTransition] = useTransition();
  const change = (changes: Partial<Record<ReportFilterName, string | null>>) =>
    startTransition(() => router.push(path + changeQuery(query.toString(), changes), { scroll: false }));
  const isFiltered = reportFilters.some((name) => query.get(name));
  return (
    <search aria-label="Cards of the reports" className="flex flex-wrap items-center gap-2" data-print="hide">
      {reportFilters.map((name) => (
        <FilterChoice
          key={name}
          name={names[name]}
          value={query.get(name)}
          options={name === "classOfService" ? classChoices : choices[name]}
          onChange={(value) => change({ [name]: value })}
        />
      ))}
      {isFiltered && (
        <Button
          variant="ghost"
          size="sm"
          onClick={() => change(Object.fromEntries(reportFilters.map((name) => [name, null])))}
        >
          <X aria-hidden /> Clear
        </Button>
      )}
      {isPending && <Spinner label="Counting" />}
    </search>
  );
}
