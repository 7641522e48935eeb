import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { buildCard } from "../support/boards";
import { testDatabaseUrl } from "../support/database";
import { buildClosedBoard, placed, rawSqlDoors, stateOf, step } from "../support/raw-sql-doors";
import { expectSoundDatabase, readEverything } from "../support/verified";

// The guards spare the statements of a command, since it has decided already what they would decide again. Whatever else
// is written in its transaction meets them all, however much it makes itself look like a command.

const client = new pg.Client({ connectionString: testDatabaseUrl });
let asTyped: (sql: string) => string;

const signature = (schema: string) =>
  `${schema}.run_command(text,uuid,public.member_role[],public.member_role[],uuid,jsonb,boolean)`;
const frame = `PL/pgSQL function ${signature("public")} line 6 at RETURN`;

// What the statements of a door are given to, so that they look like a command's.
const forgery = `
  CREATE SCHEMA forged;
  CREATE FUNCTION forged.carry_out(statements text, decoration text DEFAULT '') RETURNS jsonb LANGUAGE plpgsql AS $forged$
  BEGIN
    EXECUTE statements;
    RETURN '{"ok": {}}';
  END $forged$;
  CREATE FUNCTION ${signature("forged")} RETURNS jsonb LANGUAGE plpgsql AS $forged$
  DECLARE
    nothing int;
    at_all int;
  BEGIN
    RETURN forged.carry_out($1);
  END $forged$;
  CREATE FUNCTION forged.beside() RETURNS trigger LANGUAGE plpgsql AS $forged$
  BEGIN
    PERFORM forged.carry_out(current_setting('forged.statements'));
    RETURN NULL;
  END $forged$`;

/** A command that succeeds; a refusal of it would end the transaction with another error than any door's. */
const command = (name: string, body: string) =>
  asTyped(`SELECT 1 / (public.run_command('${name}', '{member}', '{owner,lead,member}', '{}',
    '{free}', ${body}, true) ? 'ok')::int`);
const edited = () =>
  command(
    "edit",
    `jsonb_build_object('title', 'Edited', 'version', (SELECT version FROM public.card WHERE id = '{free}'))`,
  );
const moved = () => command("move", `'{"cardIds": ["{free}"], "columnId": "{done}"}'`);

beforeAll(async () => {
  await client.connect();
  const closed = await buildClosedBoard(client);
  const free = await buildCard(closed.board, closed.board.member, closed.board.column("Ready"));
  asTyped = (sql) => closed.asTyped(sql.replaceAll("{free}", free.id));
  await client.query(forgery);
});

afterAll(async () => {
  await expectSoundDatabase();
  await client.end();
});

describe("in the transaction of a command", () => {
  test.each(rawSqlDoors)("%s", async (_, state, ...statements) => {
    const before = await readEverything();
    const typed = statements.map(asTyped);
    const expected = new RegExp(`^${state}`);
    expect(await stateOf(client, [edited(), ...typed]), "after it").toMatch(expected);
    expect(await stateOf(client, [...typed, moved()]), "before it").toMatch(expected);
    expect(await stateOf(client, [edited(), ...typed, moved()]), "around it").toMatch(expected);
    expect(await readEverything()).toEqual(before);
  });
});

