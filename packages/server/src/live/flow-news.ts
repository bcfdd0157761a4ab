import { decodeBatch, encodeBatch } from '@millrace/core'
import type { FlowAction, FlowDefinition, FlowGlance, FlowNews, FlowStanding, FlowUse } from './needs.ts'

/** Bytes of the samples, and of the rest as JSON. */
const HEAD = 2
const BYTES = 8

/** News cross threads as what all results are: doubles. Samples as core encodes them, then the rest as JSON. */
export function encodeFlowNews({ samples, actions, standings, glances, uses }: FlowNews): Float64Array<ArrayBuffer> {
  const batch = encodeBatch(samples)
  const rest = Buffer.from(JSON.stringify([actions, standings, glances, uses]))
  const doubles = new Float64Array(HEAD + Math.ceil((batch.length + rest.length) / BYTES))
  doubles[0] = batch.length
  doubles[1] = rest.length
  const bytes = new Uint8Array(doubles.buffer)
  bytes.set(batch, HEAD * BYTES)
  bytes.set(rest, HEAD * BYTES + batch.length)
  return doubles
}

export function flowNewsOf(doubles: Float64Array): FlowNews[] {
  const [length, rest] = doubles as unknown as [number, number]
  const bytes = new Uint8Array(doubles.buffer, doubles.byteOffset + HEAD * BYTES)
  const text = Buffer.from(bytes.subarray(length, length + rest)).toString('utf8')
  const [actions, standings, glances, uses] = JSON.parse(text) as [
    FlowAction[],
    FlowStanding[],
    FlowGlance[],
    FlowUse[],
  ]
  return [{ samples: decodeBatch(bytes.slice(0, length)), actions, standings, glances, uses }]
}

export const seriesOfFlow = ({ inputs }: FlowDefinition): readonly number[] => inputs.map(({ series }) => series)
