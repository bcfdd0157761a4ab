import {
  Cedar,
  hasDebianServer,
  policiesOf,
  startDebianServer,
  startTestServer,
  timeRowSecurity,
} from '@millrace/server/bench'
import type { Bench } from './run.ts'
import { load } from './security/load.ts'
import { openStage } from './security/stage.ts'

const ROLES = 200
/** Roles that one person holds, of the 200 of the organisation. */
const HELD = 3

const median = (times: number[]): number => times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number

function decisions(turns: number): { slice: number; whole: number } {
  const cedar = new Cedar()
  const roles = Array.from({ length: ROLES }, (_, i) => ({
    name: `role ${i}`,
    title: '',
    actions: i % 2 === 0 ? (['asset:read', 'point:read', 'device:read'] as const) : (['point:write'] as const),
  }))
  const held = roles.filter((_, i) => i % Math.floor(ROLES / HELD) === 0).slice(0, HELD)
  const subject = {
    type: 'Person' as const,
    id: 'ann',
    attributes: {},
    roles: held.map(({ name }) => name),
    places: Object.fromEntries(held.map(({ name }) => [name, ['boiler']])),
  }
  const time = (policies: string): number => {
    const times: number[] = []
    for (let i = 0; i < turns; i++) {
      const begun = performance.now()
      cedar.decide({ policies, subject, action: 'point:read', place: ['org', 'works', 'boiler'], now: 1, proven: true })
      times.push((performance.now() - begun) * 1_000)
    }
    return median(times)
  }
  return { slice: time(policiesOf(held)), whole: time(policiesOf(roles)) }
}

/** Reading points with the policies of the database, beside the same without, on each server that is there. */
async function rowSecurity(quick: boolean, progress: (text: string) => void): Promise<Record<string, number>> {
  const ratios: Record<string, number> = {}
  for (const [name, start, isThere] of [
    ['rls_cost', startTestServer, true],
    ['rls_cost_postgresql_15', startDebianServer, hasDebianServer],
  ] as const) {
    if (!isThere) continue
    const server = await start()
    try {
      const { secured, bare } = await timeRowSecurity(server, quick ? 2_000 : 50_000, quick ? 50 : 1_000)
      ratios[name] = secured / bare
      progress(`${name}: ${(secured * 1e6).toFixed(0)} µs with policies, ${(bare * 1e6).toFixed(0)} µs without`)
    } finally {
      await server.close()
    }
  }
  return ratios
}

/** People who ask by turns: one person alone is held to 200 requests a second. */
const PEOPLE = 100

export const authz: Bench = async ({ quick, progress }) => {
  const { slice, whole } = decisions(quick ? 300 : 5_000)
  progress(
    `decision: ${slice.toFixed(0)} µs with the policies that speak for the caller, ${whole.toFixed(0)} µs with all ${ROLES}`,
  )
  const cost = await rowSecurity(quick, progress)
  const stage = await openStage()
  try {
    const company = await stage.company('Works')
    for (let i = 0; i < ROLES; i++)
      await company.admin.caller.need('/roles', {
        method: 'POST',
        body: { name: `custom_${i}`, title: `Custom ${i}`, actions: ['asset:read', 'point:read'] },
      })
    await company.device('boiler', { pressure: 8.5 })
    const people = []
    for (let i = 0; i < (quick ? 4 : PEOPLE); i++)
      people.push(await company.member(`viewer-${i}`, [{ role: 'viewer' }, { role: 'custom_7' }, { role: 'custom_9' }]))
    const tokens = people.map(({ token }) => token)
    const [point] = (await company.admin.caller.need('/points')).items
    const path = `/api/v1/points/latest?ids=${String(point?.['id'])}`
    const seconds = quick ? 1 : 8
    const bare = await load({ address: stage.address, path: '/healthz', tokens: [], seconds })
    const authorised = await load({ address: stage.address, path, tokens, seconds })
    progress(
      `${authorised.perSecond.toFixed(0)} authorised requests/s, ${bare.perSecond.toFixed(0)}/s for a probe that asks nothing`,
    )
    return {
      figures: {
        authorised_requests_per_s: authorised.perSecond,
        probe_requests_per_s: bare.perSecond,
        refused: authorised.refused,
        decision_p50_us: slice,
        decision_whole_set_p50_us: whole,
      },
      ratios: {
        authorised_of_probe: authorised.perSecond / bare.perSecond,
        ...cost,
      },
    }
  } finally {
    await stage.close()
  }
}
