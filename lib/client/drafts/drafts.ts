import { dayMs } from "@/lib/domain/duration";

/** Text that was typed and not sent yet. `base`: what stood there when the typing began. */
export type Draft = { text: string; base: string };

/** As it is kept: with the instant of the last change, in milliseconds. */
type KeptDraft = Draft & { at: number };

const prefix = "sluice:draft:";
const maxTextLength = 200_000;
const maxDrafts = 100;
const maxAgeMs = 30 * dayMs;

/**
 * What people have typed into forms and not sent, by place. It outlives the form, and where the browser keeps things,
 * the page too; texts over 200,000 characters only the form. At most 100 are kept, for 30 days; the oldest go first.
 */
export class Drafts {
  /** Null: looked for and not there. */
  private readonly known = new Map<string, Draft | null>();
  private readonly listeners = new Set<() => void>();

  /** `storage` may refuse or be missing. */
  constructor(
    private readonly storage: () => Storage,
    private readonly now: () => number = Date.now,
  ) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The draft of a place; the same object until it changes. */
  find(place: string): Draft | null {
    const known = this.known.get(place);
    if (known !== undefined) return known;
    const kept = this.read(prefix + place);
    const draft = kept && this.now() - kept.at <= maxAgeMs ? { text: kept.text, base: kept.base } : null;
    this.known.set(place, draft);
    return draft;
  }

  keep(place: string, draft: Draft): void {
    this.known.set(place, draft);
    const isFull = draft.text.length > maxTextLength || draft.base.length > maxTextLength;
    if (isFull) this.erase(prefix + place);
    else this.write(prefix + place, { ...draft, at: this.now() });
    this.tell();
  }

  drop(place: string): void {
    this.known.set(place, null);
    this.erase(prefix + place);
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }

  private read(key: string): KeptDraft | null {
    try {
      const kept = JSON.parse(this.storage().getItem(key) ?? "null");
      return isKeptDraft(kept) ? kept : null;
    } catch {
      return null;
    }
  }

  private write(key: string, kept: KeptDraft): void {
    try {
      const storage = this.storage();
      const isNew = storage.getItem(key) === null;
      storage.setItem(key, JSON.stringify(kept));
      if (isNew) this.makeRoom(storage);
    } catch {
      // A browser that keeps nothing still has the text until the page is left.
    }
  }

  private erase(key: string): void {
    try {
      this.storage().removeItem(key);
    } catch {
      // Nothing was kept there.
    }
  }

  private makeRoom(storage: Storage): void {
    const keys = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? "");
    const drafts = keys
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, at: this.read(key)?.at ?? 0 }))
      .sort((a, b) => b.at - a.at);
    for (const { key, at } of drafts.slice(maxDrafts)) if (at < this.now()) storage.removeItem(key);
    for (const { key, at } of drafts) if (this.now() - at > maxAgeMs) storage.removeItem(key);
  }
}

function isKeptDraft(kept: Partial<KeptDraft> | null): kept is KeptDraft {
  return typeof kept?.text === "string" && typeof kept.base === "string" && typeof kept.at === "number";
}

/** The drafts of this browser. */
export const drafts = new Drafts(() => window.localStorage);
