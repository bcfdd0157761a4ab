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
  'opcua-restart': {
    says: 'an OPC UA server with certificates killed and restarted: collection resumes, nothing grows',
    load: async () => (await import('./drills/opcua-restart.ts')).opcuaRestart,
  },
}

await runListed('drill', drills)
