import { Owned, systemClock } from '@millrace/core'
import { install } from '../app-escape/apps.ts'
import { attackFlow, type FlowStage, flowAttacks, openFlowNeighbour } from '../app-escape/flows.ts'
import { type Lags, openNeighbour } from '../app-escape/neighbour.ts'
import { attackPackages, type Ended } from '../app-escape/packages.ts'
import { attackPages } from '../app-escape/pages.ts'
import { type Bait, type ServiceAttack, serviceAttacks } from '../app-escape/services.ts'
import { layBait } from '../model-escape/bait.ts'
import type { Drill } from '../run.ts'
import { Caller } from '../security/api.ts'
import { type Company, openStage, type Stage } from '../security/stage.ts'

/** A small run shares its machine with other tests: its lags are told, and not judged. */
const MOST_LAG_MS = { whole: 1_000, quick: Number.POSITIVE_INFINITY }
/** Of services and flows, one in so many in a small run. */
const QUICK = { services: 4, flows: 3 }
/** The audit is told of what happens often once in a while. */
const AUDIT_MS = 15_000

interface Side {
  readonly company: Company
  readonly asset: string
  readonly point: string
  readonly other: { readonly asset: string; readonly point: string }
  feed(): Promise<void>
}

/** An organisation with two machines that send values. */
async function sideOf(stage: Stage, name: string): Promise<Side> {
  const company = await stage.company(name)
  const { caller } = company.admin
  const machine = await company.device(`${company.handle}-machine`, { pressure: 1 })
  await company.device(`${company.handle}-other`, { level: 1 })
  const sender = new Caller(machine.name, stage.address, `${machine.name}:${machine.secret}`)
  const points = (await caller.need('/points')).items as unknown as { id: string; name: string; assetId: string }[]
  const of = (wanted: string): { asset: string; point: string } => {
    const found = points.find((point) => point.name === wanted)
    return { asset: String(found?.assetId), point: String(found?.id) }
  }
  let value = 1
  return {
    company,
    ...of('pressure'),
    other: of('level'),
    async feed() {
      await sender.need('/telemetry', { method: 'POST', body: { pressure: ++value } })
    },
  }
}

/** One attack of a service, as an app of its own. */
async function attackService(
  north: Side,
  { name, body, before = '', more = {}, ends }: ServiceAttack,
  bait: Bait,
  n: number,
): Promise<Ended> {
  const code = `${before}\nexport async function http(bait, context) { ${body} }`
  const installed = await install(north.company.admin.caller, { name: `service-${n}`, code, ...more }, north.asset)
  const { status, json } = await installed.call(bait)
  await installed.uninstall()
  const output = json?.['output']
  const seen = status < 300 ? (typeof output === 'string' && output.length < 100 ? output : 'reached') : json?.['code']
  return { name: `service: ${name}`, code: String(seen ?? status), ends }
}

const some = <Of>(all: readonly Of[], quick: boolean, every: number): readonly Of[] =>
  quick ? all.filter((_, i) => i % every === 0) : all

/** Packages, and versions that ask for more. */
const refusals = ['refused app.taken', 'refused app.upgraded']

/** Names of apps of which something was refused, stopped or failed, and what was refused of packages, in records of the audit. */
async function audited(caller: Caller): Promise<ReadonlySet<string>> {
  const names = new Set<string>()
  for (const action of ['app.call_refused', 'app.service_stopped', 'app.service_failed', 'app.taken', 'app.upgraded']) {
    const { items } = await caller.need(`/audit?action=${action}&limit=500`)
    const records = items as unknown as { target?: { name?: string }; outcome: string }[]
    for (const { target, outcome } of records) {
      names.add(`${outcome} ${action}`)
      if (outcome !== 'done' && target?.name !== undefined) names.add(target.name)
    }
  }
  return names
}

