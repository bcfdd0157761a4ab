import { type Drill, runListed } from './run.ts'

const drills: Record<string, { says: string; load: () => Promise<Drill> }> = {
  'uplink-cut': {
    says: 'edge and platform separated for a simulated day and a real minute: nothing lost, nothing doubled',
    load: async () => (await import('./drills/uplink-cut.ts')).uplinkCut,
  },
  kill: {
    says: 'platform and edge killed with SIGKILL under load: no acknowledged value lost, none doubled',
    load: async () => (await import('./drills/kill.ts')).kill,
  },
  'bus-noise': {
    says: 'many units behind a line that drops, delays, doubles and breaks bytes: no wrong value, and all are read again',
    load: async () => (await import('./drills/bus-noise.ts')).busNoise,
  },
  'dead-neighbours': {
    says: '50 units on one line, 20 of them silent: the other 30 keep their cycle',
    load: async () => (await import('./drills/dead-neighbours.ts')).deadNeighbours,
  },
  'opcua-restart': {
    says: 'an OPC UA server with certificates killed and restarted: collection resumes, nothing grows',
    load: async () => (await import('./drills/opcua-restart.ts')).opcuaRestart,
  },
  'codec-fuzz': {
    says: 'every codec of the field protocols, a million broken inputs each: refused by name, none breaks or hangs',
    load: async () => (await import('./drills/codec-fuzz.ts')).codecFuzz,
  },
  conformance: {
    says: 'the long sentences of the drivers’ contract: answers 65,536 requests late, 10,000 connections, nothing left',
    load: async () => (await import('./drills/conformance.ts')).conformance,
  },
  'other-tenant': {
    says: 'every route, as everyone who must not: nothing read, nothing written, nothing told',
    load: async () => (await import('./drills/other-tenant.ts')).otherTenant,
  },
  attack: {
    says: 'the attacks of a whole catalogue: each refused and told, and others served in normal time meanwhile',
    load: async () => (await import('./drills/attack.ts')).attack,
  },
  'audit-tamper': {
    says: 'an audit of a million records with one byte, one record, one place changed: found, offline, by number',
    load: async () => (await import('./drills/audit-tamper.ts')).auditTamper,
  },
  restore: {
    says: 'backed up under load, killed in the third, restored elsewhere: every point and every table the same',
    load: async () => (await import('./drills/restore.ts')).restore,
  },
  'history-crash': {
    says: 'the history killed at random moments of all it does, last writes torn: nothing lost, no aggregate wrong',
    load: async () => (await import('./drills/history-crash.ts')).historyCrash,
  },
  'disk-full': {
    says: 'a small disk that fills at each thing the history does: alarm, back-pressure, nothing lost, goes on by itself',
    load: async () => (await import('./drills/disk-full.ts')).diskFull,
  },
  'alarm-flood': {
    says: '50,000 alarms within seconds, killed in the midst: every action under 100 ms, no state lost, none doubled',
    load: async () => (await import('./drills/alarm-flood.ts')).alarmFlood,
  },
  'kpi-recompute': {
    says: 'weeks of KPIs with late data and reasons, killed again and again: equal to a full recomputation, no window missed',
    load: async () => (await import('./drills/kpi-recompute.ts')).kpiRecompute,
  },
  'enrol-revoke': {
    says: 'thousands of devices enrol and connect by certificate; the revoked are cut, copies raised, replays refused',
    load: async () => (await import('./drills/enrol-revoke.ts')).enrolRevoke,
  },
  'flow-crash': {
    says: 'the platform killed while flows that forget nothing are fed: every point and action as in one run, none lost or doubled',
    load: async () => (await import('./drills/flow-crash.ts')).flowCrash,
  },
  'flow-takeover': {
    says: 'two platforms on one database, fed the same; the one that acts is killed: the other goes on, nothing lost or doubled',
    load: async () => (await import('./drills/flow-takeover.ts')).flowTakeover,
  },
  'model-rollback': {
    says: 'under load a worse version shows in the shadow, is put in force all the same, and taken back: nothing missing or doubled',
    load: async () => (await import('./drills/model-rollback.ts')).modelRollback,
  },
  'model-escape': {
    says: 'models of every kind that loop, bomb, fork, reach out, lie and crash: each stopped and named, others go on',
    load: async () => (await import('./drills/model-escape.ts')).modelEscape,
  },
  'app-escape': {
    says: 'apps that reach out of their package, services, flows and pages: each refused or stopped, named, audited; others go on',
    load: async () => (await import('./drills/app-escape.ts')).appEscape,
  },
}

await runListed('drill', drills)
