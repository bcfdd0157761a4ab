import { Fault } from '@millrace/core'
import '../faults.ts'
import type { Buffer } from './columns.ts'
import type { RunningNode } from './running.ts'
import type { FlowTexts } from './texts.ts'

const FORMAT = 'millrace-flow-state/1'

/** What there is to a run beside its nodes. */
export interface RunTimes {
  /** Flow time, µs. */
  reached: number
  newest: number
  begun: boolean
  late: number
}

interface SavedNode {
  readonly path: string
  readonly print: string
  readonly inputs: number
  readonly cells: number
  readonly queues: readonly number[]
  readonly memory: string
}

interface Head {
  readonly format: string
  readonly begun: boolean
  readonly late: number
  readonly nodes: readonly SavedNode[]
  /** Input and how many samples wait there. */
  readonly pending: readonly (readonly [path: string, length: number])[]
  readonly texts: readonly (string | null)[]
  readonly own: readonly (string | undefined)[]
}

export interface RunParts {
  readonly nodes: readonly RunningNode[]
  /** By input. */
  readonly pending: ReadonlyMap<string, Buffer>
  readonly texts: FlowTexts
  readonly times: RunTimes
}

/** Length of the head (u32), the head as JSON, then doubles: times, each node's inputs, cells, wake and queues, and what waits. */
export function saveRun({ nodes, pending, texts, times }: RunParts): Uint8Array<ArrayBuffer> {
  const doubles: Float64Array[] = [Float64Array.of(times.reached, times.newest)]
  const head: Head = {
    format: FORMAT,
    begun: times.begun,
    late: times.late,
    texts: texts.save(),
    own: texts.own,
    pending: [...pending].map(([path, { length }]) => [path, length]),
    nodes: nodes.map(({ path, print: own, moment }) => {
      doubles.push(
        moment.value,
        Float64Array.from(moment.status),
        moment.since,
        moment.cells,
        Float64Array.of(moment.wake),
      )
      for (const queue of moment.queues) doubles.push(queue.saved())
      return {
        path,
        print: own,
        inputs: moment.value.length,
        cells: moment.cells.length,
        queues: moment.queues.map(({ length }) => length),
        memory: moment.memory,
      }
    }),
  }
  for (const { length, time, value, status } of pending.values())
    doubles.push(time.subarray(0, length), value.subarray(0, length), Float64Array.from(status.subarray(0, length)))
  const json = new TextEncoder().encode(JSON.stringify(head))
  const from = 4 + json.length
  const bytes = new Uint8Array(from + doubles.reduce((sum, { length }) => sum + length * 8, 0))
  new DataView(bytes.buffer).setUint32(0, json.length, true)
  bytes.set(json, 4)
  let at = from
  for (const part of doubles) {
    bytes.set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength), at)
    at += part.byteLength
  }
  return bytes
}

class Doubles {
  readonly #cells: Float64Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#cells = new Float64Array(Uint8Array.from(bytes).buffer)
  }

  take(count: number): Float64Array {
    if (!(count >= 0) || this.#at + count > this.#cells.length) throw foreign('fewer figures than its head tells')
    const from = this.#at
    this.#at += count
    return this.#cells.subarray(from, this.#at)
  }
}

const foreign = (seen: string): Fault => new Fault('flow.state_foreign', { seen })

function headOf(bytes: Uint8Array): { readonly head: Head; readonly from: number } {
  if (bytes.length < 4) throw foreign(`${bytes.length} bytes`)
  const from = 4 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  if (from > bytes.length || (bytes.length - from) % 8 !== 0) throw foreign('a length that is none')
  try {
    const head = JSON.parse(new TextDecoder().decode(bytes.subarray(4, from))) as Head
    if (head.format === FORMAT) return { head, from }
  } catch (reason) {
    throw new Fault('flow.state_foreign', { seen: 'a head that is no JSON' }, reason)
  }
  throw foreign('another format')
}

/**
 * Takes up what {@link saveRun} saved: of the same flow all of it, of another version the nodes that are the same, with what waits at
 * them. Returns the paths of the nodes that begin anew. Throws `flow.state_foreign`; the run is then not to be used.
 */
export function loadRun({ nodes, pending, texts, times }: RunParts, bytes: Uint8Array): readonly string[] {
  const { head, from } = headOf(bytes)
  const doubles = new Doubles(bytes.subarray(from))
  const [reached, newest] = doubles.take(2) as unknown as [number, number]
  // Numbers of texts mean the same only where those that are written into the flow are.
  const sameTexts = JSON.stringify(head.own) === JSON.stringify(texts.own)
  if (sameTexts) texts.load(head.texts)
  const kept = new Set<string>()
  for (const saved of head.nodes) {
    const node = nodes.find(({ path }) => path === saved.path)
    const parts = {
      value: doubles.take(saved.inputs),
      status: doubles.take(saved.inputs),
      since: doubles.take(saved.inputs),
      cells: doubles.take(saved.cells),
      wake: doubles.take(1),
      queues: saved.queues.map((length) => doubles.take(length * 3)),
    }
    if (!node || node.print !== saved.print || (node.texted && !sameTexts)) continue
    const { moment } = node
    if (moment.value.length !== saved.inputs || moment.cells.length !== saved.cells) continue
    if (moment.queues.length !== saved.queues.length) continue
    moment.value.set(parts.value)
    moment.status.set(parts.status)
    moment.since.set(parts.since)
    moment.cells.set(parts.cells)
    moment.wake = parts.wake[0]!
    moment.memory = saved.memory
    for (const [i, cells] of parts.queues.entries()) moment.queues[i]!.load(cells)
    kept.add(node.path)
  }
  // What was fed before is of another beginning.
  for (const buffer of pending.values()) buffer.clear()
  times.reached = reached
  times.newest = newest
  times.begun = head.begun
  times.late = head.late
  for (const [path, length] of head.pending) {
    const [time, value, status] = [doubles.take(length), doubles.take(length), doubles.take(length)]
    const buffer = kept.has(path) ? pending.get(path) : undefined
    for (let i = 0; i < length; i++) buffer?.put(time[i]!, value[i]!, status[i]!)
  }
  const anew = nodes.filter(({ path }) => !kept.has(path))
  if (head.begun) for (const node of anew) node.begin(reached)
  return anew.map(({ path }) => path)
}
