import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { batchOf, silentLog, systemClock, type Value } from '@millrace/core'
import { openLake } from '@millrace/history'
import { expect, test } from 'vitest'

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url))
const T0 = Date.UTC(2026, 10, 1) * 1_000
const odd: readonly number[] = [0, -0, Infinity, 5e-324, 0.1 + 0.2, 1e300, -273.15, 123456.789012345]

/** A series of decimals with places of each number, and one of doubles that are none. */
const rows = [0, 1, 2, 3, 6, 9, -1].flatMap((places, series) =>
  Array.from({ length: 5_000 }, (_, i): readonly [number, number, Value, number] => [
    series,
    T0 + i * 10_000_000,
    places < 0 ? (odd[i % odd.length] as number) : Math.round(Math.sin(i / 70) * 1e9 + i) / 10 ** places,
    i % 9 === 0 ? 0x40000000 : 0,
  ]),
)

test.each(['sealed', 'merged'])(
  'what the guide shows for pandas gives back every double of %s files bit by bit',
  async (state) => {
    const folder = await mkdtemp(join(tmpdir(), 'millrace-segments-'))
    const lake = await openLake({ folder: join(folder, 'history'), clock: systemClock, log: silentLog })
    await lake.append('acme', batchOf(rows), 1)
    await lake.seal()
    if (state === 'merged') await lake.compact()
    await lake.close()
    const guide = await readFile(new URL('../../docs/history.md', import.meta.url), 'utf8')
    const shown = /```python\n([^`]+)```/.exec(guide)?.[1] as string
    const told = `${shown}
import struct, sys
rows = rows.sort_values(["series", "time"])
for series, time, value, status in zip(rows["series"], rows["time"], rows["value"], rows["status"]):
    print(series, time.value // 1000, struct.pack("<d", value).hex(), status)
`
    const { stdout } = await promisify(execFile)(python, ['-c', told], { cwd: folder, maxBuffer: 1e8 })
    const wanted = rows.map(
      ([series, time, value, status]) =>
        `${series} ${time} ${Buffer.from(Float64Array.of(value as number).buffer).toString('hex')} ${status}`,
    )
    const seen = stdout.trim().split('\n')
    const at = wanted.findIndex((line, i) => line !== seen[i])
    expect({ at, seen: seen[at], wanted: wanted[at], rows: seen.length }).toEqual({ at: -1, rows: rows.length })
    await rm(folder, { recursive: true })
  },
  60_000,
)
