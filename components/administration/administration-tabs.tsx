import { cn } from "@/components/ui/cn";
import { PageLink } from "@/components/ui/page-link";

const pages = [
  { path: "/administration", name: "People" },
  { path: "/administration/audit", name: "Audit log" },
];

/** The pages of an administrator. */
export function AdministrationTabs({ path }: { path: string }) {
  return (
    <nav aria-label="Administration" className="mb-5 flex gap-1 border-b border-border">
      {pages.map((page) => (
        <PageLink
          key={page.path}
          href={page.path}
          aria-current={page.path === path ? "page" : undefined}
          className={cn(
            "-mb-px px-3 pt-2 text-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring",
            page.path === path
              ? "border-b-2 border-primary pb-2 text-foreground"
              : "pb-2.5 text-muted-foreground hover:text-foreground",
          )}
        >
          {page.name}
        </PageLink>
      ))}
    </nav>
  );
}
