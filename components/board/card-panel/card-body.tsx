"use client";

import { Archive, Link2, MoreHorizontal, SquareArrowOutUpRight, Trash2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { useBoard, useShown } from "@/components/board/context/board-context";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { SheetDescription } from "@/components/ui/sheet";
import type { CardDetail } from "@/lib/contracts/card";
import { ArchivedNotice } from "./archived-notice";
import { BlockField } from "./blocks/block-field";
import { DeleteCardDialog } from "./delete-card-dialog";
import { ColumnField } from "./fields/column-field";
import { DescriptionField } from "./fields/description-field";
import { ExitChecklist } from "./fields/exit-checklist";
import { ClassField, DueField, TypeField } from "./fields/fact-fields";
import { LabelField } from "./fields/label-field";
import { LaneField } from "./fields/lane-field";
import { PeopleField } from "./fields/people-field";
import { TitleField } from "./fields/title-field";
import { type CardEditing, useCardEditing } from "./fields/use-card-editing";
import { CardHistory } from "./history/card-history";

type CardBodyProps = { card: CardDetail; onReread: () => Promise<void> };

/** Everything about a card, each part changed in its place. */
export function CardBody({ card, onReread }: CardBodyProps) {
  const { canWrite } = useBoard();
  const editing = useCardEditing(card, onReread);
  const isEditable = canWrite && card.archivedAt === null;
  return (
    <>
      <header className="flex min-h-12 shrink-0 items-center gap-2 border-b border-border py-2 pr-14 pl-6">
        <SheetDescription className="sr-only">Read and change this card.</SheetDescription>
        <span className="ml-auto">
          <PanelMenu card={card} canEdit={isEditable} />
        </span>
      </header>
      <div className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-6 py-5">
        {card.archivedAt !== null && <ArchivedNotice card={card} />}
        <TitleField card={card} editing={editing} isEditable={isEditable} />
        <Facts card={card} editing={editing} isEditable={isEditable} />
        <BlockField card={card} isEditable={isEditable} />
        <ExitChecklist card={card} isEditable={isEditable} onReread={onReread} />
        <DescriptionField card={card} editing={editing} isEditable={isEditable} />
        <CardHistory card={card} />
      </div>
    </>
  );
}

function Facts(props: { card: CardDetail; editing: CardEditing; isEditable: boolean }) {
  const hasLanes = useShown((model) => model.lanes.length > 0);
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] items-center gap-x-3 gap-y-1.5 text-sm [&>dt]:text-muted-foreground">
      <dt>Column</dt>
      <dd>
        <ColumnField card={props.card} isEditable={props.isEditable} />
      </dd>
      {hasLanes && (
        <>
          <dt>Lane</dt>
          <dd>
            <LaneField {...props} />
          </dd>
        </>
      )}
      <dt>Assignees</dt>
      <dd>
        <PeopleField {...props} />
      </dd>
      <dt>Labels</dt>
      <dd>
        <LabelField {...props} />
      </dd>
      <dt>Due</dt>
      <dd>
        <DueField {...props} />
      </dd>
      <dt>Class</dt>
      <dd>
        <ClassField {...props} />
      </dd>
      <dt>Type</dt>
      <dd>
        <TypeField {...props} />
      </dd>
    </dl>
  );
}

function PanelMenu({ card, canEdit }: { card: CardDetail; canEdit: boolean }) {
  const { archiveCard, askTransfer, closeCard, canWrite } = useBoard();
  const [isDeleting, setDeleting] = useState(false);
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      toast("Link copied");
    } catch {
      toast.error("The link could not be copied", { description: window.location.href });
    }
  };
  return (
    <>
      <DropdownMenu>
        <DropdownMenuTrigger asChild>
          <Button variant="ghost" size="icon" aria-label="More actions" className="size-8">
            <MoreHorizontal aria-hidden />
          </Button>
        </DropdownMenuTrigger>
        <DropdownMenuContent align="end">
          <DropdownMenuItem onSelect={() => void copyLink()}>
            <Link2 aria-hidden />
            Copy link
          </DropdownMenuItem>
          {canEdit && (
            <DropdownMenuItem onSelect={() => askTransfer(card)}>
              <SquareArrowOutUpRight aria-hidden />
              Move to another board…
            </DropdownMenuItem>
          )}
          {canEdit && (
            <DropdownMenuItem
              onSelect={() => {
                closeCard();
                archiveCard(card.id);
              }}
            >
              <Archive aria-hidden />
              Archive
            </DropdownMenuItem>
          )}
          {canWrite && (
            <>
              <DropdownMenuSeparator />
              <DropdownMenuItem variant="destructive" onSelect={() => setDeleting(true)}>
                <Trash2 aria-hidden />
                Delete…
              </DropdownMenuItem>
            </>
          )}
        </DropdownMenuContent>
      </DropdownMenu>
      <DeleteCardDialog card={card} isOpen={isDeleting} onOpenChange={setDeleting} />
    </>
  );
}
