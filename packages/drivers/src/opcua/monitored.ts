import {
  AttributeIds,
  DataChangeFilter,
  DataChangeTrigger,
  DeadbandType,
  type MonitoredItemCreateRequestOptions,
  MonitoringMode,
  StatusCodes,
} from 'node-opcua-client'
import { fieldsOf, filterOf } from './events.ts'
import type { EventItem, Item, ValueItem } from './items.ts'
import { toRead } from './nodes.ts'

/** Values that the server keeps for one tag between two messages, at least; and at most, for its memory's sake. */
const LEAST_QUEUE = 100
const MOST_QUEUE = 5_000
/** Events come in bursts, and one that is lost is told by nobody. */
const EVENT_QUEUE = 10_000
const VALUE_FILTER_REFUSED = [
  StatusCodes.BadFilterNotAllowed.value,
  StatusCodes.BadMonitoredItemFilterUnsupported.value,
  StatusCodes.BadMonitoredItemFilterInvalid.value,
  StatusCodes.BadDeadbandFilterInvalid.value,
]
const EVENT_FILTER_REFUSED = [
  StatusCodes.BadMonitoredItemFilterUnsupported.value,
  StatusCodes.BadMonitoredItemFilterInvalid.value,
  StatusCodes.BadEventFilterInvalid.value,
  StatusCodes.BadContentFilterInvalid.value,
  StatusCodes.BadFilterOperatorInvalid.value,
  StatusCodes.BadFilterOperatorUnsupported.value,
  StatusCodes.BadFilterOperandInvalid.value,
  StatusCodes.BadTypeDefinitionInvalid.value,
]

/** True if the server may take the item with a plainer filter. */
export function isFilterRefused(item: Item, status: number): boolean {
  if (item.is === 'event') return EVENT_FILTER_REFUSED.includes(status)
  return Boolean(item.spec.deadband) && VALUE_FILTER_REFUSED.includes(status)
}

/** What the server is asked to monitor; without `filtered` only what every server can filter. */
export function requestOf(item: Item, publishingMs: number, filtered: boolean): MonitoredItemCreateRequestOptions {
  return item.is === 'event' ? eventsOf(item, filtered) : changesOf(item as ValueItem, publishingMs, filtered)
}

function changesOf(item: ValueItem, publishingMs: number, filtered: boolean): MonitoredItemCreateRequestOptions {
  const { spec, node, address, handle } = item
  const { deadband, scale, periodMs } = spec
  // The server knows raw values: the deadband is told in those.
  const raw = deadband === undefined ? 0 : deadband / Math.abs(scale?.factor ?? 1)
  const filter =
    filtered && raw > 0 && Number.isFinite(raw)
      ? new DataChangeFilter({
          trigger: DataChangeTrigger.StatusValue,
          deadbandType: DeadbandType.Absolute,
          deadbandValue: raw,
        })
      : null
  return {
    itemToMonitor: toRead(node, AttributeIds.Value, address.range),
    monitoringMode: MonitoringMode.Reporting,
    requestedParameters: {
      clientHandle: handle,
      samplingInterval: periodMs,
      filter,
      queueSize: Math.min(MOST_QUEUE, Math.max(LEAST_QUEUE, 4 * Math.ceil(publishingMs / periodMs))),
      discardOldest: true,
    },
  }
}

function eventsOf(item: EventItem, filtered: boolean): MonitoredItemCreateRequestOptions {
  item.fields = fieldsOf(item, filtered)
  return {
    itemToMonitor: toRead(item.node, AttributeIds.EventNotifier),
    monitoringMode: MonitoringMode.Reporting,
    requestedParameters: {
      clientHandle: item.handle,
      samplingInterval: 0,
      filter: filterOf(item, item.fields, filtered),
      queueSize: EVENT_QUEUE,
      discardOldest: true,
    },
  }
}
