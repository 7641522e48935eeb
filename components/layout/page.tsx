import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { PaperHead } from "./paper-head";

type PageProps = {
  title: string;
  lead?: ReactNode;
  actions?: ReactNode;
  width?: "reading" | "wide";
  children: ReactNode;
};

/** A page of the signed-in product: its title, what can be done, and its content. */
export function Page({ title, lead, actions, width = "reading", children }: PageProps) {
  return (
    <main
      id="content"
      className={cn(
        "mx-auto w-full px-4 py-6 sm:px-6 sm:py-8",
        width === "reading" ? "max-w-5xl" : "max-w-screen-2xl",
      )}
    >
      <div className="mb-6 flex flex-wrap items-end justify-between gap-3">
        <PaperHead text={title} />
        <div className="min-w-0">
          <h1 dir="auto" className="text-2xl font-semibold tracking-tight text-balance">
            {title}
          </h1>
          {lead && <p className="mt-1 text-sm text-pretty text-muted-foreground">{lead}</p>}
        </div>
        {actions}
      </div>
      {children}
    </main>
  );
}
