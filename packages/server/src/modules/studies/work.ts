import { Fault, isBad, isGood, type Micros, type TenantId } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import {
  calibrate,
  type GuardedResults,
  type GuardedRows,
  type LearningRequest,
  learn,
  type ModelHost,
  type ModelPackage,
  modelOf,
  packModel,
} from '@millrace/runtime'
import type { AssetService } from '../assets/index.ts'
import type { BindingService, BoundAsset, BoundInput } from '../bindings/index.ts'
import type { MechanismService } from '../mechanisms/index.ts'
import { momentOf } from '../telemetry/index.ts'
import { Compared } from './compared.ts'
import { gathered, type Period, rowsOver, type Source } from './over.ts'
import type { Outcome, Work } from './runner.ts'
import type { StudyRequest, StudyResult } from './schema.ts'
import { calibrated, learnt } from './told.ts'
import './faults.ts'

/** Rows of a calibration and of learning, which need them all at once. */
const MOST_ROWS = 200_000
/** Rows of one call of a model. */
const ROWS_AT_ONCE = 5_000
const MICROS_PER_S = 1_000_000

interface Needs {
  readonly assets: Pick<AssetService, 'find'>
  readonly bindings: Pick<BindingService, 'get' | 'assets'>
  readonly mechanisms: Pick<MechanismService, 'stored'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly host: Pick<ModelHost, 'run'>
}

type Backtest = Extract<StudyRequest, { kind: 'backtest' }>
type Calibration = Extract<StudyRequest, { kind: 'calibration' }>
type Learning = Extract<StudyRequest, { kind: 'learning' }>
type Told = Parameters<Work>[2]

