import { idParams } from "@/lib/contracts/path";
import { updatePersonRequest } from "@/lib/contracts/person";
import { defineRoute } from "@/lib/server/api/define-route";
import { getPerson } from "@/lib/server/usecases/people/get-person";
import { updatePerson } from "@/lib/server/usecases/people/update-person";

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
