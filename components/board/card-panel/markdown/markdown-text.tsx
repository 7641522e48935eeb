"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { ErrorBoundary } from "@/components/ui/error-boundary";
import { isWithinMarkdownBounds } from "@/lib/client/cards/markdown-bounds";

/** Read only when a description is on the screen: the board itself has no use for it. */
const Markdown = dynamic(() => import("./markdown").then((module) => module.Markdown), {
  loading: () => <p className="text-sm text-muted-foreground">…</p>,
});

/** Markdown as text of a page. Raw HTML in it stays text; what would take long to set is shown as it was written. */
export function MarkdownText({ text }: { text: string }) {
  const isSet = useMemo(() => isWithinMarkdownBounds(text), [text]);
  if (!isSet) return <Unset text={text} />;
  return (
    <ErrorBoundary of={text} fallback={<Unset text={text} />}>
      <div className="flex flex-col gap-2 text-sm leading-relaxed wrap-anywhere [&_a]:text-primary [&_a]:underline [&_blockquote]:border-l-2 [&_blockquote]:border-border [&_blockquote]:pl-3 [&_blockquote]:text-muted-foreground [&_code]:rounded-sm [&_code]:bg-muted [&_code]:px-1 [&_code]:font-mono [&_code]:text-[0.85em] [&_h4]:text-base [&_h4]:font-semibold [&_h5]:font-semibold [&_img]:max-w-full [&_ol]:list-decimal [&_ol]:pl-5 [&_pre]:overflow-x-auto [&_pre]:rounded-md [&_pre]:bg-muted [&_pre]:p-3 [&_table]:block [&_table]:overflow-x-auto [&_td]:border [&_td]:border-border [&_td]:px-2 [&_td]:py-1 [&_th]:border [&_th]:border-border [&_th]:px-2 [&_th]:py-1 [&_th]:text-left [&_ul]:list-disc [&_ul]:pl-5">
        <Markdown text={text} />
      </div>
    </ErrorBoundary>
  );
}

function Unset({ text }: { text: string }) {
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-muted-foreground">
        Shown as it was written: it is too long or too tangled to be laid out.
      </p>
      <PlainText text={text} />
    </div>
  );
}

/** Text as it was written. */
export function PlainText({ text }: { text: string }) {
  return (
    <div dir="auto" className="text-sm leading-relaxed wrap-anywhere whitespace-pre-wrap">
      {text}
    </div>
  );
}
