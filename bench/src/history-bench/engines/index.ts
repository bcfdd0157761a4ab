import { openClickHouse } from './clickhouse.ts'
import type { Engine, EngineName, EngineSite } from './engine.ts'
import { openInflux } from './influxdb.ts'
import { openLakeEngine } from './lake.ts'
import { openPostgres } from './postgresql.ts'
import { openVictoriaMetrics } from './victoriametrics.ts'

export const engines: Readonly<Record<EngineName, (site: EngineSite) => Promise<Engine>>> = {
  lake: openLakeEngine,
  victoriametrics: openVictoriaMetrics,
  clickhouse: openClickHouse,
  influxdb: openInflux,
  postgresql: openPostgres,
}
