import { Button } from "@/components/ui/button";

type ConflictNoteProps = {
  /** What is stored now. */
  theirs: string;
  onKeepMine: () => void;
  onTakeTheirs: () => void;
};

/** Two people wrote the same text: shows the other one and lets the person decide. */
export function ConflictNote({ theirs, onKeepMine, onTakeTheirs }: ConflictNoteProps) {
  return (
    <div
      role="alert"
      className="flex flex-col gap-2 rounded-md border border-warning bg-warning/10 p-3 text-sm"
    >
      <p className="font-medium">Somebody changed this meanwhile. It now reads:</p>
      <p dir="auto" className="max-h-40 overflow-y-auto whitespace-pre-wrap text-muted-foreground">
        {theirs || "(empty)"}
      </p>
      <div className="flex gap-2">
        <Button size="sm" onClick={onKeepMine}>
          Keep mine
        </Button>
        <Button size="sm" variant="outline" onClick={onTakeTheirs}>
          Take theirs
        </Button>
      </div>
    </div>
  );
}
