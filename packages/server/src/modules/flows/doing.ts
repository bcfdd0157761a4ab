import type { AppTable } from '@millrace/apps'
import { type AssetId, convertUnit, Fault, isoOf, sayFault, type TenantId } from '@millrace/core'
import type { TenantDb, TenantTx } from '../../database/index.ts'
import '../../http/faults.ts'
import type { Outgoing } from '../../outgoing/index.ts'
import type { Action } from '../access/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { Actor } from '../audit/index.ts'
import type { CommandService } from '../commands/index.ts'
import type { ComponentService } from '../components/index.ts'
import type { Maintenance } from '../maintenance/index.ts'
import type { Notices } from '../notices/index.ts'
import type { ActionRow } from './action-store.ts'
import { consumerOf } from './consumers.ts'
import type { DeploymentRow, RunRow } from './deployment-store.ts'
import { lostRight, mayBy, type RightsNeeds } from './rights.ts'
import type { ActionState } from './schema.ts'
import { flowById } from './store.ts'

export interface DoingNeeds extends RightsNeeds {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'numbered'>
  readonly notices: Pick<Notices, 'tell'>
  readonly maintenance: Pick<Maintenance, 'makeAsked'>
  readonly commands: Pick<CommandService, 'ask'>
  readonly outgoing: Pick<Outgoing, 'fetch'>
  readonly components: Pick<ComponentService, 'call'>
  /** Keeps a row of a table of an app that is installed, by its key. */
  readonly keepRow: (
    tenant: TenantId,
    of: { readonly installation?: string; readonly app?: string; readonly table: string },
    rowFor: (table: AppTable) => Record<string, unknown>,
  ) => Promise<void>
  /** Throws `flows.secret_unknown`, `secret_elsewhere`. */
  readonly headerFor: (tenant: TenantId, name: string, address: string) => Promise<Readonly<Record<string, string>>>
}

export interface Errand {
  readonly action: ActionRow
  readonly run: RunRow
  readonly deployment: DeploymentRow
}

/** What became of it; `again`: it is tried once more. */
export interface Outcome {
  readonly state: Exclude<ActionState, 'waiting' | 'doing'> | 'again'
  readonly answer?: string
  /** In the transaction that says so: both are there, or neither. */
  readonly within?: (tx: TenantTx) => Promise<void>
}

const MOST_ANSWER = 300
const done: Outcome = { state: 'done' }
const refused = (answer: string): Outcome => ({ state: 'refused', answer })
const textIn = ({ body }: ActionRow, name: string): string => String(body[name] ?? '')
const priorities = new Set(['low', 'medium', 'high', 'critical'])

