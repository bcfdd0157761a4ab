import { createHash } from 'node:crypto'
import { type BatchBuilder, type Clock, type Micros, Status } from '@millrace/core'
import {
  AttributeIds,
  DataType,
  ElementOperand,
  EventFilter,
  FilterOperator,
  LiteralOperand,
  NodeId,
  SimpleAttributeOperand,
  Variant,
} from 'node-opcua-client'
import { sayPath } from './address.ts'
import type { EventField, EventItem } from './items.ts'
import { jsonOf } from './json.ts'
import { microsOf } from './values.ts'

/** Event types of Part 5 and Part 9, by their number in the standard namespace. */
const BASE_EVENT = 2041
const CONDITION = 2782
const ACKNOWLEDGEABLE = 2881
const ALARM = 2915
const REFRESH_START = 2787
const REFRESH_END = 2788
const REFRESH_REQUIRED = 2789
const QUEUE_OVERFLOW = 3035
/** Times of events that are remembered of each tag, so that two events never have the same. */
const MOST_TIMES = 5_000
/** As far as the platform takes a time. */
const AHEAD: Micros = 86_400_000_000

/** What every event has. The order counts: EventId, EventType, Time and Severity are read by their place. */
const BASE: readonly EventField[] = ['EventId', 'EventType', 'Time', 'Severity', 'SourceName', 'Message'].map((key) =>
  field(key, BASE_EVENT, [key]),
)
/** What conditions have (Part 9 §5.5.2, §5.7.2, §5.8.2). ConditionId is no field but the node itself. */
const CONDITIONS: readonly EventField[] = [
  {
    key: 'ConditionId',
    operand: new SimpleAttributeOperand({
      typeDefinitionId: standard(CONDITION),
      browsePath: [],
      attributeId: AttributeIds.NodeId,
    }),
  },
  field('ConditionName', CONDITION, ['ConditionName']),
  field('BranchId', CONDITION, ['BranchId']),
  field('Retain', CONDITION, ['Retain']),
  field('AckedState', ACKNOWLEDGEABLE, ['AckedState', 'Id']),
  field('ActiveState', ALARM, ['ActiveState', 'Id']),
]

/** The two elements after this one. */
const BOTH = {
  filterOperator: FilterOperator.And,
  filterOperands: [new ElementOperand({ index: 1 }), new ElementOperand({ index: 2 })],
}

/** What is asked of the server for each event; without `all` only what every server knows. */
export function fieldsOf({ address, type }: EventItem, all: boolean): readonly EventField[] {
  if (!all) return BASE
  const own = address.select.map((path): EventField => {
    const browsePath = path.map(({ namespace = type?.namespace ?? 0, name }) => ({ namespaceIndex: namespace, name }))
    const typeDefinitionId = type ?? standard(BASE_EVENT)
    return {
      key: sayPath(path),
      operand: new SimpleAttributeOperand({ typeDefinitionId, browsePath, attributeId: AttributeIds.Value }),
    }
  })
  return [...BASE, ...CONDITIONS, ...own]
}

/** The filter (Part 4 §7.22.3): OfType where a type is asked for, and the severity where the server can compare. */
export function filterOf({ address, type }: EventItem, fields: readonly EventField[], all: boolean): EventFilter {
  const ofType = type && {
    filterOperator: FilterOperator.OfType,
    filterOperands: [new LiteralOperand({ value: new Variant({ dataType: DataType.NodeId, value: type }) })],
  }
  const severe = all &&
    address.severity !== undefined && {
      filterOperator: FilterOperator.GreaterThanOrEqual,
      filterOperands: [
        field('Severity', BASE_EVENT, ['Severity']).operand,
        new LiteralOperand({ value: new Variant({ dataType: DataType.UInt16, value: address.severity }) }),
      ],
    }
  const elements = [ofType, severe].filter((element) => element !== undefined && element !== false)
  return new EventFilter({
    selectClauses: fields.map(({ operand }) => operand),
    whereClause: { elements: elements.length < 2 ? elements : [BOTH, ...elements] },
  })
}

