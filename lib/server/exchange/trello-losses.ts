import { cleanLine, cutText } from "@/lib/domain/text";
import { toLabelName } from "./clean-history";
import { eachField } from "./each-field";
import { asFlag, asList, asNumber, asRecord, asText, type LooseRecord } from "./loose-values";
import { type Loss, LossReport } from "./loss-report";
import { toLabelColour } from "./trello-colours";
import type { TrelloAction, TrelloCard, TrelloFile, TrelloLabel, TrelloList } from "./trello-file";

/** How many actions an export holds at most; older ones are cut off. */
const exportedActions = 1_000;

const noPlace = "Sluice has no place for them.";

/** In the order in which they are told: what people miss first, then what only machines do. */
const losses = {
  beginnings: {
    what: "beginnings of cards",
    why: "The file does not tell when these cards were created and started. They are counted where they stand and when they finish, and left out of cycle times, lead times and ages.",
  },
  gaps: {
    what: "cards with a gap in their history",
    why: "Their actions do not lead to where the file has them: they come in as found after the gap.",
  },
  older: {
    what: "older history",
    why: `Trello exports the newest ${exportedActions.toLocaleString("en")} actions; what happened before is not in the file.`,
  },
  gone: {
    what: "presences of cards that are gone",
    why: "Actions tell of them, the cards do not: they left the board unseen.",
  },
  archivedPlaces: {
    what: "cards on archived lists",
    why: "They are archived here, since an archived column holds no cards.",
  },
  oddCards: { what: "cards that cannot be read", why: "They have no id, or one that another card has." },
  oddLists: { what: "lists that cannot be read", why: "They have no id, or one that another list has." },
  oddLabels: { what: "labels that cannot be read", why: "They have no id, or one that another label has." },
  oddActions: {
    what: "actions that cannot be read",
    why: "Without a kind, a time that has been, and data they say nothing.",
  },
  cardsAside: { what: "cards", why: "They were only on lists that the mapping leaves out, or on none." },
  listsAside: { what: "lists", why: "The mapping leaves them out." },
  unnamedLists: {
    what: "names of lists that are gone",
    why: "Cards or actions point to them, and nothing says what they were called.",
  },
  listNames: { what: "names of lists", why: "The mapping gives their columns other names." },
  numbers: {
    what: "numbers of cards",
    why: "They are not free or not whole numbers: these cards were numbered anew.",
  },
  dueDates: { what: "due dates", why: "They are not dates." },
  comments: { what: "comments", why: "Comments do not come in yet." },
  assignments: { what: "assignments to people", why: "People of Trello are not people of this team." },
  attachments: { what: "attachments", why: "Files are not part of the export." },
  checklists: { what: "checklists", why: "Checklists do not come in yet." },
  customFields: { what: "values of custom fields", why: "Fields of one's own do not come in yet." },
  startDates: { what: "start dates", why: "A card here starts when it is moved past the commitment point." },
  dueMarks: {
    what: "marks and reminders of due dates",
    why: "A due date here is met when the card is done.",
  },
  dueTimes: {
    what: "times of day of due dates",
    why: "A due date here is a day, in the zone of the board.",
  },
  doneArchiving: {
    what: "times of archiving in done",
    why: "A card that is archived in done stays where it is.",
  },
  beforeGap: {
    what: "moves before a gap",
    why: "What led from them to where the card was later is missing.",
  },
  sameColumn: {
    what: "moves within a column",
    why: "Consecutive ones are one visit; what the mapping leaves out is none.",
  },
  deletions: { what: "deletions of cards", why: "Nothing else is left of these cards in the file." },
  otherActions: {
    what: "other actions",
    why: "Of the past, only moves come in: creation, move, archiving, deletion.",
  },
  labelNames: {
    what: "names of labels",
    why: "They hold 40 characters, all of them text, and no spaces at the ends: these were cut or cleaned.",
  },
  colours: {
    what: "colours of labels",
    why: "There are seven here: the nearest is taken, or none; labels of one name have one.",
  },
  unusedLabels: { what: "labels without a name", why: "No card has them." },
  emptyLists: { what: "archived lists", why: "No card was ever on them." },
  boardName: { what: "name of the board", why: "The new board was given another." },
  boardText: { what: "description of the board", why: "A board here has none." },
  settings: { what: "settings of the board", why: "A board here has settings of its own." },
  people: { what: "facts about people", why: "People of Trello are not people of this team." },
  movers: { what: "facts about who moved cards", why: "People of Trello are not people of this team." },
  formerNames: {
    what: "names as they were at a move",
    why: "A column and a card have one name, the present one.",
  },
  positions: { what: "places of cards and lists", why: "They are not numbers." },
  counters: { what: "counters on cards", why: "They count what is elsewhere in the file." },
  activity: {
    what: "times of the last change",
    why: "What changes from now on has times of its own.",
  },
  references: {
    what: "ids and addresses of Trello",
    why: "They told what belongs together; what is here has ids and addresses of its own.",
  },
} satisfies Record<string, Loss>;

