import { idParams } from "@/lib/contracts/path";
import { updatePersonRequest } from "@/lib/contracts/person";
import { defineRoute } from "@/lib/server/http/define-route";
import { getPerson } from "@/lib/server/usecases/list-people";
import { updatePerson } from "@/lib/server/usecases/update-person";

export const GET = defineRoute({
  access: "admin",
  params: idParams,
  handler: ({ userId, params }) => getPerson(userId, params.id),
});

export const PATCH = defineRoute({
  access: "admin",
  params: idParams,
  body: updatePersonRequest,
  handler: ({ userId, params, body }) => updatePerson(userId, params.id, body),
});
