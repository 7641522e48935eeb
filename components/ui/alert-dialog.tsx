"use client";

import { AlertDialog as Primitive } from "radix-ui";
import type { ReactElement, ReactNode } from "react";
import { Button } from "./button";
import { giveBack } from "./give-back";

type QuestionProps = {
  title: string;
  children: ReactNode;
  cancelLabel?: string;
  confirmLabel: string;
  onConfirm: () => void;
};

type ConfirmProps = QuestionProps & { trigger: ReactElement };

/** Asks before something that cannot be undone. */
export function Confirm({ trigger, ...question }: ConfirmProps) {
  return (
    <Primitive.Root>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Question {...question} />
    </Primitive.Root>
  );
}

/** The same question, where something other than a button of its own asks it. Mounted while it stands open. */
export function OpenConfirm({ onCancel, ...question }: QuestionProps & { onCancel: () => void }) {
  return (
    <Primitive.Root open onOpenChange={(isOpen) => !isOpen && onCancel()}>
      <Question {...question} />
    </Primitive.Root>
  );
}

function Question({ title, children, cancelLabel = "Cancel", confirmLabel, onConfirm }: QuestionProps) {
  return (
    <Primitive.Portal>
      <Primitive.Overlay className="fixed inset-0 z-50 bg-black/50" />
      <Primitive.Content
        onCloseAutoFocus={giveBack}
        className="fixed top-1/2 left-1/2 z-50 grid w-[calc(100%-2rem)] max-w-md -translate-x-1/2 -translate-y-1/2 gap-4 rounded-xl border border-border bg-popover p-6 shadow-lg"
      >
        <div>
          <Primitive.Title dir="auto" className="text-lg font-semibold">
            {title}
          </Primitive.Title>
          <Primitive.Description asChild>
            <div dir="auto" className="mt-1.5 text-sm text-pretty text-muted-foreground">
              {children}
            </div>
          </Primitive.Description>
        </div>
        <div className="flex justify-end gap-2">
          <Primitive.Cancel asChild>
            <Button variant="outline">{cancelLabel}</Button>
          </Primitive.Cancel>
          <Primitive.Action asChild>
            <Button variant="destructive" onClick={onConfirm}>
              {confirmLabel}
            </Button>
          </Primitive.Action>
        </div>
      </Primitive.Content>
    </Primitive.Portal>
  );
}
