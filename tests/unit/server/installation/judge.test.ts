import fc from "fast-check";
import { expect, test } from "vitest";
import type { DatabaseIdentity } from "@/lib/server/db/identity";
import type { ClusterFinding } from "@/lib/server/installation/cluster";
import type { Facts } from "@/lib/server/installation/facts";
import { InstallationFault } from "@/lib/server/installation/fault";
import { judge, type Verdict } from "@/lib/server/installation/judge";
import { judgeExternal } from "@/lib/server/installation/open-external";
import type { InstallationRecord } from "@/lib/server/installation/record";

const id = "0190a0a0-0000-7000-8000-000000000001";
const secrets = { authSecret: "x".repeat(40), databasePassword: "y".repeat(40) };
const ready = (
  database: Extract<InstallationRecord, { state: "ready" }>["database"],
): InstallationRecord => ({
  state: "ready",
  id,
  database,
  folder: { path: "/data", inode: "7" },
});

const records = fc.constantFrom<InstallationRecord | null>(
  null,
  { state: "making", cluster: null },
  ready({ kind: "embedded", cluster: "/data/postgres", systemIdentifier: "1" }),
  ready({ kind: "external", address: "db:5432/sluice" }),
);

const clusters: fc.Arbitrary<ClusterFinding> = fc.oneof(
  fc.constantFrom<ClusterFinding>(
    { state: "missing" },
    { state: "empty" },
    { state: "dangling", target: "/var/lib/sluice/0/postgres" },
    { state: "damaged", lacks: "PG_VERSION" },
  ),
  fc.record({
    state: fc.constant("whole" as const),
    cluster: fc.record({
      path: fc.constant("/data/postgres"),
      isOutside: fc.boolean(),
      major: fc.constantFrom("17", "18"),
      systemIdentifier: fc.constantFrom("1", "2"),
      owner: fc.constant({ uid: 1000, gid: 1000 }),
      wasShutDown: fc.boolean(),
    }),
  }),
);

const facts: fc.Arbitrary<Facts> = fc.record({
  folder: fc.constantFrom("/data", "/elsewhere"),
  inode: fc.constantFrom("7", "8"),
  record: records,
  secrets: fc.constantFrom(null, secrets),
  cluster: clusters,
  lostCluster: fc.constantFrom(null, "/var/lib/sluice/0/postgres"),
  strangers: fc.constantFrom<string[]>([], ["postgres-17 (a database)"]),
  traces: fc.constantFrom<string[]>([], ["the folder above, /, is an installation"]),
  original: fc.constantFrom(null, "/original"),
});

function verdictOf(found: Facts, mayCreate: boolean): Verdict | InstallationFault {
  try {
    return judge(found, mayCreate, "18");
  } catch (error) {
    if (error instanceof InstallationFault) return error;
    throw error;
  }
}

test("nothing is made where anything says that there was data, nor by a command", () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (found, mayCreate) => {
      const verdict = verdictOf(found, mayCreate);
      if (verdict instanceof InstallationFault) return;
      if (verdict.kind === "open") {
        expect(found.cluster.state).toBe("whole");
        return;
      }
      expect(mayCreate).toBe(true);
      if (found.record?.state === "making") return;
      expect(found).toMatchObject({
        record: null,
        secrets: null,
        cluster: { state: "missing" },
        strangers: [],
        traces: [],
      });
    }),
    { numRuns: 2_000 },
  );
});

test("what a cut-off first start has made is finished only with its password", () => {
  fc.assert(
    fc.property(facts, (found) => {
      const verdict = verdictOf({ ...found, record: { state: "making", cluster: null } }, true);
      if (verdict instanceof InstallationFault || verdict.kind !== "finish") return;
      expect(verdict.secrets).toEqual(secrets);
      expect(verdict.cluster.major).toBe("18");
      expect(verdict.cluster.isOutside && found.original !== null).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});

test("what is opened is whole, of this release, has its password, and is no other's", () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (found, mayCreate) => {
      const verdict = verdictOf(found, mayCreate);
      if (verdict instanceof InstallationFault || verdict.kind !== "open") return;
      expect(found.secrets).not.toBeNull();
      expect(verdict.cluster.major).toBe("18");
      expect(verdict.cluster.isOutside && found.original !== null).toBe(false);
      if (found.record?.state === "ready") expect(verdict.cluster.systemIdentifier).toBe("1");
    }),
    { numRuns: 2_000 },
  );
});

test("a refusal names the folder or what lies in it, says that nothing was changed, and what to do", () => {
  fc.assert(
    fc.property(facts, fc.boolean(), (found, mayCreate) => {
      const verdict = verdictOf(found, mayCreate);
      if (!(verdict instanceof InstallationFault)) return;
      expect(verdict.message).toMatch(/\/(data|elsewhere)/);
      expect(verdict.message).toContain("Nothing was made or removed.");
      expect(verdict.message).toMatch(/SLUICE_DATA_DIR|put it back|put the right one back|npm start|move/i);
    }),
    { numRuns: 2_000 },
  );
});

test("a start with DATABASE_URL is new only in an empty database that nothing in the folder contradicts", () => {
  const given = fc.record({
    folder: fc.constant("/data"),
    address: fc.constant("db:5432/other"),
    record: records,
    hasSecrets: fc.boolean(),
    isKeyGiven: fc.boolean(),
    hasCluster: fc.boolean(),
    identity: fc.constantFrom<DatabaseIdentity>(
      { kind: "empty" },
      { kind: "foreign", tables: ["invoices"] },
      { kind: "older" },
      { kind: "known", id },
      { kind: "known", id: "0190a0a0-0000-7000-8000-000000000002" },
    ),
  });
  fc.assert(
    fc.property(given, (found) => {
      let isNew: boolean;
      try {
        isNew = judgeExternal(found).isNew;
      } catch (error) {
        expect(error).toBeInstanceOf(InstallationFault);
        return;
      }
      expect(found.identity.kind).not.toBe("foreign");
      expect(isNew).toBe(found.identity.kind === "empty");
      if (found.record?.state === "ready") expect(found.identity).toEqual({ kind: "known", id });
      if (found.record === null) expect(found.hasCluster || (isNew && found.hasSecrets)).toBe(false);
    }),
    { numRuns: 2_000 },
  );
});
