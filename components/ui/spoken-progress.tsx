const steps = 4;

/** Says to people who do not see the screen what goes on and, at each quarter, how far it is. More would be noise. */
export function SpokenProgress({ what, share }: { what: string; share: number }) {
  const quarter = Math.floor(Math.min(1, share) * steps);
  return (
    <p role="status" className="sr-only">
      {quarter === 0 ? what : `${what}: ${(quarter * 100) / steps} %`}
    </p>
  );
}
