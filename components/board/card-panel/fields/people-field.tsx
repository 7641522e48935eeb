"use client";

import { useShown } from "@/components/board/context/board-context";
import { Avatar } from "@/components/ui/avatar";
import type { CardDetail } from "@/lib/contracts/card";
import { can } from "@/lib/domain/permission";
import { ChoicePopover, toggled } from "./choice-popover";
import type { CardEditing } from "./use-card-editing";

type PeopleFieldProps = { card: CardDetail; editing: CardEditing; isEditable: boolean };

/** Who works on the card. Somebody whose own limit is full cannot be added. */
export function PeopleField({ card, editing, isEditable }: PeopleFieldProps) {
  const known = useShown((model) => model.people);
  const members = useShown((model) => model.members);
  const people = known.filter((person) => card.assigneeIds.includes(person.userId));
  // Who no longer works on cards is offered only to be taken off.
  const workers = members.filter((member) => can(member.role, "card:write")).map(({ userId }) => userId);
  const offered = known.filter(({ userId }) => [...workers, ...card.assigneeIds].includes(userId));
  const shown =
    people.length === 0 ? (
      <span className="text-muted-foreground">Nobody</span>
    ) : (
      <span className="flex flex-wrap gap-x-3 gap-y-1">
        {people.map((person) => (
          <span key={person.userId} className="inline-flex items-center gap-1.5">
            <Avatar name={person.name} seed={person.userId} />
            <span dir="auto" aria-hidden>
              {person.name}
            </span>
          </span>
        ))}
      </span>
    );
  if (!isEditable) return shown;
  return (
    <ChoicePopover
      label="Assignees"
      choices={offered.map((member) => ({
        id: member.userId,
        name: member.name,
        mark: (
          <>
            <Avatar name={member.name} seed={member.userId} />
            <span aria-hidden className="truncate">
              <bdi>{member.name}</bdi>
            </span>
          </>
        ),
      }))}
      chosen={card.assigneeIds}
      onToggle={(userId) =>
        void editing.save("Change assignees", { assigneeIds: toggled(card.assigneeIds, userId) })
      }
    >
      {shown}
    </ChoicePopover>
  );
}
