import { systemClock } from '@millrace/core'
import type { Caller } from '../security/api.ts'
import type { Company } from '../security/stage.ts'
import type { Ended } from './packages.ts'

const WAIT_MS = 60_000

interface FlowAttack {
  readonly name: string
  readonly code: string
  readonly ends: readonly string[]
}

const run = (body: string): string => `export function run(row, parameters, state) { ${body} }`
const stopped = ['flow.script_stopped', 'live.flow_slow', 'live.flow_behind', 'live.flow_stuck']
/** That is refused as it is checked, or as it runs. */
const refused = [...stopped, 'flow.script_broken', 'flow.malformed', 'flows.malformed', 'flows.unfit']

export const flowAttacks: readonly FlowAttack[] = [
  { name: 'a loop without end', code: run('for (;;);'), ends: stopped },
  {
    name: 'memory without end',
    code: `const kept = []\n${run('for (;;) kept.push(new Float64Array(1e6).fill(1))')}`,
    ends: stopped,
  },
  { name: 'a pattern without end', code: run("return { b: +/^(a+)+$/.test('a'.repeat(60) + 'b') }"), ends: stopped },
  { name: 'a file', code: `import 'node:fs'\n${run('return { b: 1 }')}`, ends: refused },
  {
    // It looks at no clock: whoever watches the thread of flows from outside ends it.
    name: 'code that nothing interrupts',
    code: run('return { b: Array.prototype.includes.call({ length: 2 ** 53 - 1 }, 1) ? 1 : 0 }'),
    ends: stopped,
  },
]

const words = { en: 'Escape', zh: '逃逸' }
const documentOf = (point: string, output: string, code: string): object => ({
  format: 'millrace-flow/1',
  title: words,
  nodes: [
    { id: 'x', type: 'in.point', settings: { point: { point }, type: 'number' } },
    { id: 's', type: 'code.script', settings: { code, inputs: [{ name: 'a' }], outputs: [{ name: 'b' }] } },
    { id: 'y', type: 'out.point', settings: { name: output } },
  ],
  wires: [
    { from: { node: 'x', port: 'out' }, to: { node: 's', port: 'a' } },
    { from: { node: 's', port: 'b' }, to: { node: 'y', port: 'in' } },
  ],
})

/** In force at an asset; or the code of the fault that it is refused with. */
async function deploy(caller: Caller, asset: string, document: object): Promise<{ id: string } | { code: string }> {
  const post = async (path: string, body: object) => caller.askInTime(`/api/v1${path}`, { method: 'POST', body })
  const flow = await post('/flows', { document })
  if (flow.status >= 300) return { code: String(flow.json?.['code']) }
  const path = `/flows/${String(flow.json?.['id'])}`
  const version = await post(`${path}/versions`, { revision: flow.json?.['revision'] })
  if (version.status >= 300) return { code: String(version.json?.['code']) }
  const body = { version: version.json?.['number'], name: words, target: { assets: [asset] } }
  const made = await post(`${path}/deployments`, body)
  return made.status < 300 ? { id: String(made.json?.['id']) } : { code: String(made.json?.['code']) }
}

export interface FlowStage {
  readonly north: Company
  readonly south: Company
  readonly asset: string
  readonly southAsset: string
  /** New values for the points of both. */
  feed(): Promise<void>
}

/** Feeds until it is so, or it has taken too long. */
async function comes(stage: FlowStage, is: () => Promise<boolean>): Promise<boolean> {
  for (const until = performance.now() + WAIT_MS; performance.now() < until; ) {
    await stage.feed()
    if (await is()) return true
    await systemClock.sleep(500)
  }
  return false
}

async function brokenBy(caller: Caller, id: string): Promise<string | undefined> {
  const { items } = await caller.need(`/flows/deployments/${id}/runs`)
  return items.map((one) => (one['broken'] as { code?: string } | undefined)?.code).find((code) => code !== undefined)
}

export async function attackFlow(stage: FlowStage, { name, code, ends }: FlowAttack, n: number): Promise<Ended> {
  const { caller } = stage.north.admin
  const made = await deploy(caller, stage.asset, documentOf('pressure', `escape-${n}`, code))
  if ('code' in made) return { name: `flow: ${name}`, code: made.code, ends }
  let seen: string | undefined
  await comes(stage, async () => {
    seen = await brokenBy(caller, made.id)
    return seen !== undefined
  })
  await caller.askInTime(`/api/v1/flows/deployments/${made.id}`, { method: 'DELETE' })
  return { name: `flow: ${name}`, code: seen ?? 'still running', ends }
}

/** A flow of the other organisation, with a script that does as it should; whether it takes new values. */
export async function openFlowNeighbour(stage: FlowStage): Promise<() => Promise<boolean>> {
  const { caller } = stage.south.admin
  const code = run('return { b: row.a }')
  const made = await deploy(caller, stage.southAsset, documentOf('pressure', 'copied', code))
  if ('code' in made) return async () => false
  const samples = async (): Promise<number> => {
    const { items } = await caller.need(`/flows/deployments/${made.id}/runs`)
    return items.reduce((sum, one) => sum + Number(one['samples'] ?? 0), 0)
  }
  return async () => {
    const before = await samples()
    return comes(stage, async () => (await samples()) > before)
  }
}
