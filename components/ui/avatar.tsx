import { cn } from "./cn";

const tones = [
  "bg-[#0072b2] text-white",
  "bg-[#00704f] text-white",
  "bg-[#a83e00] text-white",
  "bg-[#93437a] text-white",
  "bg-[#6a4a00] text-white",
  "bg-[#4b5563] text-white",
];

/** What stands in brackets behind a name, such as that somebody has left, is no part of it. */
function initialsOf(name: string): string {
  const words = (name.replace(/\([^)]*\)\s*$/u, "").trim() || name.trim()).split(/\s+/);
  const first = Array.from(words[0] ?? "?")[0] ?? "?";
  const last = words.length > 1 ? (Array.from(words.at(-1) ?? "")[0] ?? "") : "";
  return (first + last).toUpperCase();
}

function toneOf(seed: string): string {
  let sum = 0;
  for (const character of seed) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return tones[sum % tones.length] ?? "";
}

type AvatarProps = { name: string; seed?: string; className?: string };

/** A person as initials, in a colour that stays theirs. The name is the accessible label. */
export function Avatar({ name, seed = name, className }: AvatarProps) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={cn(
        "inline-grid size-6 shrink-0 place-items-center rounded-full text-[0.625rem] font-semibold",
        toneOf(seed),
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
