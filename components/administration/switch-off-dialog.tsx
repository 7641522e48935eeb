"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { CheckLine } from "@/components/ui/check-line";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Spinner } from "@/components/ui/spinner";
import { plural } from "@/lib/client/format/plural";
import { laterShapeOf } from "@/lib/client/http/shape";
import { useAnswer } from "@/lib/client/query/use-answer";
import type { PersonView, PersonWork } from "@/lib/contracts/person";

const personDetail = laterShapeOf(async () => (await import("@/lib/contracts/person")).personDetail);

type SwitchOffProps = {
  person: PersonView;
  isBusy: boolean;
  onSwitchOff: (takeOffOpenCards: boolean) => Promise<void>;
};

/** Asks before somebody is switched off, with what they leave open and who could take it over. */
export function SwitchOffDialog({ person, isBusy, onSwitchOff }: SwitchOffProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm" disabled={isBusy}>
          Switch off<span className="sr-only"> {person.name}</span>
        </Button>
      </DialogTrigger>
      {isOpen && (
        <SwitchOffContent
          person={person}
          onCancel={() => setOpen(false)}
          onSwitchOff={(takeOff) => {
            setOpen(false);
            void onSwitchOff(takeOff);
          }}
        />
      )}
    </Dialog>
  );
}

type SwitchOffContentProps = {
  person: PersonView;
  onCancel: () => void;
  onSwitchOff: (takeOffOpenCards: boolean) => void;
};

function SwitchOffContent({ person, onCancel, onSwitchOff }: SwitchOffContentProps) {
  const { answer: detail, error } = useAnswer({ path: `/people/${person.id}`, answer: personDetail });
  const [mustTakeOff, setMustTakeOff] = useState(false);
  return (
    <DialogContent role="alertdialog" className="max-h-[90dvh] overflow-y-auto">
      <DialogHeader>
        <DialogTitle>Switch {person.name} off?</DialogTitle>
        <DialogDescription>
          Sessions and access tokens end at once, and so do invitations that they made. What they did keeps
          their name. They can be switched on again, and then sign in anew.
        </DialogDescription>
      </DialogHeader>
      {error && <Callout tone="danger">What they hold could not be read. {error.message}</Callout>}
      {!detail && !error && (
        <p className="flex items-center gap-2 text-sm text-muted-foreground">
          <Spinner /> Looking what they hold …
        </p>
      )}
      {detail && detail.onlyOwnerOf.length > 0 && (
        <Callout tone="warning" title="You become owner">
          Nobody else owns {detail.onlyOwnerOf.map(({ name }) => `"${name}"`).join(", ")}. So that somebody
          can act there, you come in as owner.
        </Callout>
      )}
      {detail && <OpenWork work={detail.work} mustTakeOff={mustTakeOff} onTakeOff={setMustTakeOff} />}
      <DialogFooter>
        <Button variant="outline" onClick={onCancel}>
          Cancel
        </Button>
        <Button variant="destructive" onClick={() => onSwitchOff(mustTakeOff)}>
          Switch off
        </Button>
      </DialogFooter>
    </DialogContent>
  );
}

type OpenWorkProps = { work: PersonWork[]; mustTakeOff: boolean; onTakeOff: (mustTakeOff: boolean) => void };

function OpenWork({ work, mustTakeOff, onTakeOff }: OpenWorkProps) {
  if (work.length === 0) return <p className="text-sm">They are on no open card.</p>;
  const cards = work.reduce((sum, { openCards }) => sum + openCards, 0);
  return (
    <div className="flex flex-col gap-3 text-sm">
      <p>
        They are on {plural(cards, "open card")}, which {cards === 1 ? "stays" : "stay"} theirs, marked as
        switched off, until a lead gives {cards === 1 ? "it" : "them"} to somebody else:
      </p>
      <ul className="flex flex-col gap-2">
        {work.map((board) => (
          <li key={board.boardId} className="rounded-md border border-border px-3 py-2">
            <p className="font-medium wrap-anywhere">
              <bdi>{board.boardName}</bdi>{" "}
              <span className="font-normal text-muted-foreground">
                (<bdi>{board.teamName}</bdi>)
              </span>
            </p>
            <p>{[plural(board.openCards, "open card"), ...board.slots.map(sayslot)].join(", ")}</p>
            <p className="text-muted-foreground">
              <Candidates candidates={board.couldTakeOver} />
            </p>
          </li>
        ))}
      </ul>
      <CheckLine isOn={mustTakeOff} onChange={onTakeOff}>
        Take them off {cards === 1 ? "this card" : "these cards"} now, so that the slots are free
      </CheckLine>
    </div>
  );
}

function sayslot({ count, max }: PersonWork["slots"][number]): string {
  return `${count} of ${plural(max, "slot")} of their own taken`;
}

const maxNamed = 3;

function Candidates({ candidates }: { candidates: PersonWork["couldTakeOver"] }) {
  if (candidates.length === 0) return "Nobody else works on this board.";
  return (
    <>
      Could take over:{" "}
      {candidates.slice(0, maxNamed).map(({ userId, name, openCards, freeSlots }, index) => (
        <span key={userId}>
          {index > 0 && ", "}
          <bdi>{name}</bdi> ({plural(openCards, "open card")}
          {freeSlots !== null && (freeSlots === 0 ? ", no free slot" : `, ${plural(freeSlots, "free slot")}`)}
          )
        </span>
      ))}
    </>
  );
}