/** Where a field is told; of what is not here, the name of the field is said. */
const lossByField = new Map<string, Loss>([
  ["board.members", losses.people],
  ["board.memberships", losses.people],
  ["board.invitations", losses.people],
  ["board.prefs", losses.settings],
  ["board.closed", losses.settings],
  ["board.pinned", losses.settings],
  ["board.starred", losses.settings],
  ["board.subscribed", losses.settings],
  ["board.powerUps", losses.settings],
  ["board.limits", losses.settings],
  ["board.labelNames", losses.settings],
  ["board.invited", losses.people],
  ["board.dateLastActivity", losses.activity],
  ["board.dateLastView", losses.activity],
  ["board.name", losses.boardName],
  ["board.desc", losses.boardText],
  ["board.checklists", losses.checklists],
  ["board.customFields", losses.customFields],
  ...[
    "id",
    "nodeId",
    "idOrganization",
    "idEnterprise",
    "idMemberCreator",
    "url",
    "shortUrl",
    "shortLink",
  ].map((key) => [`board.${key}`, losses.references] as const),
  ["cards[].idMembers", losses.assignments],
  ["cards[].attachments", losses.attachments],
  ["cards[].idChecklists", losses.checklists],
  ["cards[].checkItemStates", losses.checklists],
  ["cards[].checklists", losses.checklists],
  ["cards[].customFieldItems", losses.customFields],
  ["cards[].badges", losses.counters],
  ["cards[].dateLastActivity", losses.activity],
  ["cards[].start", losses.startDates],
  ["cards[].due", losses.dueDates],
  ["cards[].dueComplete", losses.dueMarks],
  ["cards[].dueReminder", losses.dueMarks],
  ["cards[].idShort", losses.numbers],
  ["cards[].pos", losses.positions],
  ["lists[].pos", losses.positions],
  ["lists[].name", losses.listNames],
  ["labels[].name", losses.labelNames],
  ["cards[].labels[].name", losses.labelNames],
  ["labels[].color", losses.colours],
  ["cards[].labels[].color", losses.colours],
  ["cards[].labels[].uses", losses.counters],
  ["labels[].uses", losses.counters],
  ...["id", "nodeId", "idBoard", "idLabels", "url", "shortUrl", "shortLink", "email"].flatMap((key) =>
    ["cards[]", "lists[]", "labels[]", "cards[].labels[]"].map(
      (items) => [`${items}.${key}`, losses.references] as const,
    ),
  ),
]);

const nounOf = { board: "the board", cards: "cards", lists: "lists", labels: "labels" } as const;

/** The kind of loss that a field is, by it or by the one that it is part of. */
function lossOf(path: string): Loss {
  for (
    let part = path;
    part.includes(".");
    part = part.slice(0, Math.max(part.lastIndexOf("."), part.lastIndexOf("[")))
  ) {
    const known = lossByField.get(part);
    if (known) return known;
  }
  const [scope = "", field = ""] = path.split(".");
  const noun = nounOf[scope.replace("[]", "") as keyof typeof nounOf] ?? "the file";
  return { what: `values of “${field.replaceAll("[]", "")}” of ${noun}`, why: noPlace };
}

/** Losses whose things are counted by themselves, not by the values that they hold. */
const countedApart = new Set<Loss>([
  losses.assignments,
  losses.attachments,
  losses.checklists,
  losses.customFields,
]);

type Kept = (path: string, value: unknown) => boolean;

const keepsNothing: Kept = () => false;

/** What became of an action that tells of a card's place. */
export type EventFate = "kept" | "beforeGap" | "sameColumn" | "doneArchiving" | "deletions";

/** What of a file came onto the board. */
export type TrelloOutcome = {
  file: TrelloFile;
  boardName: string;
  /** By the id of a card, for those that came in. */
  cards: ReadonlyMap<string, { title: string; number: number | null }>;
  /** The name of its column, by the id of a list; null for one that the mapping leaves out, undefined for an empty one. */
  columnNames: ReadonlyMap<string, string | null | undefined>;
  /** The ids of labels that came in. */
  labels: ReadonlySet<string>;
  fates: ReadonlyMap<TrelloAction, EventFate>;
  readDue: (due: string) => string | null;
  counts: {
    unknownBeginnings: number;
    gaps: number;
    onArchivedLists: number;
    gone: number;
    unknownLists: number;
  };
};

