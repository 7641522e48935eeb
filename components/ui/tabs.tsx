"use client";
import { Tabs as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Tabs({ className, ...props }: ComponentProps<typeof Primitive.Root>) {
  return <Primitive.Root className={cn("flex flex-col gap-2", className)} {...props} />;
}

export function TabsList(props: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className="inline-flex h-9 w-fit rounded-lg bg-muted p-1" {...props} />;
}

export function TabsTrigger(props: ComponentProps<typeof Primitive.Trigger>) {
  return (
    <Primitive.Trigger className="rounded-md px-2 text-sm data-[state=active]:bg-background" {...props} />
  );
}

export function TabsContent(props: ComponentProps<typeof Primitive.Content>) {
  return <Primitive.Content {...props} />;
}
