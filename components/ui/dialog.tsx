"use client";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./cn";
import { giveBack } from "./give-back";
import { keepForNotices } from "./keep-for-notices";

export const Dialog = Primitive.Root;
export const DialogTrigger = Primitive.Trigger;

export function DialogContent({
  className,
  children,
  onCloseAutoFocus = giveBack,
  ...props
}: ComponentProps<typeof Primitive.Content>) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 bg-black/50" />
      <Primitive.Content
        className={cn(
          "fixed top-1/2 left-1/2 z-50 grid w-full max-w-[calc(100%-2rem)] -translate-x-1/2 -translate-y-1/2 gap-4 rounded-lg border border-border bg-background p-6 shadow-lg sm:max-w-lg",
          className,
        )}
        onCloseAutoFocus={onCloseAutoFocus}
        onInteractOutside={keepForNotices}
        {...props}
      >
        {children}
        <Primitive.Close
          aria-label="Close"
          className="absolute top-2.5 right-3 inline-flex size-9 items-center justify-center rounded-md text-muted-foreground outline-none hover:bg-accent hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
        >
          <X aria-hidden className="size-4" />
        </Primitive.Close>
      </Primitive.Content>
    </Primitive.Portal>
  );
}

export function DialogHeader(props: ComponentProps<"div">) {
  return <div className="flex flex-col gap-2" {...props} />;
}

export function DialogFooter(props: ComponentProps<"div">) {
  return <div className="flex justify-end gap-2" {...props} />;
}

export function DialogTitle(props: ComponentProps<typeof Primitive.Title>) {
  return <Primitive.Title dir="auto" className="text-lg font-semibold" {...props} />;
}

export function DialogDescription(props: ComponentProps<typeof Primitive.Description>) {
  return <Primitive.Description dir="auto" className="text-sm text-muted-foreground" {...props} />;
}