/** Does what flows ask for, each with the rights that who deployed the flow has at that moment. */
export function createDoing(needs: DoingNeeds) {
  const { tenants, assets, notices, maintenance, commands, components, outgoing, headerFor, appMay, keepRow } = needs

  const mayDo = mayBy(needs)
  const may = ({ deployment, run }: Errand, action: Action, asset = run.asset): Promise<boolean> =>
    mayDo(deployment, action, asset)

  const mayNot = ({ action, deployment }: Errand, needed: Action): Outcome => ({
    ...refused(`${deployment.by.name}, who deployed the flow, may not do this any more (${needed}).`),
    within: (tx) => notices.tell(tx, [lostRight(deployment, needed, action.at)]),
  })

  const notice = ({ action, run, deployment }: Errand): Outcome => ({
    ...done,
    within: (tx) => {
      const [subject, message] = [textIn(action, 'subject'), textIn(action, 'message')]
      return notices.tell(tx, [
        {
          key: `flow ${deployment.id} ${run.number} ${action.node}`.slice(0, 200),
          kind: 'flow',
          priority: 'medium',
          ...(run.asset === null ? {} : { asset: run.asset as AssetId }),
          title: { en: subject.slice(0, 200), zh: subject.slice(0, 200) },
          text: { en: message, zh: message },
          link: `/flows/${deployment.flow}`,
          at: action.at,
          anew: true,
        },
      ])
    },
  })

  const workOrder = ({ action, run, deployment }: Errand): Outcome => {
    const { asset } = run
    if (asset === null) return refused('A work order is at an asset, and the flow runs at none.')
    const priority = textIn(action, 'priority')
    return {
      ...done,
      within: async (tx) => {
        await maintenance.makeAsked(
          tx,
          {
            key: `flow ${deployment.id} ${run.number} ${action.node}`,
            asset: asset as AssetId,
            title: textIn(action, 'subject').slice(0, 200),
            instructions: textIn(action, 'message').slice(0, 10_000),
            priority: priorities.has(priority) ? (priority as 'medium') : 'medium',
            says: deployment.name.en,
          },
          deployment.by as Actor,
        )
      },
    }
  }

  const write = async (errand: Errand): Promise<Outcome> => {
    const { action, run, deployment } = errand
    const id = run.inputs[action.node]?.point
    if (id === undefined) return refused('The node has no point here.')
    const reach = { tenant: deployment.tenant as DoingTenant }
    const [{ point } = { point: undefined }] = await assets.numbered(reach, [id])
    if (!point) return refused('The point is no more.')
    const { by } = deployment
    const isApps = by.kind === 'app'
    if (
      !(isApps
        ? await appMay(reach.tenant, deployment, { point: id })
        : await may(errand, 'point:write', point.assetId))
    )
      return mayNot(errand, 'point:write')
    const { value, unit } = action.body as { value: number | boolean | string | null; unit: string | null }
    if (value === null) return refused('There was no value.')
    const told =
      typeof value === 'number' && unit !== null && point.unit !== undefined && point.unit !== unit
        ? convertUnit(value, unit, point.unit)
        : value
    // Its id is that of the action: asked again it is known, and never sent twice.
    const request = { id: action.id, value: told, reason: `Flow ${deployment.name.en}` }
    const { state, message } = await commands.ask(reach, id, request, deployment.by as Actor)
    const answer = message === undefined ? state : `${state}: ${message}`
    if (state === 'done' || state === 'waiting') return { ...done, answer }
    return { state: state === 'unknown' || state === 'sending' ? 'unknown' : 'failed', answer }
  }

  const http = async ({ action, deployment }: Errand): Promise<Outcome> => {
    const { by, tenant } = deployment
    const [address, secret] = [textIn(action, 'address'), textIn(action, 'secret')]
    const host = URL.parse(address)?.hostname ?? ''
    if (by.kind === 'app' && !(await appMay(tenant as DoingTenant, deployment, { host })))
      return refused(`${by.name} may not ask ${host.slice(0, 100)}: nobody agreed to it.`)
    // Secrets of flows are the organisation's own; what an app needs stands in its settings.
    if (by.kind === 'app' && secret !== '') return refused(`${by.name} is an app, and has no secrets of flows.`)
    const secretHeader = secret === '' ? {} : await headerFor(tenant as TenantId, secret, address)
    const reply = await outgoing.fetch(address, {
      method: textIn(action, 'method') === 'PUT' ? 'PUT' : 'POST',
      headers: { ...secretHeader, 'content-type': 'application/json', 'idempotency-key': action.id },
      body: textIn(action, 'body'),
      redirect: 'manual',
    })
    // Who is told a secret may say it again: it stands in no answer.
    const told = Object.values(secretHeader).reduce((text, value) => text.replaceAll(value, '…'), await reply.text())
    const answer = `${reply.status} ${told.slice(0, MOST_ANSWER)}`.trim()
    if (reply.ok) return { ...done, answer }
    const isPassing = reply.status >= 500 || reply.status === 408 || reply.status === 425 || reply.status === 429
    return { state: isPassing ? 'again' : 'failed', answer }
  }

  /** Told again it is the same row: what the flow gives no value for in the key is its time, its place, or the id of the action. */
  const table = async (errand: Errand): Promise<Outcome> => {
    const { action, run, deployment } = errand
    const { by } = deployment
    const named = textIn(action, 'table')
    const slash = named.lastIndexOf('/')
    const isApps = by.kind === 'app'
    if (!isApps && slash < 0)
      return refused(`Expected app/table, such as works/log/entries, saw ${named.slice(0, 100)}.`)
    if (isApps && slash >= 0) return refused(`${by.name} is an app, and keeps rows of tables of its own alone.`)
    if (!isApps && !(await may(errand, 'app:use', null))) return mayNot(errand, 'app:use')
    const of = isApps ? { installation: by.id } : { app: named.slice(0, slash) }
    await keepRow(deployment.tenant as DoingTenant, { ...of, table: named.slice(slash + 1) }, ({ columns, key }) => {
      const row = JSON.parse(textIn(action, 'row')) as Record<string, unknown>
      const inKey = { text: action.id, time: isoOf(action.at), date: isoOf(action.at).slice(0, 10), asset: run.asset }
      for (const { name, type } of columns)
        if (key.includes(name) && !Object.hasOwn(row, name) && type in inKey)
          row[name] = inKey[type as keyof typeof inKey]
      return row
    })
    return done
  }

  /** Called again under the id of the action: what the service writes to machines is written once. */
  const service = async (errand: Errand): Promise<Outcome> => {
    const { action, deployment } = errand
    const tenant = deployment.tenant as DoingTenant
    if (!(await may(errand, 'component:use', null))) return mayNot(errand, 'component:use')
    const [name = '', number = ''] = textIn(action, 'component').split('@')
    const title = (await tenants.within({ tenant }, (tx) => flowById(tx, deployment.flow)))?.title
    const beside = {
      actor: deployment.by as Actor,
      consumer: consumerOf(deployment, title?.en),
      // An app has what was agreed to on what is bound, which no reach of the whole organisation is.
      reachFor: async (needed: Action) => {
        if (deployment.by.kind === 'app' || !(await may(errand, needed, null)))
          throw new Fault('http.forbidden', { permission: needed })
        return { tenant }
      },
    }
    const request = { number: Number(number), input: JSON.parse(textIn(action, 'input')) as unknown, id: action.id }
    try {
      const { output } = await components.call({ tenant }, name, request, beside)
      return { ...done, answer: JSON.stringify(output).slice(0, MOST_ANSWER) }
    } catch (thrown) {
      // It ran, and may have done part of it: that it comes again does not make it better.
      if (thrown instanceof Fault && failing.test(thrown.code))
        return { state: 'failed', answer: sayFault(thrown).slice(0, MOST_ANSWER) }
      throw thrown
    }
  }

  /** By type of the node. `needs`: the right at the asset that it takes. */
  const kinds: Readonly<Record<string, { needs: Action; run: (errand: Errand) => Promise<Outcome> | Outcome }>> = {
    'out.notice': { needs: 'flow:deploy', run: notice },
    'out.work-order': { needs: 'maintenance:work', run: workOrder },
    // Asked for where the point is.
    'out.write': { needs: 'flow:deploy', run: write },
    'out.http': { needs: 'flow:deploy', run: http },
    // Tables are of the organisation: that is asked for where it is known whose they are.
    'out.table': { needs: 'flow:deploy', run: table },
    'out.service': { needs: 'flow:deploy', run: service },
    'out.log': { needs: 'flow:deploy', run: () => done },
  }

  return async (errand: Errand): Promise<Outcome> => {
    const kind = kinds[errand.action.kind]
    if (!kind) return refused(`There is nothing here yet that does ${errand.action.kind}.`)
    try {
      if (!(await may(errand, kind.needs))) return mayNot(errand, kind.needs)
      return await kind.run(errand)
    } catch (thrown) {
      const isCallers = thrown instanceof Fault && thrown.row.blame === 'caller' && !passing.has(thrown.code)
      return { state: isCallers ? 'refused' : 'again', answer: sayFault(thrown).slice(0, MOST_ANSWER) }
    }
  }
}

type DoingTenant = Parameters<CommandService['ask']>[0]['tenant']
/** May be otherwise soon. */
const passing = new Set([
  'outgoing.unreachable',
  'outgoing.timed_out',
  'commands.too_many_open',
  'app_services.quota',
  'app_services.organisation_quota',
  'app.service_busy',
  'app.service_ended',
])
/** How a service ended that was called. */
const failing = /^(app\.service_(?!unknown$|ended$|busy$)|components\.answer_unfit$)/
