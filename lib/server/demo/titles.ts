import type { Chance } from "./chance";

const things = [
  "the sign-in page",
  "invoice PDFs",
  "the search index",
  "address validation",
  "the export job",
  "e-mail templates",
  "the price calculator",
  "the mobile menu",
  "session handling",
  "the audit log",
  "image uploads",
  "the payment form",
  "stock levels",
  "the order history",
  "delivery slots",
  "the returns form",
  "push notifications",
  "the admin table",
  "the import wizard",
  "rate limits",
  "the product page",
  "customer groups",
  "tax rules",
  "the dashboard",
  "password reset",
  "the API documentation",
  "webhooks",
  "the basket",
  "voucher codes",
  "the newsletter opt-in",
];

const work: Record<string, readonly string[]> = {
  feature: [
    "Add filters to",
    "Let people share",
    "Show progress in",
    "Add keyboard access to",
    "Offer a preview of",
    "Support two currencies in",
    "Remember choices in",
    "Add a summary to",
  ],
  bug: [
    "Fix wrong totals in",
    "Fix the flicker of",
    "Fix time zones in",
    "Fix missing accents in",
    "Stop double submits of",
    "Fix slow loading of",
  ],
  chore: [
    "Replace the library behind",
    "Split the module of",
    "Add tests for",
    "Log less in",
    "Cache",
    "Tidy the settings of",
  ],
};

export type Work = { title: string; type: string };

/** A piece of work as a product team might write it down. */
export function nameWork(chance: Chance): Work {
  const type = chance.pick(["feature", "feature", "feature", "bug", "bug", "chore"]);
  return { type, title: `${chance.pick(work[type] ?? [])} ${chance.pick(things)}` };
}

/** Why a lead lets a card in over a limit. */
export const overrideReasons = {
  urgent: [
    "Customers cannot pay until this is out.",
    "Promised for this week, and the team agreed.",
    "The fix of the outage goes before everything else.",
  ],
  usual: [
    "A small change; it takes ten minutes.",
    "The only person who knows it is away from tomorrow.",
    "It belongs to the card that is under way.",
  ],
} as const;

export const blockReasons: readonly { category: string; reason: string }[] = [
  { category: "external dependency", reason: "The payment provider has to switch the test account on." },
  { category: "external dependency", reason: "Waiting for the certificate from the hosting company." },
  { category: "missing information", reason: "Sales has to say which countries this is for." },
  { category: "missing information", reason: "The texts have not been agreed." },
  { category: "environment", reason: "The staging server is down." },
  { category: "environment", reason: "The test data has expired." },
  { category: "waiting for review", reason: "Security wants to look at this first." },
  { category: "defect", reason: "A fault in the order service has to be mended first." },
  { category: "priority change", reason: "Everybody is on the outage." },
];
