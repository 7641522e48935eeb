import type { ReactNode } from "react";
import { AppShell } from "@/components/layout/app-shell";
import { getCurrentUser } from "@/lib/server/auth/current-user";

export default async function TeamLayout({ children }: { children: ReactNode }) {
  const user = await getCurrentUser();
  return (
    <AppShell user={user} teams={user.teams}>
      {children}
    </AppShell>
  );
}
