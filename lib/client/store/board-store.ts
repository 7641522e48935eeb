import type { BoardEvent } from "@/lib/contracts/activity";
import type { BoardSnapshot } from "@/lib/contracts/board";
import type {
  BlockCardRequest,
  CardDetail,
  CardView,
  CreateCardRequest,
  Override,
  UpdateCardRequest,
} from "@/lib/contracts/card";
import { judge, judgeTogether } from "../admission/admission";
import type { Consent } from "../admission/consent";
import type { Outcome } from "../admission/outcome";
import { type Refusal, toRefusal, type WaitingPlace } from "../admission/refusal";
import { type BoardCommand, type CardChanges, type Destination, placeAfter } from "../board/command";
import type { BoardModel } from "../board/model";
import { placeholderCard } from "../board/placeholder-card";
import { type BoardAction, type BoardState, initialBoardState, reduceBoard } from "../board/state";
import { Refused } from "../http/answer-error";
import { newKey } from "../http/api";
import type { BoardApi } from "./board-api";
import { Outbox, TakenBack } from "./outbox";

export type CardEdit = Omit<UpdateCardRequest, "version" | "override">;

type CommandBody = BoardCommand extends infer I ? (I extends unknown ? Omit<I, "id"> : never) : never;

/** No `cards`: the card left the board. */
type Sent = { cards: readonly CardView[]; boardVersion?: number };

/**
 * A board on the screen: shows every command at once, sends it, and keeps or takes back what the server says. One
 * that the screen foresees to be refused is sent without being shown: the server decides and counts the refusal.
 *
 * Requests leave in the order in which the commands were made, one at a time, since a later one may rely on the
 * slot that an earlier one freed.
 */
export class BoardStore {
  private state: BoardState;
  private readonly listeners = new Set<() => void>();
  private readonly hearers = new Set<(event: BoardEvent) => void>();
  private isLive = false;

