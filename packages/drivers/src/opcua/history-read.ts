import { Fault, isBad, type Micros, Status } from '@millrace/core'
import {
  type DataValue,
  HistoryData,
  HistoryReadRequest,
  type HistoryReadResult,
  ReadRawModifiedDetails,
  StatusCodes,
  TimestampsToReturn,
} from 'node-opcua-client'
import type { Hole } from './holes.ts'
import type { ValueItem } from './items.ts'
import { rangeOf } from './nodes.ts'
import type { EngineSession, OpcuaSession } from './session.ts'

/** What reading the past needs of a session. */
export type HistorySession = Pick<OpcuaSession, 'request' | 'read' | 'limits'> & {
  readonly engine: Pick<EngineSession, 'historyRead'>
}

/** One hole of one tag while it is being filled. */
export interface Gap {
  readonly item: ValueItem
  /** Its beginning moves on with what was told. */
  readonly hole: Hole
}

/** What came of one request. */
export interface Answer {
  readonly gap: Gap
  readonly values: readonly DataValue[]
  /** The server has more of it under this point. */
  readonly point: Buffer | undefined
  /** The server does not give it; a name of a status. */
  readonly refused?: string
  /** The server forgot the point: ask again without. */
  readonly forgotten?: boolean
}

/** Most values of one node in one answer. */
export const MOST_VALUES = 500

/** Asks for raw values (Part 11 §6.5.3) of several tags over one span of time; points of an earlier answer go along. */
export async function readRaw(
  session: HistorySession,
  gaps: readonly { readonly gap: Gap; readonly point: Buffer | undefined }[],
  { most, signal }: { readonly most: number; readonly signal: AbortSignal },
): Promise<Answer[]> {
  const request = new HistoryReadRequest({
    historyReadDetails: new ReadRawModifiedDetails({
      isReadModified: false,
      startTime: momentOf(Math.min(...gaps.map(({ gap }) => gap.hole.from))),
      endTime: momentOf(Math.max(...gaps.map(({ gap }) => gap.hole.to)) + 1),
      numValuesPerNode: most,
      returnBounds: false,
    }),
    timestampsToReturn: TimestampsToReturn.Both,
    releaseContinuationPoints: false,
    nodesToRead: gaps.map(({ gap, point }) => toReadOf(gap, point)),
  })
  const { results } = await session.request('HistoryRead', signal, () => session.engine.historyRead(request))
  return gaps.map(({ gap }, i) => answerOf(gap, results?.[i]))
}

/** Frees what the server keeps under the points. Not waited for: a server that cannot, drops them with the session. */
export function releasePoints(
  session: HistorySession,
  points: readonly { readonly gap: Gap; readonly point: Buffer }[],
): void {
  if (points.length === 0) return
  const request = new HistoryReadRequest({
    historyReadDetails: new ReadRawModifiedDetails({ isReadModified: false, numValuesPerNode: 1 }),
    timestampsToReturn: TimestampsToReturn.Both,
    releaseContinuationPoints: true,
    nodesToRead: points.map(({ gap, point }) => toReadOf(gap, point)),
  })
  session
    .request('HistoryRead', undefined, () => session.engine.historyRead(request))
    .catch((reason: unknown) => reason)
}

/** True of a failure that will be the same next time: the server has no history to read. */
export function isFinal(reason: unknown): boolean {
  return (
    reason instanceof Fault &&
    /BadServiceUnsupported|BadHistoryOperation|BadNotImplemented|BadNotSupported|BadUserAccessDenied/.test(
      reason.message,
    )
  )
}

function toReadOf({ item }: Gap, continuationPoint: Buffer | undefined): object {
  const { range } = item.address
  return {
    nodeId: item.node,
    ...(range === undefined ? {} : { indexRange: rangeOf(range) }),
    ...(continuationPoint === undefined ? {} : { continuationPoint }),
  }
}

function answerOf(gap: Gap, result: HistoryReadResult | undefined): Answer {
  const status = (result?.statusCode.value ?? Status.BadUnexpectedError) >>> 0
  const nothing = { gap, values: [], point: undefined }
  if (status === StatusCodes.BadNoData.value) return nothing
  if (status === StatusCodes.BadContinuationPointInvalid.value || status === StatusCodes.BadNoContinuationPoints.value)
    return { ...nothing, forgotten: true }
  if (isBad(status)) return { ...nothing, refused: result?.statusCode.name ?? 'no result' }
  const data = result!.historyData
  const values = data instanceof HistoryData ? (data.dataValues ?? []) : []
  const point = result!.continuationPoint as Buffer | null | undefined
  return { gap, values, point: point && point.length > 0 ? point : undefined }
}

/** To the microsecond: the library takes from `picoseconds` what a Date cannot hold. */
function momentOf(micros: Micros): Date {
  const ms = Math.floor(micros / 1_000)
  return Object.assign(new Date(ms), { picoseconds: (micros - ms * 1_000) * 1_000_000 })
}
