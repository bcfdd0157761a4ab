import { Fault } from '@millrace/core'
import { type JsonPath, parseJsonPath } from '../kit/json-path.ts'
import './faults.ts'

/** Where a value comes from: a topic, and a place in what is published there. */
export interface MqttAddress {
  readonly topic: string
  /** Absent: the whole payload is the value. */
  readonly path?: JsonPath
}

/** MQTT 5 §4.7.3: topics are at most 65,535 bytes of UTF-8. */
const MOST_BYTES = 65_535

/** Reads `topic` or `topic#$.json.path`. Throws `mqtt.address_malformed` with the position of the mistake. */
export function parseAddress(text: string): MqttAddress {
  const hash = text.indexOf('#')
  const topic = hash < 0 ? text : text.slice(0, hash)
  const mistake = (expected: string, position: number): Fault => {
    const rest = text.slice(position - 1, position + 11)
    return new Fault('mqtt.address_malformed', {
      expected,
      position,
      address: text.slice(0, 80),
      seen: rest === '' ? 'the end' : `"${rest}"`,
    })
  }
  if (topic === '') throw mistake('a topic', 1)
  const wild = topic.search(/[+\0]/)
  if (wild >= 0) throw mistake('one topic, without + or #', wild + 1)
  if (Buffer.byteLength(topic) > MOST_BYTES) throw mistake(`a topic of at most ${MOST_BYTES} bytes`, 1)
  if (hash < 0) return { topic }
  return { topic, path: parseJsonPath(text.slice(hash + 1), (expected, at) => mistake(expected, hash + 1 + at)) }
}