  constructor(
    snapshot: BoardSnapshot,
    private readonly api: BoardApi,
    /** Called right before what is shown changes, so that movement can be drawn from where things were. */
    private readonly onBeforeChange: (next: BoardModel) => void = () => undefined,
    readonly outbox: Outbox = new Outbox(),
  ) {
    this.state = initialBoardState(snapshot);
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getState = (): BoardState => this.state;
  readonly getShown = (): BoardModel => this.state.shown;

  /** While the live connection stands, the screen's own judgement is fresh enough to hold back what would be refused. */
  setLive(isLive: boolean): void {
    this.isLive = isLive;
  }

  /** Hears of every live event once, when the board has taken it in. */
  readonly hear = (listener: (event: BoardEvent) => void): (() => void) => {
    this.hearers.add(listener);
    return () => this.hearers.delete(listener);
  };

  applyEvent(event: BoardEvent): void {
    if (event.version <= this.state.version) return;
    this.dispatch({ type: "event", event });
    for (const listener of this.hearers) listener(event);
  }

  /** Reads the whole board again. `isAnew`: also where its version is lower than what is known. */
  async refresh(isAnew = false): Promise<void> {
    const snapshot = await this.api.getBoard(this.state.confirmed.facts.id, isAnew);
    this.dispatch({ type: "snapshot", snapshot, isAnew });
  }

  /** A card that was read on its own, perhaps newer than what is shown. */
  acceptCard(card: CardView): void {
    this.dispatch({ type: "card", card });
  }

  async moveCard(cardId: string, to: Destination, consent: Consent = {}): Promise<Outcome> {
    const seen = this.state.shown.cards.get(cardId);
    if (!seen) return { ok: false, refusal: goneRefusal };
    const isForeseen = !consent.override && this.isClosedTo(seen, placeAfter(seen, to) as CardChanges);
    const outcome = await this.perform({ type: "move", cardId, to }, isForeseen, async () => {
      const answer = await this.sendMove(cardId, to, consent);
      return { cards: [answer.card], boardVersion: answer.boardVersion };
    });
    return seen.columnId === to.columnId ? outcome : withWaitingPlace(outcome, { cardId, ...to });
  }

  /** Moves cards to the end of a column in the order given: all of them or none. */
  async moveCards(cardIds: readonly string[], to: Destination, consent: Consent = {}): Promise<Outcome> {
    const isForeseen =
      this.isLive && !consent.override && judgeTogether(this.state.shown, cardIds, to).firstRefused !== null;
    const outcome = await this.perform({ type: "move-together", cardIds, to }, isForeseen, () =>
      this.api.moveCards(this.state.confirmed.facts.id, { ...to, ...consent, cardIds: [...cardIds] }),
    );
    return namingUnfit(outcome, this.state.shown);
  }

  createCard(request: CreateCardRequest): Promise<Outcome> {
    const place = { columnId: request.columnId, laneId: request.laneId ?? null };
    const isForeseen = !request.override && this.isClosedTo(null, place);
    const card = placeholderCard(request);
    return this.perform({ type: "create", card }, isForeseen, async () => ({
      cards: [await this.api.createCard(this.state.confirmed.facts.id, request)],
    }));
  }

  /** `base`: the card as the person saw it when the edit began. */
  editCard(base: CardView | CardDetail, edit: CardEdit, override?: Override): Promise<Outcome> {
    const { description: _, ...changes } = edit;
    const shown = this.state.shown.cards.get(base.id) ?? base;
    const isForeseen = !override && this.isClosedTo(shown, changes);
    const command = { type: "edit", cardId: base.id, changes: withoutUndefined(changes) } as const;
    return this.perform(command, isForeseen, async () => ({
      cards: [await this.sendEdit(base, edit, override)],
    }));
  }

  blockCard(cardId: string, request: BlockCardRequest): Promise<Outcome> {
    return this.perform({ type: "edit", cardId, changes: { blocked: true } }, false, async () => ({
      cards: [await this.api.blockCard(cardId, request)],
    }));
  }

  unblockCard(cardId: string, override?: Override): Promise<Outcome> {
    return this.perform({ type: "edit", cardId, changes: { blocked: false } }, false, async () => ({
      cards: [await this.api.unblockCard(cardId, override)],
    }));
  }

  archiveCard(cardId: string): Promise<Outcome> {
    return this.perform({ type: "remove", cardId }, false, async () => {
      await this.api.archiveCard(cardId);
      return { cards: [] };
    });
  }

  deleteCard(cardId: string): Promise<Outcome> {
    return this.perform({ type: "remove", cardId }, false, async () => {
      await this.api.deleteCard(cardId);
      return { cards: [] };
    });
  }

  /** The card appears when the server has restored it: until then nobody knows where it goes. */
  async restoreCard(cardId: string, columnId?: string, override?: Override): Promise<Outcome> {
    try {
      const card = await this.outbox.inOrder(() => this.api.restoreCard(cardId, { columnId, override }));
      this.dispatch({ type: "restored", card });
      return { ok: true, card };
    } catch (error) {
      return { ok: false, refusal: refusalOf(error, this.state.shown) };
    }
  }

  /**
   * Does something of which the screen cannot know the outcome, such as pulling an andon or undoing. What changed comes by
   * the live connection; without one the board is read again, and where that fails, once there is one. `names`: the board
   * that a refusal would be about.
   */
  async change(work: () => Promise<unknown>, names?: BoardModel): Promise<Outcome> {
    try {
      await this.outbox.inOrder(work);
    } catch (error) {
      return { ok: false, refusal: refusalOf(error, names ?? this.state.shown) };
    }
    if (!this.isLive) await this.refresh().catch(() => undefined);
    return { ok: true, card: null };
  }

  /** Whether limits or an andon would refuse the change, as far as the screen can tell. */
  private isClosedTo(card: CardView | null, after: CardChanges & { columnId?: string }): boolean {
    return this.isLive && judge(this.state.shown, card, withoutUndefined(after)).verdict !== "accepted";
  }

  private async perform(body: CommandBody, isForeseen: boolean, send: () => Promise<Sent>): Promise<Outcome> {
    const command = { id: newKey(), ...body } as BoardCommand;
    if (!isForeseen) this.dispatch({ type: "begun", command });
    try {
      const { cards, boardVersion } = await this.outbox.inOrder(send);
      this.dispatch({ type: "done", commandId: command.id, cards, boardVersion });
      return { ok: true, card: cards[0] ?? null };
    } catch (error) {
      this.dispatch({ type: "refused", commandId: command.id });
      return { ok: false, refusal: refusalOf(error, this.state.shown) };
    }
  }

  /** An edit by somebody else is no reason to refuse a move; a move by somebody else is. */
  private async sendMove(cardId: string, to: Destination, consent: Consent) {
    const known = this.state.confirmed.cards.get(cardId);
    const request = { ...to, override: consent.override, confirmedPolicyIds: consent.confirmedPolicyIds };
    try {
      return await this.api.moveCard(cardId, { ...request, expectedVersion: known?.version });
    } catch (error) {
      if (!isConflict(error) || !known) throw error;
      const fresh = await this.api.getCard(cardId);
      if (fresh.columnId !== known.columnId || fresh.laneId !== known.laneId) {
        this.acceptCard(fresh);
        throw error;
      }
      return this.api.moveCard(cardId, { ...request, expectedVersion: fresh.version });
    }
  }

  /** Changes to different members of a card do not exclude each other; to the same ones, the person decides. */
  private async sendEdit(
    base: CardView | CardDetail,
    edit: CardEdit,
    override?: Override,
  ): Promise<CardView> {
    try {
      return await this.api.updateCard(base.id, { ...edit, version: base.version, override });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const fresh = await this.api.getCard(base.id);
      this.acceptCard(fresh);
      const isUntouched = Object.keys(edit).every((member) => isSame(base, fresh, member));
      if (!isUntouched) throw error;
      return this.api.updateCard(base.id, { ...edit, version: fresh.version, override });
    }
  }

  private dispatch(action: BoardAction): void {
    const next = reduceBoard(this.state, action);
    if (next === this.state) return;
    if (next.shown !== this.state.shown) this.onBeforeChange(next.shown);
    this.state = next;
    for (const listener of this.listeners) listener();
  }
}

const goneRefusal: Refusal = {
  kind: "gone",
  title: "This card is no longer on the board",
  detail: "Somebody archived or deleted it meanwhile.",
};

function refusalOf(error: unknown, model: BoardModel): Refusal {
  return error instanceof TakenBack ? takenBackRefusal : toRefusal(error, model);
}

const takenBackRefusal: Refusal = {
  kind: "taken-back",
  title: "Taken back",
  detail: "What had not been saved was given up.",
};

/** A card that found no room may wait for it. */
function withWaitingPlace(outcome: Outcome, { cardId, columnId, laneId }: WaitingPlace): Outcome {
  if (outcome.ok || outcome.refusal.kind !== "limit") return outcome;
  return { ok: false, refusal: { ...outcome.refusal, waitingPlace: { cardId, columnId, laneId } } };
}

/** Of several cards that stayed where they were, says which one did not fit. */
function namingUnfit(outcome: Outcome, { cards, facts }: BoardModel): Outcome {
  if (outcome.ok || outcome.refusal.kind !== "limit") return outcome;
  const unfit = cards.get(outcome.refusal.cardId ?? "");
  if (!unfit) return outcome;
  const title = `No card was moved: ${facts.key}-${unfit.number} does not fit. ${outcome.refusal.title}`;
  return { ok: false, refusal: { ...outcome.refusal, title } };
}

function isConflict(error: unknown): boolean {
  return error instanceof Refused && error.problem.code === "version-conflict";
}

function isSame(base: object, fresh: object, member: string): boolean {
  const [before, now] = [base, fresh].map((card) => (card as Record<string, unknown>)[member]);
  return JSON.stringify(before) === JSON.stringify(now);
}

function withoutUndefined<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as T;
}
