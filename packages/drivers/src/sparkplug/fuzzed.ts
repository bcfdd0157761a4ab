import { systemClock } from '@millrace/core'
import { encodePayload, HostNode, parseTopic, SparkplugType } from '@millrace/wire'
import type { Fuzzed } from '../kit/fuzz.ts'
import { parseAddress } from './address.ts'

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8')
const birth = encodePayload({
  timestamp: 1_767_225_600_000,
  seq: 0,
  metrics: [
    { name: 'bdSeq', datatype: SparkplugType.Int64, value: 3n },
    { name: 'Ramp', alias: 1, datatype: SparkplugType.Int64, value: -5n },
    { name: 'Speed', alias: 2, datatype: SparkplugType.Double, value: 21.5 },
    { name: 'Name', alias: 3, datatype: SparkplugType.String, value: 'Kessel 7 °C' },
    {
      name: 'Doubtful',
      alias: 4,
      datatype: SparkplugType.Boolean,
      value: true,
      properties: { Quality: { type: SparkplugType.Int32, value: 500 } },
    },
  ],
})
const data = encodePayload({
  timestamp: 1_767_225_600_100,
  seq: 1,
  metrics: [
    { alias: 1, timestamp: 1_767_225_600_090, datatype: SparkplugType.Int64, value: 6n },
    { alias: 2, datatype: SparkplugType.Double, value: -1e300 },
    { alias: 3, datatype: SparkplugType.String, isNull: true },
  ],
})
const death = encodePayload({ metrics: [{ name: 'bdSeq', datatype: SparkplugType.Int64, value: 3n }] })

/** Everything of this driver that reads bytes from the field, or a notation from people. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'Sparkplug births',
    seeds: [birth],
    read: (bytes) => {
      const node = new HostNode(systemClock)
      node.receive('NBIRTH', undefined, bytes)
      node.receive('DBIRTH', 'press', bytes)
    },
  },
  {
    name: 'Sparkplug data and deaths',
    seeds: [data, death],
    read: (bytes) => {
      const node = new HostNode(systemClock)
      node.receive('NBIRTH', undefined, birth)
      node.receive('NDATA', undefined, bytes)
      node.receive('NDEATH', undefined, bytes)
    },
  },
  {
    name: 'Sparkplug topics',
    seeds: ['spBv1.0/plant/NDATA/press', 'spBv1.0/plant/DBIRTH/press/axis'].map((topic) => Buffer.from(topic)),
    read: (bytes) => void parseTopic(text(bytes)),
  },
  {
    name: 'Sparkplug addresses',
    seeds: ['press:Types/Int8', 'Ramp', ':a:b'].map((address) => Buffer.from(address)),
    read: (bytes) => void parseAddress(text(bytes)),
  },
]
