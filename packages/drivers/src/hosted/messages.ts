import type { SampleBatch } from '@millrace/core'
import type { BusLimits } from '../kit/bus.ts'
import type {
  BrowsePage,
  DataType,
  DriverCapabilities,
  DriverCounters,
  ScanGroup,
  TagSpec,
  TagVerdict,
  WriteRequest,
  WriteResult,
} from '../kit/driver.ts'

/** What the platform asks of a package's process; `device` numbers one driver object. */
export type Question =
  | { readonly what: 'describe' }
  | { readonly what: 'checkAddress'; readonly address: string; readonly type: DataType }
  | { readonly what: 'create'; readonly device: number; readonly config: unknown; readonly folder: string }
  | { readonly what: 'connect'; readonly device: number }
  | { readonly what: 'setTags'; readonly device: number; readonly tags: readonly TagSpec[] }
  | { readonly what: 'poll'; readonly device: number; readonly group: number }
  | { readonly what: 'write'; readonly device: number; readonly requests: readonly WriteRequest[] }
  | {
      readonly what: 'browse'
      readonly device: number
      readonly parent: string | undefined
      readonly page: { readonly cursor?: string; readonly limit: number }
    }
  | { readonly what: 'close'; readonly device: number }
  | { readonly what: 'ping' }

/** What each question is answered with. */
export interface Answers {
  readonly describe: Description
  readonly checkAddress: undefined
  readonly create: undefined
  readonly connect: undefined
  readonly setTags: { readonly groups: readonly ScanGroup[]; readonly verdicts: readonly TagVerdict[] }
  readonly poll: SampleBatch
  readonly write: readonly WriteResult[]
  readonly browse: BrowsePage
  readonly close: undefined
  readonly ping: undefined
}

/** The face of a driver that needs no device. */
export interface Description {
  readonly kind: string
  readonly configSchema: object
  readonly capabilities: DriverCapabilities
}

/** How a device of the package stands, told with every answer and once a second. */
export interface Standing {
  readonly device: number
  readonly healthy: boolean
  readonly counters: DriverCounters
}

export type ToPackage = { readonly id: number } & (
  | { readonly question: Question }
  /** The caller no longer waits for question `id`. */
  | { readonly abort: true }
  /** The samples of message `id` have been taken. */
  | { readonly taken: true }
)

export type FromPackage =
  | { readonly id: number; readonly answer: unknown; readonly standing?: Standing }
  | { readonly id: number; readonly fault: ToldFault; readonly standing?: Standing }
  | { readonly id: number; readonly samples: SampleBatch; readonly past: boolean; readonly device: number }
  | { readonly lost: ToldFault; readonly device: number }
  | { readonly standing: Standing }

/** A Fault on its way between processes. */
export interface ToldFault {
  readonly code: string
  readonly message: string
  readonly facts: Readonly<Record<string, string | number | boolean>>
}

/** Limits of the medium, for the package's own buses. */
export type { BusLimits }
