import { Avatar } from "@/components/ui/avatar";

type Person = { userId: string; name: string };

const maxShown = 3;

/** The people on a card, overlapping where there are several. */
export function PersonMarks({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null;
  const hidden = people.length - maxShown;
  return (
    <span className="ml-auto flex -space-x-1.5">
      {people.slice(0, maxShown).map((person) => (
        <Avatar key={person.userId} name={person.name} seed={person.userId} className="ring-2 ring-card" />
      ))}
      {hidden > 0 && (
        <span className="inline-flex size-6 items-center justify-center rounded-full bg-muted text-[0.625rem] font-semibold text-muted-foreground ring-2 ring-card">
          {`+${hidden}`}
          <span className="sr-only"> more people</span>
        </span>
      )}
    </span>
  );
}
