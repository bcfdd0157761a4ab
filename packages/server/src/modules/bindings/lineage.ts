import { Fault, isBad, isoOf, type Micros, microsOf } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { Reach, TenantDb } from '../../database/index.ts'
import { inputSampleOf } from '../../live/standing.ts'
import type { AssetService } from '../assets/index.ts'
import { standingAt } from '../derived/index.ts'
import type { BindingBook } from './book.ts'
import './faults.ts'
import { termAt } from './known.ts'
import type { Lineage } from './schema.ts'
import * as store from './store.ts'
import type { Versions } from './versions.ts'

interface Needs {
  readonly tenants: TenantDb
  readonly assets: Pick<AssetService, 'numbered'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly versions: Versions
  readonly book: BindingBook
}

type Input = Lineage['inputs'][number]

/** Which version gave a value, with what parameters, and what its inputs had. Throws `bindings.no_lineage`, `assets.point_unknown`. */
export async function lineageOf(
  { tenants, assets, history, versions, book }: Needs,
  reach: Reach,
  { point, time: asked }: { readonly point: string; readonly time?: string | undefined },
): Promise<Lineage> {
  const { tenant } = reach
  const [given] = await assets.numbered(reach, [point])
  const { row, binding, terms } = await tenants.within(reach, async (tx) => {
    const found = (await store.everyBound(tx)).find(({ outputs }) =>
      Object.values(outputs).some((output) => output.point === point),
    )
    const own = (await store.everyTerm(tx)).filter(({ bound }) => bound === found?.number)
    return { row: found, binding: found && (await store.bindingById(tx, found.binding)), terms: own }
  })
  if (!row || !binding) throw new Fault('bindings.no_lineage', { seen: point })
  const output = Object.entries(row.outputs).find(([, one]) => one.point === point)![0]
  const at = asked === undefined ? Number.MAX_SAFE_INTEGER : microsOf(asked)!
  const told = await history.latest(tenant, [given!.series], at)
  if (told.length === 0) throw new Fault('bindings.no_lineage', { seen: `${point} without a value` })
  const { time, value, status } = inputSampleOf(told, 0)
  const term = termAt({ terms: await versions.terms(tenant, binding.mechanism, terms) }, time)
  const { manifest, digest } = term.stored.model
  const last = book.last(row.number)
  return {
    binding: binding.id,
    mechanism: binding.mechanism,
    name: manifest.id,
    version: term.stored.version,
    digest,
    output,
    time: isoOf(time),
    ...(value === null || isBad(status) ? {} : { value }),
    status,
    ...(last?.time === time && last.reason !== undefined ? { reason: last.reason } : {}),
    inputs: await inputsOf({ assets, history }, reach, { row, time, inputs: manifest.inputs }),
    parameters: {
      ...Object.fromEntries((manifest.parameters ?? []).map((one) => [one.name, one.default])),
      ...term.parameters,
    },
  }
}

async function inputsOf(
  { assets, history }: Pick<Needs, 'assets' | 'history'>,
  reach: Reach,
  {
    row,
    time,
    inputs,
  }: {
    readonly row: store.BoundRow
    readonly time: Micros
    readonly inputs: readonly { name: string; unit?: string }[]
  },
): Promise<Input[]> {
  const ids = inputs.flatMap(({ name }) => row.inputs[name]?.point ?? [])
  const numbered = new Map((await assets.numbered(reach, ids)).map((one) => [one.point.id, one]))
  const series = [...numbered.values()].map((one) => one.series)
  const stood = await standingAt(history, reach.tenant, series, time)
  const bySeries = new Map(series.map((one, i) => [one, stood[i]]))
  return inputs.flatMap(({ name, unit }): Input[] => {
    const source = row.inputs[name]
    if (!source) return []
    if (source.constant !== undefined)
      return [{ name, constant: source.constant, status: 0, ...(unit === undefined ? {} : { unit }) }]
    const one = source.point === undefined ? undefined : numbered.get(source.point)
    const sample = one && bySeries.get(one.series)
    if (!one || !sample) return [{ name, status: 0x80320000, ...(source.point ? { point: source.point } : {}) }]
    return [
      {
        name,
        point: one.point.id,
        time: isoOf(sample.time),
        ...(sample.value === null ? {} : { value: sample.value }),
        status: sample.status,
        ...(one.point.unit === undefined ? {} : { unit: one.point.unit }),
      },
    ]
  })
}
