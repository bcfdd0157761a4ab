import { BatchBuilder, type Clock, isBad, Status, type Value, valueAt } from '@millrace/core'
import {
  AttributeIds,
  type DataType,
  type DataValue,
  type NodeId,
  DataType as Type,
  VariantArrayType,
  type WriteValueOptions,
} from 'node-opcua-client'
import type { TagId, TagSpec, WriteRequest, WriteResult } from '../kit/driver.ts'
import type { Refusal } from '../kit/requests.ts'
import type { Item, ValueItem } from './items.ts'
import { type DataTypes, rangeOf, toRead } from './nodes.ts'
import type { OpcuaSession } from './session.ts'
import { addValue } from './values.ts'
import { variantOf } from './variants.ts'

export interface WriterNeeds {
  readonly session: OpcuaSession
  readonly types: DataTypes
  readonly clock: Clock
  readonly find: (tag: TagId) => Item | undefined
}

interface Prepared {
  readonly request: WriteRequest
  readonly item: ValueItem
}

/** Writes values in the node's own data type, in one request where the server's limit allows it, and reads them back. */
export class Writer {
  readonly #needs: WriterNeeds
  readonly #types = new Map<string, DataType>()
  /** Addresses whose index range does not single out one element: the server pays no heed to it, or it is a span. */
  readonly #unranged = new Set<string>()

  constructor(needs: WriterNeeds) {
    this.#needs = needs
  }

  /** Rejects only if the link or the signal ends it: then nobody knows whether the server took the values. */
  async write(requests: readonly WriteRequest[], signal: AbortSignal): Promise<readonly WriteResult[]> {
    const results = new Map<WriteRequest, WriteResult>()
    const prepared: Prepared[] = []
    for (const request of requests) {
      const item = this.#needs.find(request.tag)
      const refusal = refusalOf(item)
      if (refusal) results.set(request, { operation: request.operation, ...refusal })
      else if (item?.is === 'value') prepared.push({ request, item })
    }
    const { session } = this.#needs
    for (let i = 0; i < prepared.length; i += session.limits.writes) {
      for (const result of await this.#writePart(prepared.slice(i, i + session.limits.writes), signal))
        results.set(...result)
    }
    return requests.map((request) => results.get(request)!)
  }

  async #writePart(part: readonly Prepared[], signal: AbortSignal): Promise<[WriteRequest, WriteResult][]> {
    const { session } = this.#needs
    const results: [WriteRequest, WriteResult][] = []
    const nodes: WriteValueOptions[] = []
    const sent: Prepared[] = []
    await this.#learnTypes(part, signal)
    for (const one of part) {
      const { request, item } = one
      const raw = unscaled(request.value, item.spec)
      const type = this.#types.get(item.spec.address) ?? Type.Null
      if (this.#unranged.has(item.spec.address)) {
        // Such a server would put the one element in the place of the whole array.
        const message = 'The index range does not single out one element on this server; nothing was sent.'
        results.push([request, { operation: request.operation, status: Status.BadNotSupported, message }])
        continue
      }
      const variant = variantOf(type, raw, item.address.range !== undefined)
      if (typeof variant === 'number') {
        results.push([request, { operation: request.operation, status: variant, message: unfit(request.value, type) }])
        continue
      }
      sent.push(one)
      nodes.push({
        nodeId: item.node,
        attributeId: AttributeIds.Value,
        ...(item.address.range === undefined ? {} : { indexRange: rangeOf(item.address.range) }),
        // Neither status nor times: many servers refuse a write that brings its own.
        value: { value: variant },
      })
    }
    if (sent.length === 0) return results
    const statuses = await session.request('Write', signal, () => session.engine.write(nodes))
    const held = await this.#readBack(sent, signal)
    for (const [i, { request }] of sent.entries()) {
      const status = (statuses[i]?.value ?? Status.BadUnexpectedError) >>> 0
      const value = held[i]
      results.push([
        request,
        {
          operation: request.operation,
          status,
          ...(isBad(status) ? { message: `The server answered: ${statuses[i]?.name ?? 'nothing'}.` } : {}),
          ...(value === undefined || value === null ? {} : { readBack: value }),
        },
      ])
    }
    return results
  }

  /** The built-in type of each node: from its DataType attribute, or from its present value if that is abstract. */
  async #learnTypes(part: readonly Prepared[], signal: AbortSignal): Promise<void> {
    const { session, types } = this.#needs
    const unknown = part.filter(({ item }) => !this.#types.has(item.spec.address))
    if (unknown.length === 0) return
    const answers = await session.read(
      unknown.map(({ item }) => toRead(item.node, AttributeIds.DataType)),
      signal,
    )
    for (const [i, { item }] of unknown.entries()) {
      const named = answers[i]?.value?.value as NodeId | null | undefined
      const { range } = item.address
      let type = named ? await types.builtIn(named, signal) : Type.Null
      if (type === Type.Null || range !== undefined) {
        const [present] = await session.read([toRead(item.node, AttributeIds.Value, range)], signal)
        if (type === Type.Null) type = present?.value?.dataType ?? Type.Null
        if (range !== undefined && lengthOf(present) !== 1) this.#unranged.add(item.spec.address)
      }
      if (type !== Type.Null) this.#types.set(item.spec.address, type)
    }
  }

  async #readBack(sent: readonly Prepared[], signal: AbortSignal): Promise<readonly (Value | undefined)[]> {
    const { session, clock } = this.#needs
    try {
      const values = await session.read(
        sent.map(({ item }) => toRead(item.node, AttributeIds.Value, item.address.range)),
        signal,
      )
      const builder = new BatchBuilder(sent.length)
      for (const [i, { item }] of sent.entries()) addValue(builder, item, values[i]!, clock.now())
      const batch = builder.take()
      return sent.map((_one, i) => valueAt(batch, i))
    } catch (reason) {
      if (signal.aborted) throw reason
      // The write itself was answered; that the value could not be read back is told by its absence.
      return sent.map(() => undefined)
    }
  }
}

function refusalOf(item: Item | undefined): Refusal | undefined {
  if (!item) return { status: Status.BadNodeIdUnknown, message: 'The tag has no node on this server.' }
  if (item.is === 'event') return { status: Status.BadNotWritable, message: 'Events are read only.' }
  if (item.spec.access !== 'rw')
    return { status: Status.BadNotWritable, message: 'The tag is configured to be read only.' }
  return undefined
}

/** Elements of an array; 1 for a single value. */
function lengthOf(value: DataValue | undefined): number {
  const variant = value?.value
  if (!variant || variant.arrayType === VariantArrayType.Scalar) return 1
  return (variant.value as ArrayLike<unknown> | null)?.length ?? 0
}

function unscaled(value: Value, { scale, type }: TagSpec): Value {
  if (!scale || typeof value !== 'number') return value
  const raw = (value - scale.offset) / scale.factor
  return type === 'float32' || type === 'float64' ? raw : Math.round(raw)
}

function unfit(value: Value, type: DataType): string {
  const wanted = type === Type.Null ? 'a node with a data type' : `a value that fits ${Type[type]}`
  return `Expected ${wanted}, saw ${typeof value} ${String(value).slice(0, 40)}; nothing was sent.`
}
