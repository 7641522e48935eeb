import { cleanup, createEvent, fireEvent, render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { afterEach, expect, test, vi } from "vitest";
import { drafts } from "@/lib/client/drafts/drafts";
import { DraftOwnerProvider, useDraft } from "@/lib/client/drafts/use-draft";
import { useInPlaceText } from "@/lib/client/drafts/use-in-place-text";

afterEach(() => {
  cleanup();
  drafts.drop("ana:name");
  drafts.drop("ana:note");
});

function Name({ send }: { send: (text: string) => Promise<boolean> }) {
  const { props } = useInPlaceText({ place: "name", stored: "Old", send });
  return <input aria-label="Name" {...props} />;
}

function Note() {
  const draft = useDraft("note");
  return (
    <>
      <input aria-label="Note" value={draft.text} onChange={(event) => draft.change(event.target.value)} />
      {draft.isRestored && <p>Kept from before</p>}
    </>
  );
}

const asAna = (form: React.ReactNode) => <DraftOwnerProvider value="ana">{form}</DraftOwnerProvider>;

test("text changed in its place is saved when its form goes", async () => {
  const send = vi.fn(async () => true);
  const { unmount } = render(asAna(<Name send={send} />));
  await userEvent.type(screen.getByLabelText("Name"), "er");
  expect(send).not.toHaveBeenCalled();
  unmount();
  expect(send).toHaveBeenCalledExactlyOnceWith("Older");
});

test("what was refused stays in the field", async () => {
  render(asAna(<Name send={async () => false} />));
  await userEvent.type(screen.getByLabelText("Name"), "er{Enter}");
  expect(screen.getByLabelText<HTMLInputElement>("Name").value).toBe("Older");
});

test.each([
  { isComposing: true, keyCode: 13 },
  // As WebKit tells of it: the composition has ended by then.
  { isComposing: false, keyCode: 229 },
])("an Enter that ends the composition of a word saves nothing: %o", async (told) => {
  const send = vi.fn(async () => true);
  render(asAna(<Name send={send} />));
  const field = screen.getByLabelText("Name");
  await userEvent.type(field, "er");
  fireEvent(field, createEvent.keyDown(field, { key: "Enter", ...told }));
  expect(send).not.toHaveBeenCalled();
  fireEvent(field, createEvent.keyDown(field, { key: "Enter", keyCode: 13 }));
  expect(send).toHaveBeenCalledOnce();
});

test("what was typed is there when the form opens again, for this person alone", async () => {
  const { unmount } = render(asAna(<Note />));
  await userEvent.type(screen.getByLabelText("Note"), "half a word");
  expect(screen.queryByText("Kept from before")).toBeNull();
  unmount();
  const again = render(asAna(<Note />));
  expect(screen.getByLabelText<HTMLInputElement>("Note").value).toBe("half a word");
  expect(screen.getByText("Kept from before")).toBeTruthy();
  again.unmount();
  render(
    <DraftOwnerProvider value="bo">
      <Note />
    </DraftOwnerProvider>,
  );
  expect(screen.getByLabelText<HTMLInputElement>("Note").value).toBe("");
});
