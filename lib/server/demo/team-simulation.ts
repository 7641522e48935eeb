import type { ClassOfService } from "@/lib/domain/board";
import type { HistoryBlock, HistoryRefusal, HistoryStep } from "@/lib/domain/board-history";
import { dayMs, hourMs } from "@/lib/domain/duration";
import { type Chance, createChance } from "./chance";
import { limits, type Place } from "./places";
import { blockReasons, nameWork, overrideReasons } from "./titles";

export type SimulatedCard = {
  number: number;
  title: string;
  type: string;
  classOfService: ClassOfService;
  dueAt: number | null;
  steps: HistoryStep[];
  blocks: HistoryBlock[];
  refusals: HistoryRefusal[];
};

export type Simulation = { cards: SimulatedCard[]; beganAt: number; limitChangedAt: number };

type Card = SimulatedCard & {
  place: Place | null;
  /** Working hours left in the present active column. */
  hoursLeft: number;
  developer: number | null;
  blockedHours: number;
  createdAt: number;
};

const developers = 4;
const analysts = 1.4;
/** Each further card in somebody's hands costs everybody's favourite: switching. */
const focus = 0.72;
const officeHours = { from: 9, to: 17 };

/** A team at work, hour by hour. Pull from right to left; nothing enters a column that is full. */
class Team {
  readonly cards: Card[] = [];
  readonly #chance: Chance;
  #clock: number;
  developmentLimit = limits.developmentBefore;

  constructor(seed: number, beganAt: number) {
    this.#chance = createChance(seed);
    this.#clock = beganAt;
  }

  /** One office hour that begins at `at`. */
  work(at: number, isMonday: boolean, hour: number): void {
    this.#clock = Math.max(this.#clock, at);
    this.#arrive();
    if (hour === 10) this.#replenish();
    if (hour === 14) this.#release(isMonday);
    this.#review();
    this.#develop();
    this.#analyse();
    this.#blockAndUnblock();
    if (isMonday && hour === 11) this.#discardOldIdeas(at);
    if (hour === 15) this.#goAstray(at);
  }

  /** The state in which the board is shown: Ready filled, one card blocked, one expedite under way. */
  settle(): void {
    this.#replenish();
    const underWay = this.#in("development");
    const [first, second] = underWay;
    if (first && !this.cards.some((card) => card.blockedHours > 0 && card.place)) this.#block(first);
    if (
      second &&
      !this.#live().some((card) => card.classOfService === "expedite" && card.place !== "ideas")
    ) {
      second.classOfService = "expedite";
    }
  }

