import { UsersRound } from "lucide-react";
import { EmptyState } from "@/components/ui/empty-state";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Surface, SurfaceHead } from "@/components/ui/surface";
import type { ListPeopleQuery, PersonView } from "@/lib/contracts/person";
import type { Page } from "@/lib/contracts/primitives";
import { FilterForm, selectLook } from "./filter-form";
import { OlderLink } from "./older-link";
import { PersonRow } from "./person-row";

type PeopleListProps = {
  people: Page<PersonView>;
  query: Pick<ListPeopleQuery, "search" | "state">;
  /** As they stand in the address. */
  typed: Record<string, string>;
  userId: string;
};

const states = { all: "On and off", on: "On", off: "Switched off" } as const;

/** Everybody with an account, and whether they are on. */
export function PeopleList({ people, query, typed, userId }: PeopleListProps) {
  return (
    <Surface>
      <SurfaceHead
        title="People"
        description="Everybody with an account, in whatever team. Somebody new comes in by an invitation of a team."
      />
      <FilterForm role="search" aria-label="People">
        <Field label="Name or e-mail address" className="min-w-0 flex-1 basis-56">
          <Input name="search" type="search" maxLength={100} defaultValue={query.search} autoComplete="off" />
        </Field>
        <Field label="State" className="basis-36">
          <select name="state" defaultValue={query.state} className={selectLook}>
            {Object.entries(states).map(([state, words]) => (
              <option key={state} value={state}>
                {words}
              </option>
            ))}
          </select>
        </Field>
      </FilterForm>
      {people.items.length === 0 ? (
        <EmptyState icon={UsersRound} title="Nobody found" className="mx-5 mb-5 py-8">
          Nobody has such a name or address in this state.
        </EmptyState>
      ) : (
        <ul className="divide-y divide-border px-5 pb-3">
          {people.items.map((person) => (
            <PersonRow key={person.id} person={person} isOneself={person.id === userId} />
          ))}
        </ul>
      )}
      <OlderLink
        path="/administration"
        query={typed}
        nextCursor={people.nextCursor}
        words={{ first: "From the beginning", next: "More people" }}
      />
    </Surface>
  );
}
