import "server-only";
import {
  importAnswer,
  importFileQuery,
  importFileView,
  importHeaders,
  importJobView,
  importOptions,
  importPreview,
  importQuery,
  startedImport,
} from "@/lib/contracts/import";
import { defineRoute } from "../api/define-route";
import { toJobView } from "../api/import-answers";
import { receiveImport, receiveUpload } from "../api/receive-import";
import { cancelImport } from "../usecases/imports/cancel-import";
import { getImport } from "../usecases/imports/get-import";
import { getImportFile } from "../usecases/imports/get-import-file";
import { removeImportFile } from "../usecases/imports/remove-import-file";
import { requireImportPermission } from "../usecases/imports/require-import-permission";

export const importRoutes = [
  defineRoute({
    method: "post",
    path: "/imports",
    summary:
      "Make a board of a file, or say what it would make. 202 and a job to follow for `Prefer: respond-async`",
    access: "write",
    query: importQuery,
    body: importOptions,
    headers: importHeaders,
    takes: "file",
    answer: importAnswer,
    status: 201,
    otherAnswers: { 200: importPreview, 202: startedImport },
    refusals: ["not-found", "idempotency-conflict", "cancelled", "interrupted"],
    handler: receiveImport,
  }),
  defineRoute({
    method: "post",
    path: "/imports/files",
    summary: "Send a file, to be read as often as wanted and imported within an hour",
    access: "write",
    query: importFileQuery,
    takes: "file",
    answer: importFileView,
    status: 201,
    refusals: ["not-found"],
    handler: async ({ userId, query, request }) => {
      await requireImportPermission(userId, query.teamId);
      const { kept } = await receiveUpload(userId, request, query.name);
      return getImportFile(userId, kept.id);
    },
  }),
  defineRoute({
    method: "get",
    path: "/imports/files/{id}",
    summary: "A file that waits for its import",
    access: "read",
    answer: importFileView,
    handler: ({ userId, params }) => getImportFile(userId, params.id),
  }),
  defineRoute({
    method: "delete",
    path: "/imports/files/{id}",
    summary: "Remove a file that waits for its import",
    access: "write",
    handler: ({ userId, params }) => removeImportFile(userId, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/imports/{id}",
    summary: "How far an import is, or how it ended",
    access: "read",
    answer: importJobView,
    handler: async ({ userId, params }) => toJobView(await getImport(userId, params.id)),
  }),
  defineRoute({
    method: "delete",
    path: "/imports/{id}",
    summary: "Cancel an import",
    access: "write",
    answer: importJobView,
    handler: async ({ userId, params }) => toJobView(await cancelImport(userId, params.id)),
  }),
];
