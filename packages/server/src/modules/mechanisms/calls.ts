import { Fault } from '@millrace/core'
import type { ArrowReading, ReadTable } from '@millrace/history'
import type { GuardedResults, GuardedRows, ModelHost, ModelManifest } from '@millrace/runtime'
import type { Reach } from '../../database/index.ts'
import type { QuotaService } from '../quotas/index.ts'
import { askedOf, tableOfResults, wantedOf } from './arrow-rows.ts'
import './faults.ts'
import { mustBeParameters, resultsView, rowsOf } from './rows.ts'
import type { CallAnswer, CallRequest } from './schema.ts'
import type { StoredVersion, VersionName } from './stored.ts'

/** Of what a stateful model remembers. */
const MOST_STATE = 1_048_576

/** Whoever waits for the answer. */
export interface Waiting {
  /** Ends when they have left. */
  readonly signal: AbortSignal
}

interface Needs {
  readonly host: ModelHost
  readonly tables: Pick<ArrowReading, 'read'>
  readonly quotas: Pick<QuotaService, 'query'>
  readonly stored: (reach: Reach, of: VersionName) => Promise<StoredVersion>
}

interface Ran {
  readonly version: StoredVersion
  readonly rows: GuardedRows
  readonly results: GuardedResults
  /** base64. */
  readonly state?: string
}

/** Throws `mechanisms.rows_unfit`, `mechanisms.arrow_unreadable`, `model.broken`, `model.unsupported`, `model.state_foreign`. */
export interface Calls {
  call(reach: Reach, of: VersionName, request: CallRequest | Uint8Array, waiting?: Waiting): Promise<CallAnswer>
  callForTable(reach: Reach, of: VersionName, request: CallRequest | Uint8Array, waiting?: Waiting): Promise<Uint8Array>
}

function stateOf(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined
  const state = Buffer.from(text, 'base64')
  if (state.length > MOST_STATE)
    throw new Fault('mechanisms.too_large', {
      expected: `a state of at most ${MOST_STATE} bytes`,
      seen: String(state.length),
    })
  return state
}

/** A run that nobody waits for goes on to its own limit; the answer does not. */
async function whileWaited<T>(run: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return run
  signal.throwIfAborted()
  const left = Promise.withResolvers<never>()
  const leave = (): void => left.reject(signal.reason)
  signal.addEventListener('abort', leave, { once: true })
  try {
    return await Promise.race([run, left.promise])
  } finally {
    signal.removeEventListener('abort', leave)
    // Whoever asked has gone; what becomes of it is nobody's.
    run.catch(() => undefined)
  }
}

export function createCalls({ host, tables, quotas, stored }: Needs): Calls {
  const tableOf = async ({ tenant }: Reach, manifest: ModelManifest, bytes: Uint8Array): Promise<ReadTable> => {
    const read = await quotas.query(tenant, () => tables.read(tenant, bytes, wantedOf(manifest)))
    if (read === 'busy') throw new Fault('mechanisms.busy')
    if ('seen' in read) throw new Fault('mechanisms.arrow_unreadable', { seen: read.seen })
    return read.table
  }

  const run = async (
    reach: Reach,
    of: VersionName,
    request: CallRequest | Uint8Array,
    waiting?: Waiting,
  ): Promise<Ran> => {
    const version = await stored(reach, of)
    const { manifest } = version.model
    const asked =
      request instanceof Uint8Array
        ? askedOf(manifest, await tableOf(reach, manifest, request))
        : { ...request, rows: rowsOf(manifest, request.rows) }
    const { rows, parameters = {} } = asked
    mustBeParameters(manifest, parameters)
    const state = stateOf(asked.state)
    const call = { rows, parameters, share: reach.tenant, ...(state ? { state } : {}) }
    const running = quotas.query(reach.tenant, () => host.run(version.model, call))
    const { results, state: after } = await whileWaited(running, waiting?.signal)
    if (after && after.length > MOST_STATE)
      throw new Fault('mechanisms.too_large', {
        expected: `a state of at most ${MOST_STATE} bytes`,
        seen: String(after.length),
      })
    return { version, rows, results, ...(after ? { state: Buffer.from(after).toString('base64') } : {}) }
  }

  return {
    async call(reach, of, request, waiting) {
      const { version, results, state } = await run(reach, of, request, waiting)
      const { manifest, digest } = version.model
      return {
        name: version.name,
        version: version.version,
        digest,
        results: resultsView(manifest, results),
        ...(state === undefined ? {} : { state }),
      }
    },

    async callForTable(reach, of, request, waiting) {
      const { version, rows, results, state } = await run(reach, of, request, waiting)
      const { manifest, digest } = version.model
      const { fault } = results
      const metadata = new Map([
        ['name', version.name],
        ['version', version.version],
        ['digest', digest],
        ...(state === undefined ? [] : [['state', state] as const]),
        ...(fault ? [['fault', fault.code] as const, ['says', fault.message] as const] : []),
      ])
      return tableOfResults(manifest, { time: rows.time, told: results, metadata })
    },
  }
}