  #live(): Card[] {
    return this.cards.filter((card) => card.place !== null && card.place !== "done");
  }

  #in(place: Place): Card[] {
    return this.cards.filter((card) => card.place === place);
  }

  /** Expedites first, then fixed dates by date, then who waited longest. */
  #queue(place: Place): Card[] {
    const rank = (card: Card) =>
      card.classOfService === "expedite" ? 0 : card.classOfService === "fixed-date" ? 1 : 2;
    return this.#in(place)
      .filter((card) => card.blockedHours <= 0)
      .sort((a, b) => rank(a) - rank(b) || (a.steps.at(-1)?.at ?? 0) - (b.steps.at(-1)?.at ?? 0));
  }

  #maxOf(place: Place): number {
    const max = place === "development" ? this.developmentLimit : (limits as Record<string, number>)[place];
    return max ?? Number.POSITIVE_INFINITY;
  }

  #hasRoom(place: Place): boolean {
    return this.#in(place).length < this.#maxOf(place);
  }

  /** Somebody tries to bring a card into a full column, which keeps it out. */
  #refuse(card: Card, place: Place): void {
    const held = { max: this.#maxOf(place), count: this.#in(place).length };
    card.refusals.push({ columnKey: place, at: this.#tick(), ...held });
  }

  /** Now and then a lead lets one card into a full column, with a reason. */
  #override(card: Card, place: Place, hours: number): void {
    const isUrgent = card.classOfService === "expedite" || card.classOfService === "fixed-date";
    const held = { max: this.#maxOf(place), count: this.#in(place).length };
    if (held.count > held.max || !this.#chance.happens(isUrgent ? 0.2 : 0.01)) return;
    const reason = this.#chance.pick(overrideReasons[isUrgent ? "urgent" : "usual"]);
    this.#move(card, place, hours, { reason, ...held });
  }

  #tick(): number {
    this.#clock += this.#chance.whole(20, 200) * 1000;
    return this.#clock;
  }

  #move(card: Card, place: Place | null, hours = 0, override?: HistoryStep["override"]): void {
    card.steps.push({ columnKey: place, at: this.#tick(), ...(override && { override }) });
    card.place = place;
    card.hoursLeft = hours;
  }

  #arrive(): void {
    for (let n = this.#chance.events(0.27); n > 0; n--) {
      const roll = this.#chance.next();
      const classOfService =
        roll < 0.03 ? "expedite" : roll < 0.09 ? "fixed-date" : roll < 0.16 ? "intangible" : "standard";
      const card: Card = {
        ...nameWork(this.#chance),
        number: this.cards.length + 1,
        classOfService,
        dueAt: classOfService === "fixed-date" ? this.#clock + this.#chance.whole(20, 45) * dayMs : null,
        steps: [],
        blocks: [],
        refusals: [],
        place: null,
        hoursLeft: 0,
        developer: null,
        blockedHours: 0,
        createdAt: this.#clock,
      };
      this.cards.push(card);
      this.#move(card, "ideas");
    }
  }

  #replenish(): void {
    for (const card of this.#queue("ideas")) {
      if (!this.#hasRoom("ready")) return;
      // Not every idea is wanted at once.
      if (card.classOfService === "standard" && this.#chance.happens(0.25)) continue;
      this.#move(card, "ready");
    }
  }

  #release(isMonday: boolean): void {
    if (isMonday) return;
    for (const card of this.#in("release-queue")) {
      if (this.#chance.happens(0.85)) this.#move(card, "done");
    }
  }

  #review(): void {
    for (const card of this.#in("review")) {
      if (card.blockedHours > 0) continue;
      card.hoursLeft -= 1;
      if (card.hoursLeft > 0) continue;
      const isSentBack = this.#chance.happens(0.16);
      if (!isSentBack) this.#move(card, "release-queue");
      else if (this.#hasRoom("development")) this.#move(card, "development", this.#chance.effort(3, 0.6));
    }
    for (const card of this.#queue("review-queue")) {
      const hours = this.#chance.effort(2.5, 0.7);
      if (!this.#hasRoom("review")) {
        this.#override(card, "review", hours);
        break;
      }
      this.#move(card, "review", hours);
    }
  }

  #develop(): void {
    for (let developer = 0; developer < developers; developer++) {
      const own = this.#in("development").filter((card) => card.developer === developer);
      const workable = own.filter((card) => card.blockedHours <= 0 && card.hoursLeft > 0);
      const pace = focus ** Math.max(0, own.length - 1) / Math.max(1, workable.length);
      for (const card of workable) card.hoursLeft -= pace;
      for (const card of own) {
        if (card.hoursLeft > 0 || card.blockedHours > 0) continue;
        // What changes no behaviour is not always reviewed.
        if (card.type === "chore" && this.#chance.happens(0.12)) this.#move(card, "release-queue");
        else if (this.#hasRoom("review-queue")) this.#move(card, "review-queue");
      }
    }
    const ready = this.#queue("analysis").filter((card) => card.hoursLeft <= 0);
    for (const card of ready) {
      if (!this.#hasRoom("development")) {
        if (this.#chance.happens(0.02)) this.#refuse(card, "development");
        return;
      }
      const loads = Array.from(
        { length: developers },
        (_, n) => this.#in("development").filter((one) => one.developer === n).length,
      );
      card.developer = loads.indexOf(Math.min(...loads));
      this.#move(card, "development", this.#chance.effort(9, 0.75));
    }
  }

  #analyse(): void {
    const open = this.#in("analysis").filter((card) => card.hoursLeft > 0 && card.blockedHours <= 0);
    for (const card of open) card.hoursLeft -= analysts / open.length;
    for (const card of this.#queue("ready")) {
      const hours = this.#chance.effort(2.5, 0.6);
      if (!this.#hasRoom("analysis")) {
        this.#override(card, "analysis", hours);
        return;
      }
      this.#move(card, "analysis", hours);
    }
    const unwanted = this.#in("analysis").find(
      (card) => card.hoursLeft <= 0 && card.classOfService === "intangible",
    );
    if (unwanted && this.#chance.happens(0.05)) this.#move(unwanted, null);
  }

  #block(card: Card): void {
    card.blocks.push({ ...this.#chance.pick(blockReasons), from: this.#tick(), to: null });
    card.blockedHours = this.#chance.effort(10, 0.8);
  }

  #blockAndUnblock(): void {
    for (const card of this.#live()) {
      if (card.blockedHours > 0) {
        card.blockedHours -= 1;
        const open = card.blocks.at(-1);
        if (card.blockedHours <= 0 && open) open.to = this.#tick();
      } else if ((card.place === "development" || card.place === "review") && this.#chance.happens(0.006)) {
        this.#block(card);
      }
    }
  }

  /** What happens now and then, and never on purpose. */
  #goAstray(now: number): void {
    const [idea] = this.#queue("ideas");
    // It turns out that somebody has done it already.
    if (idea && this.#chance.happens(0.06)) this.#move(idea, "done");
    const isFresh = (card: Card) => now - (card.steps.at(-1)?.at ?? 0) < 4 * dayMs;
    const faulty = this.#in("done").find((card) => card.developer !== null && isFresh(card));
    const bench = (["development", "ready"] as const).find((place) => this.#hasRoom(place));
    if (faulty && bench && this.#chance.happens(0.07)) this.#move(faulty, bench, this.#chance.effort(3, 0.5));
    const unclear = this.#in("analysis").find((card) => card.hoursLeft > 0);
    if (unclear && this.#hasRoom("ready") && this.#chance.happens(0.04)) this.#move(unclear, "ready");
  }

  #discardOldIdeas(now: number): void {
    for (const card of this.#in("ideas")) {
      if (now - card.createdAt > 40 * dayMs && this.#chance.happens(0.6)) this.#move(card, null);
    }
  }
}

/**
 * A software team's year, simulated hour by hour: the same every time for the same seed and end.
 *
 * `until` (epoch ms) is the instant at which the board is looked at; nothing happens after it. At two thirds of the
 * year the limit of Development is lowered, and the column drains to it.
 */
export function simulateTeam(seed: number, until: number): Simulation {
  const lastMidnight = Math.floor(until / dayMs) * dayMs;
  const beganAt = lastMidnight - 365 * dayMs;
  const changeDay = beganAt + 245 * dayMs;
  const limitChangedAt = changeDay + officeHours.from * hourMs;
  const team = new Team(seed, beganAt);
  for (let day = beganAt; day < lastMidnight; day += dayMs) {
    const weekday = new Date(day).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    if (day >= changeDay) team.developmentLimit = limits.developmentAfter;
    for (let hour = officeHours.from; hour < officeHours.to; hour++)
      team.work(day + hour * hourMs, weekday === 1, hour);
  }
  team.settle();
  return { cards: team.cards, beganAt, limitChangedAt };
}
