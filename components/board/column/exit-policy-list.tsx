"use client";

import { Sheet, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import type { ColumnView } from "@/lib/contracts/board";

type ExitPolicyListProps = { column: ColumnView; isOpen: boolean; onOpenChange: (isOpen: boolean) => void };

/** What has to be true of a card before it leaves a column, to read. */
export function ExitPolicyList({ column, isOpen, onOpenChange }: ExitPolicyListProps) {
  return (
    <Sheet open={isOpen} onOpenChange={onOpenChange}>
      <SheetContent className="w-full gap-0 sm:max-w-md">
        <SheetHeader>
          <SheetTitle>{`Before a card leaves ${column.name}`}</SheetTitle>
          <SheetDescription>
            What is required is confirmed card by card; the rest is to remember.
          </SheetDescription>
        </SheetHeader>
        <ul className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto px-4 pb-4 text-sm">
          {column.policies.map(({ id, text, required }) => (
            <li key={id} className="rounded-md border border-border p-3 wrap-anywhere">
              <bdi>{text}</bdi>
              {required && <span className="ml-2 text-xs font-medium text-muted-foreground">Required</span>}
            </li>
          ))}
        </ul>
      </SheetContent>
    </Sheet>
  );
}
