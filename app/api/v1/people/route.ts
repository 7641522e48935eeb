import { listPeopleQuery } from "@/lib/contracts/person";
import { defineRoute } from "@/lib/server/api/define-route";
import { getPeople } from "@/lib/server/usecases/people/list-people";

export const GET = defineRoute({
  access: "admin",
  query: listPeopleQuery,
  handler: ({ userId, query }) => getPeople(userId, query),
});
