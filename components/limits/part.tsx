import type { ReactNode } from "react";

type PartProps = { title: string; actions?: ReactNode; children: ReactNode };

/** A titled part of the screen. */
export function Part({ title, actions, children }: PartProps) {
  return (
    <section aria-label={title} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <h2 className="text-lg font-semibold">{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}