/** Apps that reach for what is not theirs: by their package, their services, their flows and their pages. */
export const appEscape: Drill = async ({ quick, progress }) => {
  const owned = new Owned()
  try {
    const laid = owned.add(await layBait())
    const stage = owned.add(await openStage())
    const [north, south] = [await sideOf(stage, 'North'), await sideOf(stage, 'South')]
    const { caller } = north.company.admin
    await north.company.admin.caller.need('/roles', {
      method: 'POST',
      body: { name: 'installer', title: 'Installer', actions: ['app:read', 'app:manage', 'asset:read', 'point:read'] },
    })
    const installer = await north.company.member('installer', [{ role: 'installer' }])
    const foreign = await install(
      south.company.admin.caller,
      { name: 'foreign', code: 'export const http = () => 1' },
      south.asset,
    )
    const neighbour = owned.add(await openNeighbour(south.company.admin.caller, south.asset))
    const flows: FlowStage = {
      north: north.company,
      south: south.company,
      asset: north.asset,
      southAsset: south.asset,
      feed: async () => {
        await north.feed()
        await south.feed()
      },
    }
    const flowGoesOn = await openFlowNeighbour(flows)
    await systemClock.sleep(quick ? 1_000 : 5_000)
    const calm = await neighbour.take()
    progress(`neighbour in peace: ${say(calm)}`)

    const ended: Ended[] = []
    const findings: string[] = []
    const take = async (attack: Ended): Promise<void> => {
      ended.push(attack)
      progress(`${attack.name}: ${attack.code}`)
      if (!attack.ends.includes(attack.code))
        findings.push(`${attack.name}: expected ${attack.ends.join(' or ')}, saw ${attack.code}`)
      for (const seen of await laid.touched()) findings.push(`${attack.name}: ${seen}`)
    }

    for (const attack of await attackPackages(north.company.admin, installer, north.asset))
      await take({ ...attack, name: `package: ${attack.name}` })
    const bait: Bait = {
      strange: north.other,
      foreign: { point: south.point, asset: south.asset, installation: foreign.id },
      door: `http://127.0.0.1:${laid.bait.port}/`,
      closedDoor: `https://127.0.0.1:${laid.bait.port}/`,
    }
    const services = some(serviceAttacks, quick, QUICK.services)
    for (const [n, attack] of services.entries()) await take(await attackService(north, attack, bait, n))
    const lags = await neighbour.take()
    progress(`neighbour meanwhile: ${say(lags)}`)
    findings.push(...calm.wrong, ...lags.wrong)

    for (const [n, attack] of some(flowAttacks, quick, QUICK.flows).entries()) {
      await take(await attackFlow(flows, attack, n))
      if (!(await flowGoesOn())) findings.push(`flow: ${attack.name}: the flow of the neighbour does not go on`)
    }
    // Beside a small run they are tried by the tests themselves.
    for (const attack of quick ? [] : await attackPages()) await take(attack)

    // A service is told by its app: each refusal, each stop and each failure has left its trace.
    const must = [...services.map((_, n) => `escape/service-${n}`), ...refusals]
    let missing = must
    for (const until = performance.now() + AUDIT_MS; missing.length > 0 && performance.now() < until; ) {
      const names = await audited(caller)
      missing = must.filter((name) => !names.has(name))
      await systemClock.sleep(1_000)
    }
    findings.push(...missing.map((name) => `${name} left no trace in the audit`))

    for (const finding of findings) progress(`  FINDING ${finding}`)
    const escapes = ended.filter(({ code }) => code === 'reached').length + (await laid.touched()).length
    return {
      pass: findings.length === 0 && escapes === 0 && lags.p99 < (quick ? MOST_LAG_MS.quick : MOST_LAG_MS.whole),
      figures: {
        scenarios: ended.length,
        stopped: ended.filter(({ code, ends }) => ends.includes(code)).length,
        escapes,
        audited: must.length - missing.length,
        unaudited: missing.length,
        neighbour_calls: lags.calls,
        neighbour_wrong_answers: lags.wrong.length,
        neighbour_lag_p99_ms_before: calm.p99,
        neighbour_lag_p99_ms: lags.p99,
        neighbour_lag_max_ms: lags.longest,
      },
    }
  } finally {
    await owned.close()
  }
}

const say = ({ p99, longest, calls }: Lags): string =>
  `${calls} calls, slowest hundredth ${p99.toFixed(0)} ms, longest ${longest.toFixed(0)} ms`
