import { randomUUID } from 'node:crypto'
import { Status, statusName, type Value } from '@millrace/core'
import type { WriteRequest } from '@millrace/drivers'
import { isTextTooLong, type Metric, type MetricValue, MOST_TEXT_BYTES } from '@millrace/wire'
import type { Acquisition } from '../acquire/acquire.ts'

/** A DCMD as it came: which device, which metrics. */
export interface WriteCommand {
  readonly device: number
  readonly metrics: readonly Metric[]
  /** The payload's own uuid: a command that comes twice is carried out once. */
  readonly uuid?: string
}

/** What became of one metric of a command; told as `Millrace/Write result`, JSON. */
export interface WriteOutcome {
  readonly operation: string
  readonly point: string
  /** OPC UA status of the write. */
  readonly status: number
  readonly statusName: string
  /** What the device holds afterwards, if it was read back. An int64 is a string. */
  readonly value?: number | boolean | string | null
  readonly message?: string
}

export interface WriteNeeds {
  readonly acquisition: Acquisition
  /** Told what the device holds afterwards, so that screens need not wait for the next cycle. */
  readonly readBack: (device: number, tag: number, value: Value) => void
}

/** Carries out a command, each metric by itself. Never throws: an outcome says what went wrong. */
export async function performWrites(
  { acquisition, readBack }: WriteNeeds,
  command: WriteCommand,
): Promise<WriteOutcome[]> {
  const device = acquisition.devices.get(command.device)
  const uuid = command.uuid ?? randomUUID()
  const outcomes: WriteOutcome[] = []
  const requests: (WriteRequest & { readonly point: string })[] = []
  const refuse = (operation: string, point: string, status: number, message: string): void => {
    outcomes.push({ operation, point, status, statusName: statusName(status), message })
  }
  for (const [i, metric] of command.metrics.entries()) {
    const operation = `${uuid}:${i}`
    const at = device ? pointOf(device, metric) : -1
    const point = device?.configuration.points[at]?.name ?? metric.name ?? `alias ${metric.alias}`
    const value = scalarOf(metric.value)
    if (!device) refuse(operation, point, Status.BadNoCommunication, 'The device is not configured.')
    else if (at < 0) refuse(operation, point, Status.BadNodeIdUnknown, 'The device has no such point.')
    else if (value === undefined)
      refuse(operation, point, Status.BadTypeMismatch, 'Expected a number, a truth value or a text.')
    else requests.push({ tag: device.tags[at]!, value, operation, point })
  }
  if (!device || requests.length === 0) return outcomes
  const results = await device.supervisor.write(requests)
  for (const [i, { operation, status, readBack: held, message }] of results.entries()) {
    const { point, tag } = requests[i]!
    if (held !== undefined) readBack(device.index, tag, held)
    const isLong = typeof held === 'string' && isTextTooLong(held)
    const says = isLong ? `What is held now has more than ${MOST_TEXT_BYTES} bytes and is not told.` : message
    outcomes.push({
      operation,
      point,
      status,
      statusName: statusName(status),
      ...(held === undefined || isLong ? {} : { value: typeof held === 'bigint' ? String(held) : held }),
      ...(says === undefined ? {} : { message: says }),
    })
  }
  return outcomes
}

function pointOf(
  device: { tags: readonly number[]; configuration: { points: readonly { name: string }[] } },
  metric: Metric,
): number {
  if (metric.alias !== undefined) return device.tags.indexOf(metric.alias)
  return device.configuration.points.findIndex(({ name }) => name === metric.name)
}

function scalarOf(value: MetricValue | undefined): Value | undefined {
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean' || typeof value === 'string')
    return value
  return undefined
}
