import { type Bench, runListed } from './run.ts'

const benches: Record<string, { says: string; load: () => Promise<Bench> }> = {
  ingest: {
    says: 'values and messages a second, durable in the history, beside mosquitto and InfluxDB 1.6',
    load: async () => (await import('./ingest.ts')).ingest,
  },
  edge: {
    says: '100,000 Modbus registers at 1 s: CPU, memory, jitter, late cycles',
    load: async () => (await import('./edge.ts')).edge,
  },
  history: {
    says: "a fleet's day taken in, kept and asked for, beside VictoriaMetrics, ClickHouse, InfluxDB and PostgreSQL",
    load: async () => (await import('./history.ts')).history,
  },
  'history-month': {
    says: '2.6 G values of a month: time to open, memory under dashboards, month views; --folder keeps them',
    load: async () => (await import('./history-month.ts')).historyMonth,
  },
  'history-load': {
    says: 'dashboards while the history takes in at full speed and compacts: p99 beside quiet, what ingest loses, the loop',
    load: async () => (await import('./history-load.ts')).historyLoad,
  },
  live: {
    says: 'conditions a second of one core, lag from sample to edge at 100,000 values/s with 10,000 conditions, beside Node-RED',
    load: async () => (await import('./live.ts')).live,
  },
  models: {
    says: 'rows a second of a core through models, formulas beside numpy; the lag of 1,000 that run at assets next to 50,000 values/s',
    load: async () => (await import('./models.ts')).models,
  },
  flows: {
    says: 'values a second of a core through a flow of ten nodes, beside the same flow in Node-RED',
    load: async () => (await import('./flows.ts')).flows,
  },
  authz: {
    says: 'authorised requests a second, time of a decision, and what row-level security costs',
    load: async () => (await import('./authz.ts')).authz,
  },
}

await runListed('bench', benches)
