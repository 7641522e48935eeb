const steps = 4;

/** Says aloud what goes on and, at each quarter, how far it is: more would be noise to those who listen. */
export function Milestones({ what, share }: { what: string; share: number }) {
  const quarter = Math.floor(Math.min(1, share) * steps);
  return (
    <p role="status" className="sr-only">
      {quarter === 0 ? what : `${what}: ${(quarter * 100) / steps} %`}
    </p>
  );
}
