"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from "react";

type DotFieldProps = { label: string; children: ReactNode };

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const dotOf = (target: EventTarget) => (target instanceof Element ? target.closest("a") : null);

/** Moves the one tab stop of the dots, and the focus with it. */
function moveFocus(field: HTMLElement, from: HTMLAnchorElement, step: number) {
  const dots = [...field.querySelectorAll("a")];
  const next = dots[dots.indexOf(from) + step];
  if (!next) return;
  for (const dot of dots) dot.setAttribute("tabindex", dot === next ? "0" : "-1");
  next.focus();
}

/** A chart whose dots are links to cards: arrow keys go from one to the next, and a line names the one in focus. */
export function DotField({ label, children }: DotFieldProps) {
  const router = useRouter();
  const [named, setNamed] = useState<string | null>(null);
  const handleKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const dot = dotOf(event.target);
    const step = steps[event.key];
    if (!dot || step === undefined) return;
    event.preventDefault();
    moveFocus(event.currentTarget, dot, step);
  };
  const handleClick = (event: MouseEvent<HTMLElement>) => {
    const href = dotOf(event.target)?.getAttribute("href");
    if (!href || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    router.push(href);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a group of dots, not of form fields
    <div
      role="group"
      aria-label={label}
      onClick={handleClick}
      onKeyDown={handleKeyDown}
      onFocus={(event) => setNamed(dotOf(event.target)?.getAttribute("aria-label") ?? null)}
      onBlur={() => setNamed(null)}
    >
      {children}
      <p aria-hidden className="min-h-5 truncate px-3 text-xs" data-print="hide">
        {named ?? (
          <span className="text-muted-foreground">
            Point at a dot for its card, click it to open the card. Arrow keys go from dot to dot.
          </span>
        )}
      </p>
    </div>
  );
}
