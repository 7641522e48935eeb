import type { ReactNode } from "react";
import { PageLink } from "@/components/ui/page-link";
import { pageOwnerMeta } from "@/lib/contracts/page-owner";
import type { MeView } from "@/lib/contracts/team";
import { AddedNotices } from "./added-notice";
import { BrandMark } from "./brand";
import { ServerNews } from "./server-news";
import { ShellProviders } from "./shell-providers";
import { UserMenu } from "./user-menu";

type AppShellProps = {
  user: { id: string; name: string; email: string; administrator: boolean };
  teams: MeView["teams"];
  children: ReactNode;
};

/** The bar above every signed-in page. */
export function AppShell({ user, teams, children }: AppShellProps) {
  return (
    <div className="flex min-h-dvh flex-col bg-background has-[[data-fills-window]]:h-dvh print:h-auto!">
      <meta name={pageOwnerMeta} content={user.id} />
      <a
        href="#content"
        className="sr-only z-50 rounded-md bg-primary px-3 py-2 text-primary-foreground focus:not-sr-only focus:absolute focus:top-2 focus:left-2"
      >
        Skip to content
      </a>
      <ShellProviders userId={user.id}>
        <header
          data-print="hide"
          className="flex h-12 shrink-0 items-center gap-4 border-b border-border bg-background px-3 sm:px-4"
        >
          <PageLink
            href="/"
            className="flex items-center gap-2 rounded-md outline-none focus-visible:ring-2 focus-visible:ring-ring"
          >
            <BrandMark className="size-6" />
            <span className="font-semibold tracking-tight">Sluice</span>
          </PageLink>
          <nav aria-label="Main" className="flex items-center gap-1 text-sm">
            <PageLink
              href="/"
              className="rounded-md px-2 py-1 text-muted-foreground outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
            >
              Boards
            </PageLink>
            <PageLink
              href="/flow"
              className="rounded-md px-2 py-1 text-muted-foreground outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
            >
              Flow
            </PageLink>
            <PageLink
              href="/definitions"
              className="rounded-md px-2 py-1 text-muted-foreground outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
            >
              Definitions
            </PageLink>
          </nav>
          <div className="ml-auto">
            <UserMenu user={user} teams={teams} />
          </div>
        </header>
        <AddedNotices userId={user.id} teams={teams} />
        {children}
      </ShellProviders>
      <ServerNews />
    </div>
  );
}