const comments = new Set(["commentCard", "copyCommentCard"]);

/** How many kinds of actions are named. */
const maxKinds = 5;

/** The kinds of the actions that tell of no move, the most frequent first. */
function nameKinds({ file, fates }: TrelloOutcome): string {
  const counts = new Map<string, number>();
  for (const action of file.actions) {
    if (fates.has(action) || comments.has(action.type)) continue;
    const kind = cutText(cleanLine(action.type), 40);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const named = [...counts].sort((a, b) => b[1] - a[1]);
  const words = named.slice(0, maxKinds).map(([kind, count]) => `${count.toLocaleString("en")} ${kind}`);
  if (named.length > maxKinds) words.push(`${(named.length - maxKinds).toLocaleString("en")} more kinds`);
  return words.join(", ");
}

/** What a label is called on the board: by its colour where it has no name. */
function nameLabel(name: string, colour: string | null): string {
  return toLabelName(name || colour || "Label");
}

class TrelloLosses {
  readonly report: LossReport;
  readonly #outcome: TrelloOutcome;
  readonly #otherActions: Loss;
  /** The colour of each label on the board, by its name: labels of one name are one there, with the first one's. */
  readonly #labelColours = new Map<string, string>();

  constructor(outcome: TrelloOutcome) {
    this.#outcome = outcome;
    this.#otherActions = {
      ...losses.otherActions,
      why: `${losses.otherActions.why} These are: ${nameKinds(outcome)}.`,
    };
    for (const { id, name, colour } of outcome.file.labels.values()) {
      const kept = nameLabel(name, colour);
      if (outcome.labels.has(id) && !this.#labelColours.has(kept))
        this.#labelColours.set(kept, toLabelColour(colour));
    }
    this.report = new LossReport(Object.values({ ...losses, otherActions: this.#otherActions }));
  }

  /** The values of a record that were not kept; all of them are of one loss where it is given. */
  #lose(raw: unknown, scope: string, isKept: Kept, whole?: Loss): void {
    eachField(raw, scope, (path, value) => {
      if (isKept(path, value)) return;
      const loss = whole ?? lossOf(path);
      this.report.addField(loss, path.replace(/^board\./, ""));
      if (whole === undefined && !countedApart.has(loss)) this.report.add(loss, 1);
    });
  }

  #loseWhole(loss: Loss, raw: unknown, scope: string): void {
    this.report.add(loss, 1);
    this.#lose(raw, scope, keepsNothing, loss);
  }

  board(): void {
    const { file, boardName } = this.#outcome;
    const { lists: _, cards, actions, labels, ...rest } = file.raw;
    this.#lose(rest, "board", (path) => path === "board.name" && file.name === boardName);
    if (!Array.isArray(actions)) this.#lose(actions, "actions", keepsNothing, losses.oddActions);
    if (!Array.isArray(labels)) this.#lose(labels, "labels", keepsNothing, losses.oddLabels);
    const idsOfCards = asList(cards).reduce<number>(
      (sum, card) => sum + asList(asRecord(card)?.idChecklists).length,
      0,
    );
    this.report.add(losses.checklists, asList(rest.checklists).length || idsOfCards);
  }

  list(list: TrelloList): void {
    const name = this.#outcome.columnNames.get(list.id);
    if (name === null) this.#loseWhole(losses.listsAside, list.raw, "lists[]");
    else if (name === undefined) this.#loseWhole(losses.emptyLists, list.raw, "lists[]");
    else {
      this.#lose(list.raw, "lists[]", (path, value) => {
        if (path === "lists[].name") return asText(value) === name;
        if (path === "lists[].closed") return asFlag(value) !== null;
        return path === "lists[].pos" && asNumber(value) !== null;
      });
    }
  }

  label(label: TrelloLabel): void {
    if (this.#outcome.labels.has(label.id)) this.#lose(label.raw, "labels[]", this.#keptOfLabel(label));
    else this.#loseWhole(losses.unusedLabels, label.raw, "labels[]");
  }

  #keptOfLabel({ name, colour }: TrelloLabel): Kept {
    const kept = nameLabel(name, colour);
    return (path, value) => {
      if (path.endsWith("[].name")) return value === name && kept === name;
      return path.endsWith("[].color") && value === colour && this.#labelColours.get(kept) === colour;
    };
  }

  card(card: TrelloCard): void {
    const came = this.#outcome.cards.get(card.id);
    if (!came) {
      this.#loseWhole(losses.cardsAside, card.raw, "cards[]");
      return;
    }
    const { labels, ...rest } = card.raw;
    for (const value of asList(labels)) this.#labelOfCard(asRecord(value));
    if (!Array.isArray(labels)) this.#lose(labels, "cards[].labels", keepsNothing);
    const { readDue } = this.#outcome;
    this.#lose(rest, "cards[]", (path, value) => {
      switch (path) {
        case "cards[].name":
        case "cards[].desc":
        case "cards[].idList":
          return asText(value) !== null;
        case "cards[].closed":
          return asFlag(value) !== null;
        case "cards[].pos":
          return asNumber(value) !== null;
        case "cards[].idShort":
          return asNumber(value) === came.number;
        case "cards[].due":
          return readDue(asText(value) ?? "") !== null;
        case "cards[].idLabels[]":
          return this.#outcome.labels.has(asText(value) ?? "");
        default:
          return false;
      }
    });
    this.report.add(
      losses.dueTimes,
      card.due !== null && card.due.length > 10 && readDue(card.due) !== null ? 1 : 0,
    );
    this.report.add(losses.assignments, asList(card.raw.idMembers).length);
    this.report.add(losses.attachments, asList(card.raw.attachments).length);
    this.report.add(losses.customFields, asList(card.raw.customFieldItems).length);
  }

  #labelOfCard(raw: LooseRecord | null): void {
    const label = this.#outcome.file.labels.get(asText(raw?.id) ?? "");
    // One that cannot be read is told among those.
    if (raw && label) this.#lose(raw, "cards[].labels[]", this.#keptOfLabel(label));
  }

  action(action: TrelloAction): void {
    const fate = this.#outcome.fates.get(action);
    if (fate === "kept") this.#move(action);
    else if (fate) this.#loseWhole(losses[fate], action.raw, "actions[]");
    else
      this.#loseWhole(
        comments.has(action.type) ? losses.comments : this.#otherActions,
        action.raw,
        "actions[]",
      );
  }

  /** Of a move, when it was and from where to where is kept; names are, where they are still the same. */
  #move({ raw, card }: TrelloAction): void {
    const { boardName, cards, columnNames } = this.#outcome;
    const came = cards.get(card?.id ?? "");
    const kept = new Set([
      "type",
      "date",
      "data.card.id",
      "data.card.closed",
      "data.old.closed",
      "data.old.idList",
    ]);
    const same = new Map<string, unknown>([
      ["data.board.name", boardName],
      ["data.card.name", came?.title],
      ["data.card.idShort", came?.number],
    ]);
    const data = asRecord(raw.data);
    for (const key of ["list", "listBefore", "listAfter"]) {
      kept.add(`data.${key}.id`);
      same.set(`data.${key}.name`, columnNames.get(asText(asRecord(data?.[key])?.id) ?? ""));
    }
    eachField(raw, "", (path, value) => {
      const field = path.slice(1);
      if (kept.has(field) || same.get(field) === value) return;
      const loss = /^(idMemberCreator|memberCreator)/.test(field)
        ? losses.movers
        : /(^|\.)(name|old)(\.|$)/.test(field)
          ? losses.formerNames
          : losses.references;
      this.report.addField(loss, `actions[].${field}`);
      this.report.add(loss, 1);
    });
  }

  odd(): void {
    const { odd } = this.#outcome.file;
    for (const item of odd.actions) this.#loseWhole(losses.oddActions, item, "actions[]");
    for (const item of odd.cards) this.#loseWhole(losses.oddCards, item, "cards[]");
    for (const item of odd.lists) this.#loseWhole(losses.oddLists, item, "lists[]");
    for (const item of odd.labels) this.#loseWhole(losses.oddLabels, item, "labels[]");
  }

  past(): void {
    const { counts, file } = this.#outcome;
    this.report.add(losses.beginnings, counts.unknownBeginnings);
    this.report.add(losses.gaps, counts.gaps);
    this.report.add(losses.archivedPlaces, counts.onArchivedLists);
    this.report.add(losses.gone, counts.gone);
    this.report.add(losses.unnamedLists, counts.unknownLists);
    this.report.add(losses.older, asList(file.raw.actions).length >= exportedActions ? 1 : 0);
  }
}

/** Everything that is in the file and not on the board, field by field. */
export function reportTrelloLosses(outcome: TrelloOutcome): LossReport {
  const { file } = outcome;
  const losing = new TrelloLosses(outcome);
  losing.past();
  for (const action of file.actions) losing.action(action);
  for (const card of file.cards.values()) losing.card(card);
  for (const list of file.lists) losing.list(list);
  const ofBoard = new Set(asList(file.raw.labels));
  for (const label of file.labels.values()) if (ofBoard.has(label.raw)) losing.label(label);
  losing.odd();
  losing.board();
  return losing.report;
}
