"use client";

import { ChevronDown, LogOut, Monitor, Moon, ShieldCheck, Sun, UserRound, UsersRound } from "lucide-react";
import { useTheme } from "next-themes";
import { DropdownMenu as Menu } from "radix-ui";
import { Avatar } from "@/components/ui/avatar";
import { notices } from "@/components/ui/notices";
import { PageLink } from "@/components/ui/page-link";
import { signOutTo } from "@/lib/client/session/sign-out";

type UserMenuProps = {
  user: { id: string; name: string; email: string; administrator: boolean };
  teams: { id: string; name: string }[];
};

const itemLook =
  "flex items-center gap-2 rounded-md px-2 py-1.5 text-sm outline-none data-[highlighted]:bg-accent [&_svg]:size-4 [&_svg]:text-muted-foreground";

const themes = [
  { value: "light", label: "Light", icon: Sun },
  { value: "dark", label: "Dark", icon: Moon },
  { value: "system", label: "As the system", icon: Monitor },
];

async function signOut(): Promise<void> {
  const refusal = await signOutTo("/sign-in");
  if (refusal) notices.refused(refusal.title, refusal.detail);
}

/** Who is signed in, their teams, how it looks, and the way out. */
export function UserMenu({ user, teams }: UserMenuProps) {
  const { theme, setTheme } = useTheme();
  return (
    <Menu.Root>
      <Menu.Trigger
        aria-label="Account"
        className="flex items-center gap-1.5 rounded-full p-0.5 outline-none hover:bg-accent focus-visible:ring-2 focus-visible:ring-ring"
      >
        <Avatar name={user.name} seed={user.id} className="size-7 text-xs" />
        <ChevronDown className="mr-1 size-3.5 text-muted-foreground" aria-hidden />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Content
          align="end"
          sideOffset={6}
          className="z-50 w-60 rounded-lg border border-border bg-popover p-1 text-popover-foreground shadow-lg"
        >
          <div className="px-2 py-1.5">
            <p dir="auto" className="truncate text-sm font-medium">
              {user.name}
            </p>
            <p className="truncate text-xs text-muted-foreground">{user.email}</p>
          </div>
          <Menu.Separator className="my-1 h-px bg-border" />
          <Menu.Item asChild className={itemLook}>
            <PageLink href="/account">
              <UserRound aria-hidden /> Account and tokens
            </PageLink>
          </Menu.Item>
          {teams.map((team) => (
            <Menu.Item key={team.id} asChild className={itemLook}>
              <PageLink href={`/team/${team.id}`}>
                <UsersRound aria-hidden />{" "}
                <span dir="auto" className="truncate">
                  {team.name}
                </span>
              </PageLink>
            </Menu.Item>
          ))}
          {user.administrator && (
            <Menu.Item asChild className={itemLook}>
              <PageLink href="/administration">
                <ShieldCheck aria-hidden /> Administration
              </PageLink>
            </Menu.Item>
          )}
          <Menu.Separator className="my-1 h-px bg-border" />
          <Menu.Label className="px-2 py-1 text-xs font-medium text-muted-foreground">Appearance</Menu.Label>
          <Menu.RadioGroup value={theme ?? "system"} onValueChange={setTheme}>
            {themes.map(({ value, label, icon: Icon }) => (
              <Menu.RadioItem
                key={value}
                value={value}
                className={itemLook}
                onSelect={(event) => event.preventDefault()}
              >
                <Icon aria-hidden /> {label}
                <Menu.ItemIndicator className="ml-auto text-xs text-primary">on</Menu.ItemIndicator>
              </Menu.RadioItem>
            ))}
          </Menu.RadioGroup>
          <Menu.Separator className="my-1 h-px bg-border" />
          <Menu.Item className={itemLook} onSelect={() => void signOut()}>
            <LogOut aria-hidden /> Sign out
          </Menu.Item>
        </Menu.Content>
      </Menu.Portal>
    </Menu.Root>
  );
}