/** What is done of each kind of study. */
export function createWork(needs: Needs): Work {
  const { assets, bindings, mechanisms, history, host } = needs

  const pointsOf = async (
    tenant: TenantId,
    ids: readonly string[],
  ): Promise<Map<string, NonNullable<Source['point']>>> => {
    const found = await assets.find({ tenant }, [...new Set(ids)])
    return new Map(
      [...found].flatMap(([id, one]) =>
        one === 'several' ? [] : [[id, { series: one.series, unit: one.point.unit }] as const],
      ),
    )
  }

  /** Where each input of a model has its values from: what was asked, else what the binding has. */
  const sourcesOf = async (
    tenant: TenantId,
    { manifest }: ModelPackage,
    given: { readonly inputs: Readonly<Record<string, string>>; readonly bound: readonly BoundInput[] },
  ): Promise<Source[]> => {
    const ids = [...Object.values(given.inputs), ...given.bound.flatMap(({ point }) => point ?? [])]
    const points = await pointsOf(tenant, ids)
    mustBe('an input', Object.keys(given.inputs), manifest.inputs)
    return manifest.inputs.flatMap(({ name, type, unit }): Source[] => {
      const own = given.bound.find((one) => one.name === name)
      const id = given.inputs[name] ?? own?.point
      const point = id === undefined ? undefined : points.get(id)
      if (point) return [{ name, type, unit, point }]
      return own?.constant === undefined ? [] : [{ name, type, unit, constant: own.constant }]
    })
  }

  const measuredOf = async (
    tenant: TenantId,
    { manifest }: ModelPackage,
    measured: Readonly<Record<string, string>>,
  ): Promise<Source[]> => {
    mustBe('an output', Object.keys(measured), manifest.outputs)
    const points = await pointsOf(tenant, Object.values(measured))
    return manifest.outputs.flatMap(({ name, type, unit }): Source[] => {
      const point = Object.hasOwn(measured, name) ? points.get(measured[name]!) : undefined
      return point ? [{ name: measuredName(name), type, unit, point, quiet: true }] : []
    })
  }

  const boundAt = async (tenant: TenantId, binding: string, asset: string | undefined): Promise<BoundAsset> => {
    const one = (await bindings.assets({ tenant }, binding)).find((each) => each.asset === asset)
    if (!one) throw new Fault('studies.not_bound', { asset: asset ?? 'none' })
    return one
  }

  async function backtest(tenant: TenantId, asked: Backtest, { progress, signal }: Told): Promise<Outcome> {
    const bound = asked.binding === undefined ? undefined : await boundAt(tenant, asked.binding, asked.asset)
    const { model } = await mechanisms.stored({ tenant }, { id: asked.mechanism, version: asked.version })
    const measured = await measuredOf(tenant, model, asked.measured ?? {})
    const inputs = await sourcesOf(tenant, model, { inputs: asked.inputs ?? {}, bound: bound?.inputs ?? [] })
    const parameters = { ...bound?.parameters, ...asked.parameters }
    const period = periodOf(asked)
    const compared = new Compared(model.manifest.outputs.filter(({ type }) => type !== 'text').map(({ name }) => name))
    let state: Uint8Array | undefined
    for await (const { rows, until } of rowsOver({
      history,
      tenant,
      sources: [...inputs, ...measured],
      ...period,
      signal,
    }))
      for (const part of cutRows(rows, ROWS_AT_ONCE)) {
        signal.throwIfAborted()
        const { results, state: next } = await host.run(model, {
          rows: part,
          parameters,
          share: tenant,
          ...(state ? { state } : {}),
        })
        if (results.fault) throw results.fault
        state = next
        const beside = Object.fromEntries(
          measured.map(({ name }) => [name.slice(MEASURED.length), part.inputs[name]!] as const),
        )
        compared.add(part.time, results, beside)
        progress((until - period.from) / (period.to - period.from))
      }
    const result = compared.result()
    if (result.quality.rows === 0) throw new Fault('studies.nothing', { from: asked.from, to: asked.to })
    return { result }
  }

  async function fit(tenant: TenantId, asked: Calibration, { progress, signal }: Told): Promise<Outcome> {
    const { model: of } = await bindings.get({ tenant }, asked.binding)
    const bound = await boundAt(tenant, asked.binding, asked.asset)
    const { model } = await mechanisms.stored({ tenant }, { id: of.mechanism, version: of.version })
    mustBe(
      'a parameter',
      asked.free.map(({ name }) => name),
      model.manifest.parameters ?? [],
    )
    const measured = await measuredOf(tenant, model, asked.measured)
    const inputs = await sourcesOf(tenant, model, { inputs: {}, bound: bound.inputs })
    const rows = await gathered(
      { history, tenant, sources: [...inputs, ...measured], ...periodOf(asked), signal },
      { most: MOST_ROWS, say: [asked.from, asked.to], progress: (share) => progress(share / 2) },
    )
    const run = async (some: GuardedRows, parameters: Readonly<Record<string, number>>): Promise<GuardedResults> =>
      (await host.run(model, { rows: some, parameters, share: tenant })).results
    const found = await calibrate({
      model: model.manifest,
      run,
      rows,
      measured: Object.fromEntries(measured.map(({ name }) => [name.slice(MEASURED.length), rows.inputs[name]!])),
      free: asked.free,
      parameters: bound.parameters,
      signal,
      progress: ({ runs, mostRuns }) => progress(0.5 + runs / mostRuns / 2),
    })
    const results = await run(rows, {
      ...bound.parameters,
      ...Object.fromEntries(found.parameters.map(({ name, value }) => [name, value])),
    })
    return { result: calibrated(found, bound.parameters, qualityOf(results)) }
  }

  async function learning(tenant: TenantId, asked: Learning, { progress, signal }: Told): Promise<Outcome> {
    const points = await pointsOf(
      tenant,
      asked.inputs.map(({ point }) => point),
    )
    const sources = asked.inputs.map(({ name, point }): Source => {
      const own = points.get(point)
      if (!own) throw new Fault('studies.name_unknown', { what: 'a point', name, names: '' })
      return { name, type: 'number', unit: own.unit, point: own }
    })
    const rows = await gathered(
      { history, tenant, sources, ...periodOf(asked), signal },
      { most: MOST_ROWS, say: [asked.from, asked.to], progress: (share) => progress(share / 2) },
    )
    const told = await learn(learningOf(asked, sources, rows), {
      signal,
      progress: (share) => progress(0.5 + share / 2),
    })
    const quality = {
      rows: rows.length,
      ...countOf(
        Object.values(rows.inputs).map(({ status }) => status),
        rows.length,
      ),
    }
    return {
      result: learnt(told, quality),
      ...(told.files ? { archive: packModel(modelOf(told.files)) } : {}),
    }
  }

  return (tenant, { request }, told) => {
    if (request.kind === 'backtest') return backtest(tenant, request, told)
    return request.kind === 'calibration' ? fit(tenant, request, told) : learning(tenant, request, told)
  }
}

