"use client";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { giveBack } from "./give-back";
import { keepForNotices } from "./keep-for-notices";

export const Sheet = Primitive.Root;
export const SheetTrigger = Primitive.Trigger;

export function SheetContent({
  className,
  children,
  onCloseAutoFocus = giveBack,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay data-print="hide" className="fixed inset-0 z-50 bg-black/40" />
      <Primitive.Content
        className={cn(
          "fixed inset-y-0 right-0 z-50 flex h-full w-3/4 flex-col gap-4 border-l border-border bg-background shadow-lg sm:max-w-sm print:static print:h-auto print:max-w-none print:border-0 print:shadow-none",
          className,
        )}
        onCloseAutoFocus={onCloseAutoFocus}
        onInteractOutside={keepForNotices}
        {...props}
      >
        {children}
        <Primitive.Close
          aria-label="Close"
          className="absolute top-1.5 right-3 inline-flex size-9 items-center justify-center rounded-md text-muted-foreground outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          <X aria-hidden className="size-4" />
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function SheetHeader(props: ComponentProps<"div">) {
  return <div className="flex flex-col gap-1.5 p-4" {...props} />;
}

export function SheetTitle({ className, ...props }: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title dir="auto" className={cn("font-semibold", className)} {...props} />;
}

export function SheetDescription({ className, ...props }: ComponentProps<typeof Primitive.Description>) {
  return (
    <Primitive.Description dir="auto" className={cn("text-sm text-muted-foreground", className)} {...props} />
  );
}
