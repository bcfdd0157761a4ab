import { cp, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { batchOf, ManualClock, Status, silentLog, systemClock } from '@millrace/core'
import { expect, test } from 'vitest'
import { openLake } from './index.ts'

test('the segments are plain Parquet: partitioned by tenant and day, sorted, with names, types and UTC times for anyone to read', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lake-'))
  const T0 = Date.UTC(2026, 10, 23, 8) * 1000
  const lake = await openLake({ folder, clock: systemClock, log: silentLog })
  await lake.append(
    'acme',
    batchOf([
      [2, T0 + 250, 1.5],
      [1, T0 + 1, 2n ** 62n],
      [1, T0, true, Status.UncertainInitialValue],
      [3, T0 - 86_400_000_000, 'on'],
    ]),
    1,
  )
  await lake.close()
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = await connection.runAndReadAll(
    `SELECT tenant, day::VARCHAR AS day, series, strftime(time AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%f') AS time,
       coalesce(value_double, value_scaled / 10.0::DOUBLE ** scale) AS value_double, value_int64, value_boolean, value_string, status
     FROM read_parquet('${folder}/tenant=*/day=*/*.parquet', hive_partitioning=true)`,
  )
  const none = { value_double: null, value_int64: null, value_boolean: null, value_string: null, status: 0 }
  const acme = { tenant: 'acme', day: '2026-11-23', ...none }
  expect(rows.getRowObjects()).toEqual([
    { ...acme, day: '2026-11-22', series: 3, time: '2026-11-22T08:00:00.000000', value_string: 'on' },
    {
      ...acme,
      series: 1,
      time: '2026-11-23T08:00:00.000000',
      value_boolean: true,
      status: Status.UncertainInitialValue,
    },
    { ...acme, series: 1, time: '2026-11-23T08:00:00.000001', value_int64: 2n ** 62n },
    { ...acme, series: 2, time: '2026-11-23T08:00:00.000250', value_double: 1.5 },
  ])
  const types = await connection.runAndReadAll(
    `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM read_parquet('${folder}/tenant=*/day=*/*.parquet', hive_partitioning=false))`,
  )
  expect(types.getRows()).toEqual([
    ['series', 'UINTEGER'],
    ['time', 'TIMESTAMP WITH TIME ZONE'],
    ['value_double', 'DOUBLE'],
    ['value_scaled', 'BIGINT'],
    ['scale', 'UTINYINT'],
    ['value_int64', 'BIGINT'],
    ['value_boolean', 'BOOLEAN'],
    ['value_string', 'VARCHAR'],
    ['status', 'UINTEGER'],
  ])
  connection.closeSync()
  await rm(folder, { recursive: true })
})

test('the question that the guide shows for DuckDB gives back every value, also of files that were written before', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lake-'))
  const history = join(folder, 'history')
  await cp(join(import.meta.dirname, 'fixtures', 'lake-1'), history, { recursive: true })
  const lake = await openLake({ folder: history, clock: new ManualClock(0), log: silentLog })
  await lake.append('t', batchOf([[9, 0, 21.35]]), 12)
  await lake.close()
  const guide = await readFile(new URL('../../../../docs/history.md', import.meta.url), 'utf8')
  const sql = /```sql\n([^`]+)```/.exec(guide)?.[1]?.replace('history/', `${history}/`) as string
  const connection = await (await DuckDBInstance.create(':memory:')).connect()
  const rows = (await connection.runAndReadAll(sql)).getRowObjects()
  expect(rows.length).toBe(lake.stored('t').rows)
  expect(rows.find(({ series }) => series === 9)).toMatchObject({ value: 21.35, status: 0 })
  expect(rows.find(({ series }) => series === 4)).toMatchObject({ value: 1 / 3 })
  connection.closeSync()
  await rm(folder, { recursive: true })
})
