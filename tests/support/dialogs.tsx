import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import type { ReactNode } from "react";
import { vi } from "vitest";
import { QueryProvider } from "@/lib/client/query/query-provider";

/** What jsdom lacks of a browser and open layers ask for. */
export function lendBrowser(): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      unobserve() {}
      disconnect() {}
    },
  );
  Element.prototype.scrollIntoView = () => {};
  Element.prototype.hasPointerCapture = () => false;
  Element.prototype.setPointerCapture = () => {};
  Element.prototype.releasePointerCapture = () => {};
}

/** Puts something on a page, with what every page stands on. Returns the hand that uses it. */
export function show(element: ReactNode) {
  const page = (content: ReactNode) => <QueryProvider>{content}</QueryProvider>;
  const { rerender } = render(page(element));
  return { user: userEvent.setup(), showInstead: (next: ReactNode) => rerender(page(next)) };
}

/** The server of a page: answers by address what it is told to; anything else is a fault of the test. */
export function answerWith(answers: Record<string, () => unknown>) {
  const asked: { method: string; path: string; body: unknown }[] = [];
  vi.stubGlobal("fetch", async (address: string | URL, request: RequestInit = {}) => {
    const { pathname, search } = new URL(String(address), "http://localhost");
    const method = request.method ?? "GET";
    const path = pathname.replace("/api/v1", "") + search;
    asked.push({ method, path, body: request.body ? JSON.parse(String(request.body)) : null });
    const found = answers[`${method} ${path}`];
    if (!found) throw new Error(`Nobody answers ${method} ${path}.`);
    const answer = found();
    return answer instanceof Response ? answer : Response.json(answer);
  });
  return asked;
}

/** A refusal as the server writes it. */
export const refuse = (status: number, code: string, more: object = {}) =>
  new Response(
    JSON.stringify({
      type: `urn:sluice:${code}`,
      title: "Refused",
      status,
      detail: "It was refused.",
      code,
      ...more,
    }),
    { status, headers: { "Content-Type": "application/problem+json" } },
  );

export const button = (name: string | RegExp) => screen.getByRole("button", { name });
export const isDisabled = (element: HTMLElement) => (element as HTMLButtonElement).disabled;
