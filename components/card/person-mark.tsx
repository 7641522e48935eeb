import { cn } from "@/components/ui/cn";

type Person = { userId: string; name: string };

const shades = ["blue", "green", "orange", "purple", "teal", "pink"] as const;

/** The letters that stand for a name: first of the first and of the last word. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(
    (word) => [...(word ?? "")][0] ?? "",
  );
  return letters.join("").toUpperCase();
}

/** A colour that stays with the person wherever they appear. */
function shadeOf(userId: string): (typeof shades)[number] {
  const sum = [...userId].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9973, 7);
  return shades[sum % shades.length] ?? "blue";
}

type PersonMarkProps = { person: Person; className?: string };

/** A person as a disc with initials; the name is there for pointers and screen readers. */
export function PersonMark({ person, className }: PersonMarkProps) {
  return (
    <span
      title={person.name}
      data-shade={shadeOf(person.userId)}
      className={cn(
        "person-mark inline-flex size-6 shrink-0 items-center justify-center rounded-full text-[0.625rem] font-semibold ring-2 ring-card select-none",
        className,
      )}
    >
      <span aria-hidden>{initialsOf(person.name)}</span>
      <span className="sr-only">{person.name}</span>
    </span>
  );
}

const mostShown = 3;

/** The people on a card, overlapping where there are several. */
export function PersonMarks({ people }: { people: readonly Person[] }) {
  if (people.length === 0) return null;
  const hidden = people.length - mostShown;
  return (
    <span className="ml-auto flex -space-x-1.5">
      {people.slice(0, mostShown).map((person) => (
        <PersonMark key={person.userId} person={person} />
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
