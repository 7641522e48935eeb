import type { Metadata } from "next";
import { Page } from "@/components/layout/page";
import { definitions } from "@/components/reports/metrics/definitions";

export const metadata: Metadata = { title: "Definitions" };

export default function DefinitionsPage() {
  return (
    <Page title="Definitions" lead="What every figure means, and how it is counted from the moves of cards.">
      <div className="grid gap-10 lg:grid-cols-[12rem_1fr]">
        <nav aria-label="On this page" className="text-sm max-lg:hidden">
          <ul className="sticky top-6 flex flex-col gap-1">
            {definitions.map(({ id, name }) => (
              <li key={id}>
                <a
                  href={`#${id}`}
                  className="rounded-sm text-muted-foreground outline-none hover:text-foreground focus-visible:ring-2 focus-visible:ring-ring"
                >
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <dl className="flex max-w-prose flex-col gap-8">
          {definitions.map(({ id, name, text, examples }) => (
            <div key={id} id={id} className="scroll-mt-6">
              <dt className="text-lg font-semibold">{name}</dt>
              {text.map((paragraph) => (
                <dd key={paragraph} className="mt-1.5 leading-relaxed text-pretty">
                  {paragraph}
                </dd>
              ))}
              <dd className="mt-3 rounded-lg bg-muted px-4 py-3 text-sm leading-relaxed">
                <span className="font-medium">Example. </span>
                {examples.map(({ words }) => words).join(" ")}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </Page>
  );
}
