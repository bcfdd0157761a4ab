import type { Fuzzed } from '../kit/fuzz.ts'
import { encodePacket, PacketDecoder, parseSegment } from './codec.ts'
import { RecordTimes, readValue, statusOfFactor } from './record.ts'

const head = 'QN=20160801085857223;ST=32;CN=2011;PW=123456;MN=010000A8900016F000169DC0;'
const segments = [
  `${head}Flag=5;CP=&&DataTime=20160801085857;w01018-Rtd=62.5,w01018-Flag=N;a34004-Rtd=1e3,a34004-Flag=T&&`,
  `${head}Flag=7;PNUM=2;PNO=1;CP=&&DataTime=20160801085857;SB1-RS=1&&`,
  'ST=32;CN=9015;PW=123456;MN=0123;CP=&&&&',
]
const ignore = { refused: () => {} }

/** What of this driver reads bytes from the field. */
export const fuzzers: readonly Fuzzed[] = [
  {
    name: 'hj212 packets',
    seeds: [encodePacket(segments[0]!), Buffer.concat(segments.slice(1).map(encodePacket))],
    read: (bytes) => {
      const decoder = new PacketDecoder({ ...ignore, segment: (segment) => void parseSegment(segment) }, 1_024)
      decoder.push(bytes.subarray(0, bytes.length >> 1))
      decoder.push(bytes.subarray(bytes.length >> 1))
    },
  },
  {
    name: 'hj212 records',
    seeds: segments.map((segment) => Buffer.from(segment, 'latin1')),
    read: (bytes) => {
      const packet = parseSegment(Buffer.from(bytes).toString('latin1'))
      new RecordTimes(480).of(packet)
      for (const [field, text] of packet.fields) {
        readValue(text, 'float64')
        statusOfFactor(packet.fields, field)
      }
    },
  },
]
