import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { AdministrationTabs } from "@/components/administration/administration-tabs";
import { PeopleList } from "@/components/administration/people-list";
import { Page } from "@/components/layout/page";
import { type RawQuery, readPageQuery } from "@/lib/contracts/page-query";
import { listPeopleQuery } from "@/lib/contracts/person";
import { getCurrentUser } from "@/lib/server/auth/current-user";
import { listPeople } from "@/lib/server/usecases/people/list-people";

export const metadata: Metadata = { title: "People" };

export default async function PeoplePage({ searchParams }: { searchParams: Promise<RawQuery> }) {
  const user = await getCurrentUser();
  if (!user.administrator) notFound();
  const { typed, query } = readPageQuery(listPeopleQuery, await searchParams);
  return (
    <Page title="Administration" lead="Who has an account on this installation, and what happened.">
      <AdministrationTabs path="/administration" />
      <PeopleList people={await listPeople(user.id, query)} query={query} typed={typed} userId={user.id} />
    </Page>
  );
}
