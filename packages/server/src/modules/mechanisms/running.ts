import { Fault, isBad, type Micros, microsOf } from '@millrace/core'
import type { HistoryStore } from '@millrace/history'
import type { GivenInput, GuardedRows, ModelHost, ModelPackage } from '@millrace/runtime'
import type { Reach } from '../../database/index.ts'
import type { AssetService } from '../assets/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import './faults.ts'
import { type Bound, misfits, rowsOver } from './over-history.ts'
import { filesOf, type ReadFiles } from './packages.ts'
import type { PackageReading } from './reading.ts'
import { mustBeParameters, resultsView, rowsOf } from './rows.ts'
import type { Check, DraftRequest, Finding, TryAnswer, TryRequest } from './schema.ts'
import { manifestView } from './view.ts'

interface Needs {
  readonly host: ModelHost
  readonly reading: Pick<PackageReading, 'files'>
  readonly assets: Pick<AssetService, 'numbered'>
  readonly history: Pick<HistoryStore, 'raw' | 'latest'>
  readonly quotas: Pick<QuotaService, 'query'>
  readonly now: () => Micros
}

/** What is written, looked at and tried; nothing is kept. */
export interface Trials {
  check(reach: Reach, request: DraftRequest): Promise<Check>
  /** @param reach how far the caller sees points */
  attempt(reach: Reach, request: TryRequest): Promise<TryAnswer>
}

const NO_ROWS: GuardedRows = { length: 0, time: new Float64Array(0), inputs: {} }

export function createTrials({ host, reading, assets, history, quotas, now }: Needs): Trials {
  /** What shows when the model is started: code that cannot be read, tensors and variables that are none. */
  const started = async ({ tenant }: Reach, model: ModelPackage): Promise<Finding[]> => {
    try {
      await quotas.query(tenant, () => host.run(model, { rows: NO_ROWS, share: tenant }))
      return []
    } catch (thrown) {
      if (!(thrown instanceof Fault) || !thrown.code.startsWith('model.')) throw thrown
      return [findingOf(model, thrown)]
    }
  }

  const looked = async (reach: Reach, request: DraftRequest): Promise<ReadFiles> => {
    const read = await reading.files(reach.tenant, filesOf(request))
    return read.model ? { model: read.model, findings: await started(reach, read.model) } : read
  }

  const boundOf = async (reach: Reach, model: ModelPackage, points: NonNullable<TryRequest['points']>) => {
    const { manifest } = model
    const named = <T extends { readonly name: string }>(list: readonly T[], given: Readonly<Record<string, string>>) =>
      Object.entries(given).map(([name, id]) => {
        const one = list.find((other) => other.name === name)
        if (!one)
          throw new Fault('mechanisms.rows_unfit', { expected: list.map((other) => other.name).join(', '), seen: name })
        return { one, id }
      })
    const inputs = named(manifest.inputs, points.inputs)
    const measured = named(manifest.outputs, points.measured ?? {})
    const all = [...inputs, ...measured]
    const found = await assets.numbered(
      reach,
      all.map(({ id }) => id),
    )
    const bound = all.map(({ one }, i): Bound => ({ ...one, numbered: found[i]! }))
    return { inputs: bound.slice(0, inputs.length), measured: bound.slice(inputs.length) }
  }

  const overHistory = async (reach: Reach, model: ModelPackage, points: NonNullable<TryRequest['points']>) => {
    const bound = await boundOf(reach, model, points)
    const findings = misfits([...bound.inputs, ...bound.measured])
    if (findings.length > 0) return { findings }
    const { tenant } = reach
    const to = points.to === undefined ? now() : momentOf(points.to)
    const every = points.every === undefined ? undefined : Math.round(points.every * 1e6)
    // Outputs may be named as inputs are not; what is measured is read along, at the instants of the inputs.
    const stretch = { tenant, from: momentOf(points.from), to, ...(every === undefined ? {} : { every }) }
    const { cut, ...rows } = await rowsOver(history, bound.inputs, stretch)
    const beside = bound.measured.length === 0 ? {} : await besides(tenant, rows.time, bound.measured)
    return { findings, rows, beside, cut }
  }

  /** What points had at given instants. */
  const besides = async (tenant: string, time: Float64Array, bound: readonly Bound[]) => {
    const [from, last] = [time[0], time.at(-1)]
    if (from === undefined || last === undefined) return {}
    return (await rowsOver(history, bound, { tenant, from, to: last + 1, times: time })).inputs
  }

  return {
    async check(reach, request) {
      const { findings, model } = await looked(reach, request)
      return { findings, ...(model ? { manifest: manifestView(model.manifest) } : {}) }
    },

    async attempt(reach, request) {
      const none = { time: [], inputs: {}, measured: {}, cases: [], cut: false }
      const { findings, model } = await looked(reach, request)
      if (!model || findings.length > 0) return { findings, ...none }
      const { parameters = {}, points } = request
      mustBeParameters(model.manifest, parameters)
      const { tenant } = reach
      return quotas.query(tenant, async () => {
        const over = points
          ? await overHistory(reach, model, points)
          : {
              findings,
              beside: {},
              cut: false,
              ...(request.rows ? { rows: rowsOf(model.manifest, request.rows) } : {}),
            }
        if (over.findings.length > 0) return { ...none, findings: over.findings }
        const cases = await host.cases(model, tenant)
        const { rows = NO_ROWS, beside = {}, cut = false } = over
        const ran = rows.length > 0 ? await host.run(model, { rows, parameters, share: tenant }) : undefined
        return {
          findings,
          time: [...rows.time],
          inputs: shownOf(rows.inputs),
          measured: shownOf(beside),
          ...(ran ? { results: resultsView(model.manifest, ran.results) } : {}),
          cases: [...cases].map((one) => ({ ...one, figures: [...one.figures] })),
          cut,
        }
      })
    },
  }
}

const momentOf = (text: string): Micros => {
  const at = microsOf(text)
  if (at === undefined) throw new Fault('mechanisms.rows_unfit', { expected: 'a moment in ISO 8601', seen: text })
  return at
}

/** Numbers of columns; texts have no picture. */
function shownOf(columns: Readonly<Record<string, GivenInput>>): TryAnswer['inputs'] {
  const shown = Object.entries(columns).flatMap(([name, { values, status }]) => {
    if (!(values instanceof Float64Array)) return []
    const told = Array.from(values, (value, row) => (isBad(status[row]!) || !Number.isFinite(value) ? null : value))
    return [[name, { values: told, status: [...status] }] satisfies [string, TryAnswer['inputs'][string]]]
  })
  return Object.fromEntries(shown)
}

/** Where the words name a line of a file of the package, there. */
function findingOf({ manifest, files }: ModelPackage, fault: Fault): Finding {
  const says = String(fault.facts['seen'] ?? fault.message)
  const [, file, line, column] = /([\w./-]+\.\w+):(\d+)(?::(\d+))?/.exec(says) ?? []
  if (file !== undefined && files.has(file))
    return { file, line: Number(line), ...(column === undefined ? {} : { column: Number(column) }), says }
  const { file: own } = manifest.runtime as { readonly file?: string }
  return { file: own ?? 'model.yaml', says }
}
