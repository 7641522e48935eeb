"use client";

import { Gauge, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { EmptyState } from "@/components/ui/empty-state";
import { notices } from "@/components/ui/notices";
import { PageLink } from "@/components/ui/page-link";
import { type LimitNames, nameOfLimit } from "@/lib/client/limits/words";
import { SettingsProvider, useSettingsState } from "@/lib/client/settings/use-settings";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type { LimitUseAnswer, LimitView } from "@/lib/contracts/limit";
import { ChangeLimit, NewLimit, RemoveLimit } from "./limit-dialogs";
import { LimitHistory } from "./limit-history";
import { LimitActions, LimitItem } from "./limit-item";
import { Part } from "./part";

type LimitsScreenProps = { snapshot: BoardSnapshot; use: LimitUseAnswer; names: LimitNames };

type Open = { kind: "new" } | { kind: "change" | "remove"; limit: LimitView };

/** Every limit of a board: how full it is, how it was used, and how leads change it. */
export function LimitsScreen({ snapshot: first, use, names }: LimitsScreenProps) {
  const router = useRouter();
  const settings = useSettingsState(first, notices);
  const { snapshot, canConfigure } = settings;
  const [open, setOpen] = useState<Open | null>(null);
  const { id, version } = snapshot.board;
  const isChanged = version !== first.board.version;
  useEffect(() => {
    if (isChanged) router.refresh();
  }, [isChanged, router]);
  const windowMs = Date.parse(use.to) - Date.parse(use.from);
  const close = () => setOpen(null);
  return (
    <SettingsProvider value={settings}>
      <Part
        title="Limits in force"
        actions={
          canConfigure && (
            <Button size="sm" onClick={() => setOpen({ kind: "new" })}>
              <Plus aria-hidden />
              Add a limit
            </Button>
          )
        }
      >
        <p className="text-sm text-muted-foreground">
          <PageLink href="/definitions#limit-use" className="text-primary underline underline-offset-4">
            How use and starting values are measured
          </PageLink>
        </p>
        {snapshot.limits.length === 0 ? (
          <EmptyState icon={Gauge} title="No limit is set">
            A WIP limit says how many cards may be in a column, a lane or with a person at once. Start with
            the columns in which cards wait longest.
          </EmptyState>
        ) : (
          <ul className="flex flex-col gap-3">
            {snapshot.limits.map((limit) => {
              const used = use.items.find(({ limitId }) => limitId === limit.id);
              return (
                <LimitItem
                  key={limit.id}
                  limit={limit}
                  names={names}
                  windowMs={windowMs}
                  tooFew={use.tooFew}
                  {...(used && { use: used })}
                  actions={
                    canConfigure && (
                      <LimitActions
                        name={nameOfLimit(limit, names)}
                        onChange={() => setOpen({ kind: "change", limit })}
                        onRemove={() => setOpen({ kind: "remove", limit })}
                      />
                    )
                  }
                />
              );
            })}
          </ul>
        )}
      </Part>
      <Part title="History of limits">
        <LimitHistory boardId={id} version={version} names={names} />
      </Part>
      <Dialog open={open !== null} onOpenChange={(isOpen) => !isOpen && close()}>
        <DialogContent className="max-h-[90dvh] overflow-y-auto">
          {open?.kind === "new" && <NewLimit onDone={close} />}
          {open?.kind === "change" && <ChangeLimit limit={open.limit} names={names} onDone={close} />}
          {open?.kind === "remove" && <RemoveLimit limit={open.limit} names={names} onDone={close} />}
        </DialogContent>
      </Dialog>
    </SettingsProvider>
  );
}
