import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { readMigrations } from "@/lib/server/db/migration-files";

type SchemaEngine = {
  applyMigrations(input: unknown): Promise<{ appliedMigrationNames: string[] }>;
  diff(input: unknown): Promise<{ exitCode: number; stdout?: string | null }>;
};

const noFilters = { externalTables: [], externalEnums: [] };

function readSchema(root: string): { path: string; content: string } {
  const path = join(root, "prisma/schema.prisma");
  return { path, content: readFileSync(path, "utf8") };
}

class ClosingAdapter extends PrismaPg {
  private readonly opened: { dispose(): Promise<void> }[] = [];

  /** Closes what the engine opened, which it leaves open itself. */
  async close(): Promise<void> {
    await Promise.all(this.opened.map((adapter) => adapter.dispose()));
  }

  override async connect() {
    const adapter = await super.connect();
    this.opened.push(adapter);
    return adapter;
  }
}

/** Prisma's own schema engine, compiled to WebAssembly: needs no downloaded binary. */
async function withEngine<T>(
  root: string,
  databaseUrl: string,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  const adapter = new ClosingAdapter({ connectionString: databaseUrl });
  const require = createRequire(import.meta.url);
  const bindings = await import("@prisma/schema-engine-wasm/schema_engine_bg");
  const wasm = readFileSync(
    require.resolve("@prisma/schema-engine-wasm/schema_engine_bg").replace(/\.js$/, ".wasm"),
  );
  const { instance } = await WebAssembly.instantiate(wasm, { "./schema_engine_bg.js": bindings });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  const schema = readSchema(root);
  const engine: SchemaEngine = await bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => {},
    bindMigrationAwareSqlAdapterFactory(adapter),
  );
  return work(engine).finally(() => adapter.close());
}

/** The SQL that makes the schema from nothing, in Prisma's words: what the migrations must amount to. */
export function buildSchemaSql(root: string, databaseUrl: string): Promise<string> {
  return withEngine(root, databaseUrl, async (engine) => {
    const { stdout } = await engine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files: [readSchema(root)] },
      script: true,
      exitCode: null,
      shadowDatabaseUrl: null,
      filters: noFilters,
    });
    return stdout ?? "";
  });
}

/** What `prisma migrate deploy` would apply to the database, and does: the names. */
export function deployByPrisma(root: string, databaseUrl: string): Promise<string[]> {
  const baseDir = join(root, "prisma/migrations");
  const migrationsList = {
    baseDir,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(baseDir, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(root).map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: sql } },
    })),
  };
  return withEngine(
    root,
    databaseUrl,
    async (engine) =>
      (await engine.applyMigrations({ migrationsList, filters: noFilters })).appliedMigrationNames,
  );
}
