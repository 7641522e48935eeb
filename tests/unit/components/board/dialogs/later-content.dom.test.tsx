import { act, cleanup, screen } from "@testing-library/react";
import { type ComponentType, useState, useSyncExternalStore } from "react";
import { afterEach, beforeAll, expect, test, vi } from "vitest";
import { LaterContent } from "@/components/board/dialogs/later-content";
import { Dialog, DialogContent, DialogDescription, DialogTitle } from "@/components/ui/dialog";
import { LaterPart } from "@/components/ui/later-part";
import { releaseWatch } from "@/lib/client/http/release";
import { button, lendBrowser, show } from "../../../../support/dialogs";

beforeAll(lendBrowser);
afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

type FormProps = { label: string };

const Form = ({ label }: FormProps) => <input aria-label={label} />;

/** What the server tells the page. */
class News {
  private told = 1;
  private readonly listeners = new Set<() => void>();
  readonly getTold = () => this.told;
  readonly follow = (listener: () => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };
  tell(): void {
    this.told += 1;
    for (const listener of this.listeners) listener();
  }
}

/** A page with a field, and a dialog of which a part comes later. */
function Page({ part, news }: { part: LaterPart<FormProps>; news: News }) {
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  return (
    <>
      <output>{`Version ${useSyncExternalStore(news.follow, news.getTold)}`}</output>
      <input aria-label="Title" value={typed} onChange={(event) => setTyped(event.target.value)} />
      <button type="button" onClick={() => setOpen(true)}>
        Open
      </button>
      <Dialog open={isOpen} onOpenChange={setOpen}>
        <DialogContent>
          <DialogTitle>Import</DialogTitle>
          <DialogDescription>From a table.</DialogDescription>
          <LaterContent part={part} props={{ label: "Table" }} />
        </DialogContent>
      </Dialog>
    </>
  );
}

/** The page; `loads`: each try to load the part, which the test ends. */
function openPage() {
  const loads: { resolve: (Part: ComponentType<FormProps>) => void; reject: (error: Error) => void }[] = [];
  const part = new LaterPart<FormProps>(
    () => new Promise((resolve, reject) => loads.push({ resolve, reject })),
  );
  const news = new News();
  return { ...show(<Page part={part} news={news} />), loads, tell: () => act(() => news.tell()) };
}

const title = () => screen.getByLabelText<HTMLInputElement>("Title");
const status = () => screen.getByRole("status");

test("while a part does not come its dialog says so and closes, and the page is drawn and typed into as ever", async () => {
  const { user, tell } = openPage();
  await user.click(button("Open"));
  expect(screen.getByRole("dialog", { name: "Import" }).textContent).toContain("Loading…");
  tell();
  expect(screen.getByText("Version 2")).toBeTruthy();
  await user.keyboard("{Escape}");
  expect(screen.queryByRole("dialog")).toBeNull();
  await user.type(title(), "Kept");
  expect(title().value).toBe("Kept");
});

test("what comes takes the focus from the words in its place, and is there at once the next time", async () => {
  const { user, loads } = openPage();
  await user.click(button("Open"));
  expect(document.activeElement).toBe(status());
  await act(async () => loads[0]?.resolve(Form));
  expect(document.activeElement).toBe(screen.getByLabelText("Table"));
  await user.keyboard("{Escape}");
  await user.click(button("Open"));
  expect(document.activeElement).toBe(screen.getByLabelText("Table"));
  expect(loads).toHaveLength(1);
});

test("what comes takes the focus from nothing else", async () => {
  const { user, loads } = openPage();
  await user.click(button("Open"));
  await user.tab();
  expect(document.activeElement).toBe(button("Close"));
  await act(async () => loads[0]?.resolve(Form));
  expect(document.activeElement).toBe(button("Close"));
});

test("what could not be had is tried again when it is asked for, and when the dialog is opened again", async () => {
  const { user, loads } = openPage();
  const fail = (index: number) => act(async () => loads[index]?.reject(new Error("Failed to load chunk")));
  await user.click(button("Open"));
  await fail(0);
  expect(status().textContent).toContain("could not be loaded");
  expect(button("Reload")).toBeTruthy();
  await user.keyboard("{Escape}");
  await user.click(button("Open"));
  expect(status().textContent).toBe("Loading…");
  await fail(1);
  await user.click(button("Try again"));
  expect(status().textContent).toBe("Loading…");
  expect(document.activeElement).toBe(status());
  await act(async () => loads[2]?.resolve(Form));
  expect(document.activeElement).toBe(screen.getByLabelText("Table"));
});

test("what went with its release is not tried again: the page is", async () => {
  vi.spyOn(releaseWatch, "getNewer").mockReturnValue("the-new-one");
  const { user, loads } = openPage();
  await user.click(button("Open"));
  await act(async () => loads[0]?.reject(new Error("Failed to load chunk")));
  expect(status().textContent).toContain("Sluice has been updated");
  expect(button("Reload")).toBeTruthy();
  expect(screen.queryByRole("button", { name: "Try again" })).toBeNull();
});
