import "server-only";
import type { z } from "zod";
import { activityView, eventsQuery, manyEventsQuery } from "@/lib/contracts/activity";
import { auditEntry, auditQuery } from "@/lib/contracts/audit";
import * as board from "@/lib/contracts/board";
import * as card from "@/lib/contracts/card";
import { logPageQuery, rowPageQuery } from "@/lib/contracts/cursor";
import * as imports from "@/lib/contracts/import";
import * as limit from "@/lib/contracts/limit";
import { metricFrame } from "@/lib/contracts/metrics/frame";
import * as person from "@/lib/contracts/person";
import { pageOf as page } from "@/lib/contracts/primitives";
import * as team from "@/lib/contracts/team";
import { metricQuery } from "@/lib/server/metrics";

export type Method = "get" | "post" | "patch" | "delete";
export type Operation = {
  summary: string;
  body?: z.ZodType;
  /** The body may be a file, as it is or as the field `file` of a form. */
  takesFile?: true;
  query?: z.ZodObject;
  /** Shape of the success; none means 204. */
  answer?: z.ZodType | "text/event-stream" | "text/csv";
  status?: 200 | 201;
};
export type ApiPath = Partial<Record<Method, Operation>>;

/** Every operation of the API, by path. */
export const apiPaths: Record<string, ApiPath> = {
  "/me": { get: { summary: "Who you are, and your teams", answer: team.meView } },
  "/teams": {
    get: { summary: "Your teams", answer: page(team.teamView) },
    post: { summary: "Make a team", body: team.createTeamRequest, answer: team.teamView, status: 201 },
  },
  "/teams/{id}": { get: { summary: "A team", answer: team.teamView } },
  "/teams/{id}/members": {
    get: { summary: "Who is in a team", answer: page(team.memberView) },
    post: { summary: "Add a person", body: team.addMemberRequest, answer: team.memberView, status: 201 },
  },
  "/teams/{id}/members/{userId}": {
    patch: { summary: "Change a role", body: team.updateMemberRequest, answer: team.memberView },
    delete: { summary: "Take a person out, or leave" },
  },
  "/teams/{id}/seen": { post: { summary: "Note that you know that somebody put you into this team" } },
  "/audit": {
    get: {
      summary:
        "What happened that matters to security, newest first: of a team, or for administrators everything",
      query: auditQuery,
      answer: page(auditEntry),
    },
  },
  "/people": {
    get: {
      summary: "Everybody with an account, for administrators",
      query: person.listPeopleQuery,
      answer: page(person.personView),
    },
  },
  "/people/{id}": {
    get: {
      summary: "A person, the work that they hold, and who could take it over",
      answer: person.personDetail,
    },
    patch: {
      summary: "Switch a person off or on, or change whether they administer the installation",
      body: person.updatePersonRequest,
      answer: person.personDetail,
    },
  },
  "/boards": {
    get: {
      summary: "Boards of your teams, or those that are archived",
      query: board.listBoardsQuery,
      answer: page(board.boardSummary),
    },
    post: {
      summary: "Make a board, with columns or from a template",
      body: board.createBoardRequest,
      answer: board.createdBoard,
      status: 201,
    },
  },
  "/boards/demo": {
    post: {
      summary: "Make a board with a year of simulated history",
      body: board.createDemoBoardRequest,
      answer: board.createdDemoBoard,
      status: 201,
    },
  },
  "/boards/{id}": {
    get: { summary: "Everything a board screen needs", answer: board.boardSnapshot },
    patch: { summary: "Change settings", body: board.updateBoardRequest, answer: board.boardFacts },
    delete: { summary: "Archive a board" },
  },
  "/boards/{id}/restore": {
    post: { summary: "Bring an archived board back", answer: board.boardFacts },
  },
  "/boards/{id}/columns": {
    post: {
      summary: "Add a column",
      body: board.createColumnRequest,
      answer: board.columnView,
      status: 201,
    },
  },
  "/columns/{id}": {
    patch: {
      summary: "Rename, move, or change kind or limit",
      body: board.updateColumnRequest,
      answer: board.columnView,
    },
    delete: { summary: "Archive a column", query: board.archiveColumnQuery },
  },
  "/boards/{id}/lanes": {
    post: { summary: "Add a lane", body: board.createLaneRequest, answer: board.laneView, status: 201 },
  },
  "/lanes/{id}": {
    patch: { summary: "Rename or move a lane", body: board.updateLaneRequest, answer: board.laneView },
    delete: { summary: "Archive a lane", query: board.archiveLaneQuery },
  },
  "/columns/{id}/split": {
    post: {
      summary: "Split an active column into doing and done",
      body: board.splitColumnRequest,
      answer: board.splitColumnAnswer,
    },
  },
  "/columns/{id}/merge": {
    post: { summary: "End the split of a column", answer: board.splitColumnAnswer },
  },
  "/columns/{id}/andon": {
    post: { summary: "Pull the andon cord", body: board.pullAndonRequest, answer: board.columnView },
    delete: { summary: "Release the andon cord" },
  },
  "/columns/{id}/andon/join": {
    post: { summary: "Join the swarm at a pulled cord" },
    delete: { summary: "Leave the swarm" },
  },
  "/boards/{id}/andons": {
    get: { summary: "Pulls of cords, newest first", query: rowPageQuery, answer: page(board.andonRecord) },
  },
  "/columns/{id}/policies": {
    get: { summary: "Exit policies of a column", answer: page(board.exitPolicyView) },
    post: {
      summary: "Add an exit policy",
      body: board.createPolicyRequest,
      answer: board.exitPolicyView,
      status: 201,
    },
  },
  "/policies/{id}": {
    patch: {
      summary: "Change an exit policy",
      body: board.updatePolicyRequest,
      answer: board.exitPolicyView,
    },
    delete: { summary: "Remove an exit policy" },
  },
  "/boards/{id}/limits": {
    get: {
      summary: "WIP limits in force with their counts, now or at a past instant",
      query: limit.listLimitsQuery,
      answer: page(limit.limitView),
    },
    post: {
      summary: "Set a WIP limit",
      body: limit.createLimitRequest,
      answer: limit.limitView,
      status: 201,
    },
  },
  "/boards/{id}/limits/history": {
    get: {
      summary: "How the limits changed, newest first",
      query: rowPageQuery,
      answer: page(limit.limitChange),
    },
  },
  "/boards/{id}/limits/use": {
    get: {
      summary: "How limits were used over the last weeks, and what their history suggests",
      query: limit.limitUseQuery,
      answer: limit.limitUseAnswer,
    },
  },
  "/limits/{id}": {
    patch: { summary: "Change a WIP limit", body: limit.updateLimitRequest, answer: limit.limitView },
    delete: { summary: "Remove a WIP limit", query: limit.removeLimitQuery },
  },
  "/boards/{id}/labels": {
    get: { summary: "Labels, and how many cards carry each", answer: page(board.labelUse) },
    post: { summary: "Add a label", body: board.createLabelRequest, answer: board.labelView, status: 201 },
  },
  "/labels/{id}": {
    patch: {
      summary: "Rename or recolour a label",
      body: board.updateLabelRequest,
      answer: board.labelView,
    },
    delete: { summary: "Remove a label, from cards too" },
  },
  "/labels/{id}/merge": {
    post: {
      summary: "Put another label on every card that carries this one, which then goes",
      body: board.mergeLabelRequest,
      answer: board.mergeLabelAnswer,
    },
  },
  "/boards/{id}/cards": {
    get: {
      summary: "Cards, or archived ones, newest first",
      query: card.listCardsQuery,
      answer: page(card.cardDetail),
    },
    post: { summary: "Add a card", body: card.createCardRequest, answer: card.cardView, status: 201 },
  },
  "/boards/{id}/cards/move": {
    post: { summary: "Move cards, all or none", body: card.moveCardsRequest, answer: card.moveCardsAnswer },
  },
  "/boards/{id}/cards/import": {
    post: {
      summary: "Add many cards, all or none",
      body: card.importCardsRequest,
      answer: card.importCardsAnswer,
      status: 201,
    },
  },
  "/boards/{id}/undo": {
    post: { summary: "Take back your own last action", body: card.undoRequest, answer: card.undoAnswer },
  },
  "/cards/{id}": {
    get: { summary: "A card", answer: card.cardDetail },
    patch: { summary: "Edit a card", body: card.updateCardRequest, answer: card.cardView },
    delete: { summary: "Delete a card; its log stays" },
  },
  "/cards/{id}/move": {
    post: { summary: "Move a card", body: card.moveCardRequest, answer: card.moveCardAnswer },
  },
  "/cards/{id}/block": {
    post: { summary: "Mark a card as blocked", body: card.blockCardRequest, answer: card.cardView },
  },
  "/cards/{id}/unblock": {
    post: { summary: "End a block", body: card.unblockCardRequest, answer: card.cardView },
  },
  "/cards/{id}/archive": { post: { summary: "Archive a card", answer: card.cardView } },
  "/cards/{id}/restore": {
    post: { summary: "Bring a card back", body: card.restoreCardRequest, answer: card.cardView },
  },
  "/cards/{id}/wait": {
    post: { summary: "Put a card in line for a column", body: card.waitRequest, answer: board.waitingView },
    delete: { summary: "Take a card out of the line" },
  },
  "/cards/{id}/exit-checks": {
    post: {
      summary: "Confirm an exit policy, or take it back",
      body: card.confirmPolicyRequest,
      answer: card.cardDetail,
    },
  },
  "/cards/{id}/transfer": {
    post: {
      summary: "Take a card to another board",
      body: card.transferCardRequest,
      answer: card.transferCardAnswer,
    },
  },
  "/cards/{id}/transitions": {
    get: { summary: "A card's log, oldest first", query: logPageQuery, answer: page(card.loggedTransition) },
  },
  "/boards/{id}/transitions": {
    get: { summary: "A board's log, oldest first", query: logPageQuery, answer: page(card.loggedTransition) },
  },
  "/boards/{id}/transitions.csv": {
    get: { summary: "A board's log as an event log that can be imported", answer: "text/csv" },
  },
  "/boards/{id}/cards.csv": {
    get: { summary: "The cards on a board as a table that can be imported", answer: "text/csv" },
  },
  "/boards/{id}/activity": {
    get: { summary: "What happened, newest first", query: rowPageQuery, answer: page(activityView) },
  },
  "/boards/{id}/metrics/{name}": {
    get: { summary: "A figure of flow, from the log", query: metricQuery, answer: metricFrame },
  },
  "/boards/{id}/events": {
    get: { summary: "Changes as they happen", query: eventsQuery, answer: "text/event-stream" },
  },
  "/imports": {
    post: {
      summary:
        "Make a board of a file, or say what it would make. 202 and a job to follow for `Prefer: respond-async`",
      takesFile: true,
      body: imports.importOptions,
      query: imports.importQuery,
      answer: imports.importAnswer,
      status: 201,
    },
  },
  "/imports/files": {
    post: {
      summary: "Send a file, to be read as often as wanted and imported within an hour",
      takesFile: true,
      query: imports.importFileQuery,
      answer: imports.importFileView,
      status: 201,
    },
  },
  "/imports/files/{id}": {
    get: { summary: "A file that waits for its import", answer: imports.importFileView },
    delete: { summary: "Remove a file that waits for its import" },
  },
  "/imports/{id}": {
    get: { summary: "How far an import is, or how it ended", answer: imports.importJobView },
    delete: { summary: "Cancel an import", answer: imports.importJobView },
  },
  "/events": {
    get: {
      summary: "Changes of several boards as they happen, in one stream",
      query: manyEventsQuery,
      answer: "text/event-stream",
    },
  },
};
