import { BatchBuilder, type Clock, Fault, isBad, Status, type Value, valueAt } from '@millrace/core'
import {
  type Argument,
  AttributeIds,
  BrowseDirection,
  type CallMethodResult,
  DataValue,
  NodeClass,
  type NodeId,
} from 'node-opcua-client'
import type { WriteRequest, WriteResult } from '../kit/driver.ts'
import { argumentsOf, type Declared } from './arguments.ts'
import type { CallItem } from './items.ts'
import { jsonOf } from './json.ts'
import { type DataTypes, toRead } from './nodes.ts'
import type { OpcuaSession } from './session.ts'
import { addValue } from './values.ts'

const HAS_PROPERTY = 'ns=0;i=46'
const INPUT_ARGUMENTS = 'InputArguments'
/** BrowseResultMask (Part 4 §5.9.2.2): the name. */
const NAME = 0x8

export interface CallerNeeds {
  readonly session: OpcuaSession
  readonly types: DataTypes
  readonly clock: Clock
}

/** Calls methods (Part 4 §5.12.2): what is written are the arguments, what is read back is what the method returned. */
export class Caller {
  readonly #needs: CallerNeeds
  /** What each method takes, by its node; asked once a connection. */
  readonly #declared = new Map<string, readonly Declared[]>()

  constructor(needs: CallerNeeds) {
    this.#needs = needs
  }

  /** One call. Rejects only if the signal ends it: then nobody knows whether the server called the method. */
  async call({ operation, value }: WriteRequest, item: CallItem, signal: AbortSignal): Promise<WriteResult> {
    const { session } = this.#needs
    if (item.spec.access !== 'rw')
      return { operation, status: Status.BadNotWritable, message: 'The tag is configured to be read only.' }
    let declared: readonly Declared[]
    try {
      declared = await this.#declaredBy(item.node, signal)
    } catch (reason) {
      if (signal.aborted || !(reason instanceof Fault)) throw reason
      return { operation, status: Status.BadCommunicationError, message: `${reason.message} Nothing was sent.` }
    }
    const inputs = argumentsOf(declared, value)
    if (!Array.isArray(inputs)) return { operation, ...inputs }
    let result: CallMethodResult
    try {
      result = await session.request('Call', signal, () =>
        session.engine.call({ objectId: item.object, methodId: item.node, inputArguments: inputs }),
      )
    } catch (reason) {
      if (signal.aborted || !(reason instanceof Fault)) throw reason
      const message = `${reason.message} It is not known whether the method was called.`
      return { operation, status: Status.BadCommunicationError, message }
    }
    const status = result.statusCode.value >>> 0
    if (isBad(status)) return { operation, status, message: refusalOf(result, declared) }
    const readBack = this.#outputOf(item, result)
    return { operation, status, ...(readBack === undefined ? {} : { readBack }) }
  }

  /** JSON of all that was returned; where the tag has another type, the one value that was, if it fits. */
  #outputOf(item: CallItem, { outputArguments }: CallMethodResult): Value | undefined {
    const outputs = outputArguments ?? []
    const { session, clock } = this.#needs
    if (item.spec.type === 'string') return JSON.stringify(outputs.map((one) => jsonOf(one, session.namespaces)))
    if (outputs.length !== 1) return undefined
    const builder = new BatchBuilder(1)
    addValue(
      builder,
      { spec: item.spec, kind: item.kind, address: {} },
      new DataValue({ value: outputs[0]! }),
      clock.now(),
    )
    return valueAt(builder.take(), 0) ?? undefined
  }

  async #declaredBy(method: NodeId, signal: AbortSignal): Promise<readonly Declared[]> {
    const key = method.toString()
    let declared = this.#declared.get(key)
    if (!declared) {
      declared = await this.#askFor(method, signal)
      this.#declared.set(key, declared)
    }
    return declared
  }

  async #askFor(method: NodeId, signal: AbortSignal): Promise<readonly Declared[]> {
    const { session, types } = this.#needs
    const { references } = await session.request('Browse', signal, () =>
      session.engine.browse({
        nodeId: method,
        referenceTypeId: HAS_PROPERTY,
        includeSubtypes: true,
        browseDirection: BrowseDirection.Forward,
        nodeClassMask: NodeClass.Variable,
        resultMask: NAME,
      }),
    )
    const property = references?.find(({ browseName }) => browseName.name === INPUT_ARGUMENTS)
    // Without the property it takes none (Part 3 §5.7).
    if (!property) return []
    const [answer] = await session.read([toRead(property.nodeId, AttributeIds.Value)], signal)
    const list = (answer?.value?.value ?? []) as readonly Argument[]
    const declared: Declared[] = []
    for (const { name, dataType, valueRank } of list)
      declared.push({ name: name ?? '', type: await types.builtIn(dataType, signal), rank: valueRank })
    return declared
  }
}

function refusalOf({ statusCode, inputArgumentResults }: CallMethodResult, declared: readonly Declared[]): string {
  const each = (inputArgumentResults ?? []).flatMap((result, i) =>
    isBad(result.value >>> 0) ? [`argument ${i + 1} "${declared[i]?.name ?? ''}": ${result.name}`] : [],
  )
  return `The server answered: ${[statusCode.name, ...each].join('; ')}.`
}
