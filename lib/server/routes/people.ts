import "server-only";
import { auditEntry, auditQuery } from "@/lib/contracts/audit";
import { listPeopleQuery, personDetail, personView, updatePersonRequest } from "@/lib/contracts/person";
import { pageOf } from "@/lib/contracts/primitives";
import { defineRoute } from "../api/define-route";
import { listAuditLog } from "../usecases/audit/list-audit-log";
import { getPerson } from "../usecases/people/get-person";
import { listPeople } from "../usecases/people/list-people";
import { updatePerson } from "../usecases/people/update-person";

export const peopleRoutes = [
  defineRoute({
    method: "get",
    path: "/audit",
    summary:
      "What happened that matters to security, newest first: of a team, or for administrators everything",
    access: "admin",
    query: auditQuery,
    answer: pageOf(auditEntry),
    refusals: ["not-found"],
    handler: ({ userId, query }) => listAuditLog(userId, query),
  }),
  defineRoute({
    method: "get",
    path: "/people",
    summary: "Everybody with an account, for administrators",
    access: "admin",
    query: listPeopleQuery,
    answer: pageOf(personView),
    handler: ({ userId, query }) => listPeople(userId, query),
  }),
  defineRoute({
    method: "get",
    path: "/people/{id}",
    summary: "A person, the work that they hold, and who could take it over",
    access: "admin",
    answer: personDetail,
    handler: ({ userId, params }) => getPerson(userId, params.id),
  }),
  defineRoute({
    method: "patch",
    path: "/people/{id}",
    summary: "Switch a person off or on, or change whether they administer the installation",
    access: "admin",
    body: updatePersonRequest,
    answer: personDetail,
    refusals: ["last-administrator", "last-owner", "person-off"],
    handler: ({ userId, params, body }) => updatePerson(userId, params.id, body),
  }),
];