export interface EventTellerNeeds {
  readonly clock: Clock
  /** Of the server. */
  readonly namespaces: readonly string[]
  /** The server had no room for events. */
  readonly overflowed: () => void
  /** The server wants its conditions to be asked for anew. */
  readonly refresh: () => void
}

/** Events → rows of a batch, each a JSON object at a time of its own. */
export class EventTeller {
  readonly #needs: EventTellerNeeds
  /** By tag: which event has which time. */
  readonly #times = new Map<EventItem, Map<Micros, string>>()

  constructor(needs: EventTellerNeeds) {
    this.#needs = needs
  }

  /** Forgets tags that are gone. */
  keep(items: ReadonlySet<unknown>): void {
    for (const item of this.#times.keys()) if (!items.has(item)) this.#times.delete(item)
  }

  /** True once an event of the tag was told. */
  hasTold(item: EventItem): boolean {
    return this.#times.has(item)
  }

  /** An event that was told over this connection already, as conditions are when they are refreshed, is not told again. */
  add(builder: BatchBuilder, item: EventItem, values: readonly Variant[]): void {
    const [id, type, time, severity] = values
    switch (standardNumber(type)) {
      case REFRESH_START:
      case REFRESH_END:
        return
      case REFRESH_REQUIRED:
        this.#needs.refresh()
        return
      case QUEUE_OVERFLOW:
        this.#needs.overflowed()
    }
    const { address, fields } = item
    if (address.severity !== undefined && Number(severity?.value ?? 0) < address.severity) return
    const event: Record<string, unknown> = {}
    for (const [i, { key }] of fields.entries()) {
      const said = i === 0 ? hexOf(id) : jsonOf(values[i], this.#needs.namespaces)
      if (said !== null) event[key] = said
    }
    const date = time?.value as (Date & { readonly picoseconds?: number }) | null | undefined
    const text = JSON.stringify(event)
    const place = this.#placeOf(item, this.#timeOf(date), idOf(hexOf(id) ?? text))
    if (place !== undefined) builder.addString(item.spec.id, place, text, Status.Good)
  }

  /** The event's own time; now, where it has none or one of the far future, which would be the newest for ever. */
  #timeOf(date: (Date & { readonly picoseconds?: number }) | null | undefined): Micros {
    const now = this.#needs.clock.now()
    const told = microsOf(date, date?.picoseconds ?? 0)
    return told === undefined || !Number.isSafeInteger(told) || told > now + AHEAD ? now : told
  }

  /**
   * Stores know one value of a tag at one time: events of the same microsecond are put one after the other, each a
   * microsecond later. Their JSON holds the time as the server told it.
   */
  #placeOf(item: EventItem, time: Micros, event: string): Micros | undefined {
    const times = this.#times.get(item) ?? new Map<Micros, string>()
    this.#times.set(item, times)
    let place = time
    for (let held = times.get(place); held !== undefined; held = times.get(++place))
      if (held === event) return undefined
    // Those of the present microsecond stay: a place that were free again would be given twice.
    const isFull = times.size >= 2 * MOST_TIMES
    if (times.size >= MOST_TIMES) for (const [old] of times) if ((old < time || isFull) && times.delete(old)) break
    times.set(place, event)
    return place
  }
}

function field(key: string, type: number, path: readonly string[]): EventField {
  const operand = new SimpleAttributeOperand({
    typeDefinitionId: standard(type),
    browsePath: path.map((name) => ({ namespaceIndex: 0, name })),
    attributeId: AttributeIds.Value,
  })
  return { key, operand }
}

/** What tells an event from another, short: thousands are kept. */
const idOf = (said: string): string => (said.length <= 64 ? said : createHash('sha256').update(said).digest('base64'))

function hexOf(id: Variant | undefined): string | null {
  return Buffer.isBuffer(id?.value) ? id.value.toString('hex') : null
}

function standard(number: number): NodeId {
  return new NodeId(NodeId.NodeIdType.NUMERIC, number, 0)
}

function standardNumber(type: Variant | undefined): number | undefined {
  const node: unknown = type?.value
  return node instanceof NodeId && node.namespace === 0 ? Number(node.value) : undefined
}
