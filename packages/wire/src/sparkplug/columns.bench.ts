// The speed of the data path on one core: `npx node --conditions=source packages/wire/src/sparkplug/columns.bench.ts`.
import { BatchBuilder, Status } from '@millrace/core'
import { AliasTable } from './alias-table.ts'
import { decodeData, MetricColumns } from './columns.ts'
import { encodeData } from './encode-data.ts'
import { SparkplugType } from './payload.ts'

const METRICS = 100
const T0 = 1_760_000_000_000_000
const aliases = Uint32Array.from({ length: METRICS }, (_, i) => i + 1_000)

/** Millions of metrics in a second: the best of five runs, as other work on the machine only slows them. */
function measure(work: () => void): string {
  let best = 0
  for (let run = 0; run < 6; run++) {
    const began = performance.now()
    for (let i = 0; i < 4_000; i++) work()
    best = Math.max(best, (4_000 * METRICS) / (performance.now() - began))
  }
  return (best / 1_000).toFixed(1).padStart(6)
}

function compare(name: string, type: SparkplugType, fill: (rows: BatchBuilder, i: number) => void): void {
  const rows = new BatchBuilder(METRICS)
  for (let i = 0; i < METRICS; i++) fill(rows, i)
  const batch = rows.take()
  const types = new Array<SparkplugType>(METRICS).fill(type)
  const table = new AliasTable()
  table.define(
    'd',
    types.map((datatype, i) => ({ name: `m${i}`, alias: i + 1_000, datatype })),
  )
  const columns = new MetricColumns()
  const encode = (): Uint8Array =>
    encodeData({ timestamp: T0 / 1_000, seq: 0, position: 2 ** 32 + 5, historical: false }, batch, { aliases, types })
  const bytes = encode()
  const size = (bytes.length / METRICS).toFixed(1).padStart(5)
  process.stdout.write(
    `${name.padEnd(26)} encode ${measure(encode)} M/s   decode ${measure(() => decodeData(bytes, table, 'd', columns))} M/s   ${size} B/metric\n`,
  )
}

compare('double', SparkplugType.Double, (rows, i) => rows.addDouble(i, T0, i * 1.1))
compare('double, own µs each', SparkplugType.Double, (rows, i) => rows.addDouble(i, T0 + i * 7, i * 1.1))
compare('int64', SparkplugType.Int64, (rows, i) => rows.addInt64(i, T0, BigInt(i) * 123_456_789n - 5n))
compare('boolean', SparkplugType.Boolean, (rows, i) => rows.addBoolean(i, T0, i % 2 === 0))
compare('string of 12', SparkplugType.String, (rows, i) => rows.addString(i, T0, `state-${100_000 + i}`))
compare('double, a tenth bad', SparkplugType.Double, (rows, i) =>
  rows.addDouble(i, T0, i * 1.1, i % 10 === 0 ? Status.BadTimeout : Status.Good),
)
compare('double, all uncertain', SparkplugType.Double, (rows, i) =>
  rows.addDouble(i, T0, i * 1.1, Status.UncertainInitialValue),
)
