import type { ReactNode } from "react";
import { BrandMark } from "./brand";
import { ServerNews } from "./server-news";

type SignedOutFrameProps = { title: string; lead?: ReactNode; children: ReactNode };

/**
 * Frame of what stands alone on a page: few words, and what can be done. The pages that are for nobody in particular yet,
 * and those of what failed or is missing: under them, too, something may wait for the server.
 */
export function SignedOutFrame({ title, lead, children }: SignedOutFrameProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-surface">
      <main className="grid flex-1 place-items-center px-4 py-10">
        <div className="w-full max-w-sm">
          <div className="mb-6 flex items-center gap-2.5">
            <BrandMark />
            <span className="text-lg font-semibold tracking-tight">Sluice</span>
          </div>
          <div className="rounded-xl border border-border bg-card p-6 shadow-sm">
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            {lead && <p className="mt-1 text-sm text-pretty text-muted-foreground">{lead}</p>}
            <div className="mt-5">{children}</div>
          </div>
        </div>
      </main>
      <ServerNews />
    </div>
  );
}
