import Link from "next/link";
import { cn } from "@/components/ui/cn";

const pages = [
  { path: "/administration", name: "People" },
  { path: "/administration/audit", name: "Audit log" },
];

/** The pages of an administrator. */
export function AdministrationTabs({ path }: { path: string }) {
  return (
    <nav aria-label="Administration" className="mb-5 flex gap-1 border-b border-border">
      {pages.map((page) => (
        <Link
          key={page.path}
          href={page.path}
          aria-current={page.path === path ? "page" : undefined}
          className={cn(
            "-mb-px border-b-2 px-3 py-2 text-sm font-medium outline-none focus-visible:ring-2 focus-visible:ring-ring",
            page.path === path
              ? "border-primary text-foreground"
              : "border-transparent text-muted-foreground hover:text-foreground",
          )}
        >
          {page.name}
        </Link>
      ))}
    </nav>
  );
}