describe("looking like a command", () => {
  const joined = (statements: string[]) => pg.escapeLiteral(statements.join("; "));
  const ways: Record<string, (statements: string[]) => (string | pg.QueryConfig)[]> = {
    "a block with the frame of a command in a comment": (statements) => [
      edited(),
      `DO $door$ BEGIN EXECUTE ${joined(statements)} || E' /*\\n${frame}\\n*/'; END /*\n${frame}\n*/ $door$`,
    ],
    "settings of that name": (statements) => [
      "SELECT set_config('search_path', 'forged, public', true), set_config('sluice.is_by_command', 'true', true)",
      edited(),
      `SELECT forged.carry_out(${joined(statements)})`,
    ],
    "a function of the same name in a schema of one's own": (statements) => [
      edited(),
      "SET LOCAL search_path = forged, public",
      `SELECT run_command(${joined(statements)}, NULL, '{}', '{}', NULL, NULL, true)`,
    ],
    "the frame of a command in a parameter": (statements) => [
      edited(),
      "SET LOCAL log_parameter_max_length_on_error = -1",
      { text: "SELECT forged.carry_out($1, $2)", values: [statements.join("; "), `\n${frame}`] },
    ],
    "a trigger of one's own that a command fires": (statements) => [
      "CREATE TRIGGER beside AFTER UPDATE ON public.card EXECUTE FUNCTION forged.beside()",
      `SELECT set_config('forged.statements', ${pg.escapeLiteral(
        ["ALTER TABLE public.card DISABLE TRIGGER beside", ...statements].join("; "),
      )}, true)`,
      edited(),
    ],
  };

  describe.each(Object.keys(ways))("%s", (way) => {
    test.each(rawSqlDoors)("%s", async (_, state, ...statements) => {
      const before = await readEverything();
      const attempt = ways[way]?.(statements.map(asTyped)) ?? [];
      // A table cannot be emptied within a statement on it.
      expect(await stateOf(client, attempt)).toMatch(new RegExp(`^(${state}|55006)`));
      expect(await readEverything()).toEqual(before);
    });
  });
});

describe("what a command does afterwards with the same card", () => {
  const intoFull = () => [step("free", "2", "'{ready}'", "'{doing}'"), placed("free", "'{doing}'")];

  test("a card smuggled into a full column is not let in by a command that leaves it there", async () => {
    expect(await stateOf(client, [...intoFull().map(asTyped), edited()])).toBe("SLW01");
  });

  test("a card without a log gets none by a command", async () => {
    const skipped = asTyped("UPDATE card SET last_seq = 7 WHERE id = '{free}'");
    expect(await stateOf(client, [skipped, moved()])).toBe("SLL03");
  });

  test("a step without its card stands in the way of the card's next one", async () => {
    const halfway = asTyped(step("free", "2", "'{ready}'", "'{doing}'"));
    expect(await stateOf(client, [halfway, moved()])).toBe("23505");
  });

  test("a start that was made up does not pass with a step of a command", async () => {
    const begun = asTyped("UPDATE card SET started_at = now() - interval '1 year' WHERE id = '{free}'");
    expect(await stateOf(client, [begun, moved()])).toBe("SLL02");
  });

  test("a command is refused at another isolation level", async () => {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ");
    await expect(client.query(edited())).rejects.toMatchObject({ code: "SLB01" });
    await client.query("ROLLBACK");
  });
});

describe("a command's own statements are not judged a second time", () => {
  const inOtherWords = String.raw`stack := regexp_replace(stack, '^PL/pgSQL function (.*) line (\d+) at (.*)$',
    'PL/pgSQL-Funktion \1, Zeile \2, bei \3', 'gn');`;
  const inOtherOrder = String.raw`stack := regexp_replace(stack, '^PL/pgSQL function (.*) line (\d+) at (.*)$',
    'PL/pgSQL: \3 @\2 <- \1', 'gn');`;

  // The server that comes along speaks English only.
  test.each([
    ["English", ""],
    ["another language", inOtherWords],
    ["one that puts words in another order", inOtherOrder],
  ])("where the server speaks %s", async (_, translate) => {
    await client.query("BEGIN");
    const { definition } = (
      await client.query("SELECT pg_get_functiondef('public.is_by_command'::regproc) AS definition")
    ).rows[0];
    const read = "GET DIAGNOSTICS stack = PG_CONTEXT;";
    expect(definition).toContain(read);
    await client.query(definition.replace(read, () => `${read} ${translate}`));
    await client.query("SET LOCAL track_functions = 'all'");
    await client.query(moved());
    await client.query("SET CONSTRAINTS ALL IMMEDIATE");
    const { rows } = await client.query(
      "SELECT DISTINCT funcname AS name FROM pg_stat_xact_user_functions WHERE funcname ~ '^(guard_|lock_board_of)'",
    );
    await client.query("ROLLBACK");
    expect(rows.map(({ name }) => name).sort()).toEqual(["guard_activity", "guard_board"]);
  });
});
