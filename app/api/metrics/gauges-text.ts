import type { InstallationGauges } from "@/lib/server/usecases/health/get-gauges";

type Gauge = { name: string; help: string; value: number };

function listGauges(gauges: InstallationGauges): Gauge[] {
  const { pool, memory, backup } = gauges;
  return [
    { name: "sluice_boards", help: "Boards that are not archived.", value: gauges.boards },
    { name: "sluice_cards", help: "Cards on boards.", value: gauges.cards },
    {
      name: "sluice_transitions_estimate",
      help: "Transitions in the log, estimated.",
      value: gauges.transitions,
    },
    { name: "sluice_sessions", help: "Sessions in force.", value: gauges.sessions },
    {
      name: "sluice_notification_queue_fill",
      help: "Share of the database's queue of notices that is taken. Near 1 nothing can be saved any more.",
      value: gauges.queueFill,
    },
    {
      name: "sluice_clock_skew_seconds",
      help: "How far the database's clock is ahead of this process's.",
      value: Math.round(gauges.clockSkewMs / 100) / 10,
    },
    {
      name: "sluice_boards_dated_ahead",
      help: "Boards whose newest steps are dated in the future, at most 100. See admin mend-clock.",
      value: gauges.boardsDatedAhead,
    },
    {
      name: "sluice_backup_last_timestamp_seconds",
      help: "When the last good backup was made; 0: never.",
      value: Math.round((backup?.at ?? 0) / 1_000),
    },
    { name: "sluice_backup_last_bytes", help: "Its size.", value: backup?.bytes ?? 0 },
    {
      name: "sluice_database_connections",
      help: "Open connections of this process.",
      value: pool.totalCount,
    },
    { name: "sluice_database_connections_idle", help: "Idle connections.", value: pool.idleCount },
    { name: "sluice_database_requests_waiting", help: "Waiting for a connection.", value: pool.waitingCount },
    { name: "process_resident_memory_bytes", help: "Resident memory.", value: memory.rss },
    { name: "nodejs_heap_used_bytes", help: "Heap in use.", value: memory.heapUsed },
    { name: "process_uptime_seconds", help: "Time since the start.", value: gauges.uptimeSeconds },
  ];
}

/** Gauges in Prometheus's text format. */
export function toGaugesText(gauges: InstallationGauges): string {
  return listGauges(gauges)
    .map(({ name, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}\n`)
    .join("");
}
