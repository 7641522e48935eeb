import { Button } from "./button";

/** Says that the text in a form is from an earlier time. */
export function DraftNote({ onDiscard }: { onDiscard: () => void }) {
  return (
    <p className="flex items-center gap-1 text-xs text-muted-foreground">
      Kept from before
      <Button type="button" variant="link" size="sm" className="h-6 px-1 text-xs" onClick={onDiscard}>
        Discard
      </Button>
    </p>
  );
}
