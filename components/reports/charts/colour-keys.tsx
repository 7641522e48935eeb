import { ColourPatch } from "./series-keys";

/** Names of series beside their colours. */
export function ColourKeys({ keys }: { keys: readonly { name: string; colour: string }[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 px-3 pt-2 text-xs text-muted-foreground">
      {keys.map(({ name, colour }) => (
        <li key={name} className="flex items-center gap-1.5">
          <ColourPatch colour={colour} />
          <bdi>{name}</bdi>
        </li>
      ))}
    </ul>
  );
}
