"use client";
import { Command as Primitive } from "cmdk";
import type { ComponentProps } from "react";
import { cn } from "./cn";

export function Command({ className, ...props }: ComponentProps<typeof Primitive>) {
  return (
    <Primitive className={cn("flex flex-col overflow-hidden rounded-md bg-popover", className)} {...props} />
  );
}

export function CommandInput(props: ComponentProps<typeof Primitive.Input>) {
  return (
    <Primitive.Input
      className="h-9 border-b border-border bg-transparent px-3 text-sm outline-none"
      {...props}
    />
  );
}

export function CommandList(props: ComponentProps<typeof Primitive.List>) {
  return <Primitive.List className="max-h-72 overflow-y-auto p-1" {...props} />;
}

export function CommandEmpty(props: ComponentProps<typeof Primitive.Empty>) {
  return <Primitive.Empty className="py-6 text-center text-sm" {...props} />;
}

export function CommandGroup(props: ComponentProps<typeof Primitive.Group>) {
  return <Primitive.Group {...props} />;
}

export function CommandItem(props: ComponentProps<typeof Primitive.Item>) {
  return (
    <Primitive.Item
      className="flex items-center gap-2 rounded-sm px-2 py-1.5 text-sm data-[selected=true]:bg-accent"
      {...props}
    />
  );
}
