import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";
import { fixFunctionPaths } from "./fix-search-paths";

/** Held while migrating, so that processes that start together on one database take turns. */
const migrationLock = 7_583_024_001;

type MigrationDirectory = {
  path: string;
  migrationFile: { path: string; content: { tag: "ok"; value: string } };
};

type SchemaEngine = {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: unknown): Promise<{ exitCode: number; stdout?: string | null }>;
};

const noFilters = { externalTables: [], externalEnums: [] };

function readMigrations(root: string) {
  const baseDir = join(root, "prisma/migrations");
  const directories: MigrationDirectory[] = readdirSync(baseDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
      },
    }));
  return {
    baseDir,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: directories,
  };
}

function readSchema(root: string): { path: string; content: string } {
  const path = join(root, "prisma/schema.prisma");
  return { path, content: readFileSync(path, "utf8") };
}

/** Prisma's adapter cuts scripts at every semicolon, which tears functions apart: whole scripts go to the server as they are. */
class ScriptAdapter extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  constructor(private readonly databaseUrl: string) {
    super({ connectionString: databaseUrl });
  }

  /** Closes what the engine opened, which it leaves open itself. */
  async close(): Promise<void> {
    await Promise.all(this.opened.map((adapter) => adapter.dispose()));
  }

  override async connect() {
    const adapter = await super.connect();
    this.opened.push(adapter);
    adapter.executeScript = async (script) => {
      const client = new pg.Client({ connectionString: this.databaseUrl });
      await client.connect();
      try {
        await client.query(script);
      } finally {
        await client.end();
      }
    };
    return adapter;
  }
}

/** Prisma's own schema engine, compiled to WebAssembly: needs no downloaded binary. */
async function openEngine(root: string, adapter: ScriptAdapter): Promise<SchemaEngine> {
  const require = createRequire(import.meta.url);
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = readFileSync(
    require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm"),
  );
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const schema = readSchema(root);
  return bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
}

/**
 * Applies the migrations that the database does not have yet; returns their names.
 *
 * Writes `_prisma_migrations`, so that `prisma migrate deploy` agrees. Safe to call from several processes at once.
 * `root`: the project's folder.
 */
export async function migrate(root: string, databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("SELECT pg_advisory_lock($1)", [migrationLock]);
    const applied = (await isUpToDate(client, root)) ? [] : await applyMigrations(root, databaseUrl);
    await fixFunctionPaths(client);
    return applied;
  } finally {
    await client.end();
  }
}

async function applyMigrations(root: string, databaseUrl: string): Promise<string[]> {
  const adapter = new ScriptAdapter(databaseUrl);
  const engine = await openEngine(root, adapter);
  const { appliedMigrationNames } = await engine
    .applyMigrations({ migrationsList: readMigrations(root), filters: noFilters })
    .finally(() => adapter.close());
  return appliedMigrationNames;
}

async function isUpToDate(client: pg.Client, root: string): Promise<boolean> {
  const { rows: tables } = await client.query("SELECT to_regclass('_prisma_migrations') AS name");
  if (!tables[0].name) return false;
  // A script is one transaction: one that was cut off has left nothing behind and may be applied again.
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
  const { rows } = await client.query(
    "SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL",
  );
  const applied = new Set(rows.map((row) => row.migration_name as string));
  return readMigrations(root).migrationDirectories.every((migration) => applied.has(migration.path));
}

/** The SQL that makes the schema from nothing, in Prisma's words: what the migrations must amount to. */
export async function buildSchemaSql(root: string, databaseUrl: string): Promise<string> {
  const adapter = new ScriptAdapter(databaseUrl);
  const engine = await openEngine(root, adapter);
  const result = await engine
    .diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [readSchema(root)] },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: noFilters,
    })
    .finally(() => adapter.close());
  return result.stdout ?? "";
}