/** Columns of what is measured stand beside those of inputs under a name that no input can have. */
const MEASURED = '=measured '
const measuredName = (output: string): string => `${MEASURED}${output}`

function mustBe(what: string, names: readonly string[], known: readonly { readonly name: string }[]): void {
  for (const name of names)
    if (!known.some((one) => one.name === name))
      throw new Fault('studies.name_unknown', { what, name, names: known.map((one) => one.name).join(', ') })
}

function periodOf({ from, to, every }: StudyRequest): Period {
  const begin = momentOf('from', from)
  return {
    from: begin,
    to: momentOf('to', to),
    ...(every === undefined ? {} : { every: Math.round(every * MICROS_PER_S) as Micros }),
  }
}

function* cutRows(rows: GuardedRows, most: number): Generator<GuardedRows> {
  for (let from = 0; from < rows.length; from += most) {
    const to = Math.min(rows.length, from + most)
    yield {
      length: to - from,
      time: rows.time.subarray(from, to),
      inputs: Object.fromEntries(
        Object.entries(rows.inputs).map(([name, { values, status }]) => [
          name,
          {
            values: values instanceof Float64Array ? values.subarray(from, to) : values.slice(from, to),
            status: status.subarray(from, to),
          },
        ]),
      ),
    }
  }
}

const qualityOf = ({ outputs, length }: GuardedResults): StudyResult['quality'] => ({
  rows: length,
  ...countOf(
    Object.values(outputs).map(({ status }) => status),
    length,
  ),
})

/** Rows by the worst of their columns. */
function countOf(columns: readonly Uint32Array[], length: number): Omit<StudyResult['quality'], 'rows'> {
  const counts = { good: 0, uncertain: 0, bad: 0 }
  for (let row = 0; row < length; row++)
    if (columns.some((status) => isBad(status[row]!))) counts.bad++
    else if (columns.every((status) => isGood(status[row]!))) counts.good++
    else counts.uncertain++
  return counts
}

function learningOf(asked: Learning, sources: readonly Source[], rows: GuardedRows): LearningRequest {
  const quantity = ({ name, en, zh }: Learning['inputs'][number]) => {
    const unit = sources.find((source) => source.name === name)?.unit
    return { name, en, zh, ...(unit === undefined ? {} : { unit }) }
  }
  const target = asked.inputs.find(({ name }) => name === asked.target)
  if (asked.learn !== 'anomaly' && !target)
    throw new Fault('studies.name_unknown', {
      what: 'a target',
      name: asked.target ?? '',
      names: asked.inputs.map(({ name }) => name).join(', '),
    })
  const inputs = asked.inputs.filter((one) => one !== target || asked.learn === 'anomaly').map(quantity)
  const { contamination, step, horizons, ...options } = asked.options ?? {}
  const common = {
    id: asked.name,
    version: asked.version,
    title: asked.called,
    owner: asked.name.split('/')[0]!,
    licence: 'LicenseRef-proprietary',
    domain: 'process' as const,
    rows,
    ...options,
  }
  if (asked.learn === 'anomaly')
    return { ...common, kind: 'anomaly', inputs, ...(contamination === undefined ? {} : { contamination }) }
  if (asked.learn === 'regression') return { ...common, kind: 'regression', inputs, target: quantity(target!) }
  return {
    ...common,
    kind: 'forecast',
    target: quantity(target!),
    ...(step === undefined ? {} : { step: step * MICROS_PER_S }),
    ...(horizons === undefined ? {} : { horizons }),
  }
}
