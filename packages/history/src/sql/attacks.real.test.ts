import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { batchOf, Fault, silentLog, systemClock } from '@millrace/core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Lake, type Lent, openLake } from '../lake/index.ts'
import { openEngine } from './engine.ts'
import { Sql, type SqlPlant } from './index.ts'

const T0 = Date.UTC(2026, 2, 1) * 1_000
const SECRET = 'quicksilver'

let folder: string
let lake: Lake
let sql: Sql
/** For what goes on until it is stopped. */
let hurried: Sql
/** A file beside the history, and one of another tenant in it. */
let secretFile: string
let foreignFile: string

const none = [null]
const plant: SqlPlant = {
  points: [['a'], ['Point'], ['Works'], none, none, none, none, none, none, none, none],
  assets: [['w'], [null], ['Works'], ['enterprise'], ['Works']],
  series: Uint32Array.of(1),
  rows: Uint32Array.of(0),
  isPart: true,
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sql-attacks-'))
  const lakeFolder = join(folder, 'history')
  lake = await openLake({ folder: lakeFolder, clock: systemClock, log: silentLog })
  const within = (ms: number): Sql =>
    new Sql({ lender: lake, clock: systemClock, limits: { ms, memoryMib: 96, spillMib: 64, answerBytes: 1_000_000 } })
  sql = within(5_000)
  hurried = within(1_500)
  const mine = Array.from({ length: 20_000 }, (_, i) => [1, T0 + i, i] as const)
  await lake.append('t', batchOf([...mine, [2, T0, SECRET]]), 1)
  await lake.append('other', batchOf([[1, T0, SECRET]]), 2)
  await lake.seal()
  secretFile = join(folder, 'secret.csv')
  await writeFile(secretFile, `a,b\n1,${SECRET}\n`)
  const [foreign] = await readdir(join(lakeFolder, 'tenant=other', 'day=2026-03-01'))
  foreignFile = join(lakeFolder, 'tenant=other', 'day=2026-03-01', foreign ?? '')
})
afterAll(async () => {
  await sql.close()
  await hurried.close()
  await lake.close()
  await rm(folder, { recursive: true })
})

/** The code of the fault that a query ends in, or what it was answered. */
async function endOf(text: string, by = sql): Promise<string> {
  const signal = new AbortController().signal
  try {
    const { pieces } = await by.query({ tenant: 't', text, limit: 1_000_000, format: 'json', plant, signal })
    const all: Uint8Array[] = []
    for await (const piece of pieces) all.push(piece)
    return `answered ${Buffer.concat(all).toString()}`
  } catch (thrown) {
    if (!(thrown instanceof Fault)) throw thrown
    if (!text.includes(folder)) expect(thrown.message).not.toContain(folder)
    expect(thrown.message).not.toContain(SECRET)
    return thrown.code
  }
}
const served = async () => expect(await endOf('SELECT count(*) FROM samples')).toContain('"data":[[20000]]')

/** Each refused by the first layer, by the tree, before anything is run. */
const refused: Readonly<Record<string, readonly string[]>> = {
  'files by function': [
    `SELECT * FROM read_csv('SECRET')`,
    `SELECT * FROM read_csv_auto('SECRET')`,
    `SELECT * FROM READ_TEXT('SECRET')`,
    `SELECT * FROM "read_blob"('SECRET')`,
    `SELECT * FROM read_parquet('FOREIGN')`,
    `SELECT * FROM parquet_scan(['FOREIGN'])`,
    `SELECT * FROM parquet_metadata('FOREIGN')`,
    `SELECT * FROM read_json('SECRET')`,
    `SELECT * FROM read_ndjson_objects('SECRET')`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM sniff_csv('SECRET')`,
    `SELECT * FROM main.read_csv('SECRET')`,
    `SELECT * FROM system.main.read_csv('SECRET')`,
    `SELECT (SELECT content FROM read_text('/proc/self/environ'))`,
    `SELECT 1 WHERE EXISTS (SELECT * FROM read_csv('SECRET'))`,
    `WITH x AS (SELECT * FROM read_csv('SECRET')) SELECT * FROM x`,
    `WITH RECURSIVE x AS (SELECT 1 UNION ALL SELECT b FROM read_csv('SECRET')) SELECT * FROM x`,
    `SELECT 1 UNION SELECT a FROM read_csv('SECRET')`,
    `SELECT * FROM samples JOIN read_csv('SECRET') ON true`,
    `SELECT * FROM (VALUES ((SELECT max(a) FROM read_csv('SECRET'))))`,
    `SELECT * FROM samples ORDER BY (SELECT a FROM read_csv('SECRET'))`,
    `SELECT * FROM samples LIMIT (SELECT a FROM read_csv('SECRET'))`,
    `SELECT count(*) FILTER (WHERE (SELECT true FROM read_csv('SECRET'))) FROM samples`,
    `SELECT sum(1) OVER (PARTITION BY (SELECT a FROM read_csv('SECRET'))) FROM samples`,
    `SELECT list_transform([1], lambda x: (SELECT a FROM read_csv('SECRET')))`,
    `SELECT * REPLACE ((SELECT a FROM read_csv('SECRET')) AS status) FROM samples`,
    `FROM read_csv('SECRET')`,
  ],
  'files as tables': [
    `SELECT * FROM 'SECRET'`,
    `SELECT * FROM "SECRET"`,
    `FROM 'FOREIGN'`,
    `SELECT * FROM 'file:SECRET'`,
    `SELECT * FROM 'https://example.org/x.parquet'`,
    `SELECT * FROM 's3://bucket/x.parquet'`,
    `SELECT * FROM 'day=2026-03-01/1.parquet'`,
    `SELECT * FROM '../sql-1/answer'`,
    `TABLE 'SECRET'`,
    `SELECT * FROM U&"\\0053ECRET"`,
    `SELECT * FROM "samples\u0000"`,
    `SELECT * FROM "ｓamples"`,
    `SELECT * FROM "samples "`,
  ],
  'the engine’s own': [
    'SELECT * FROM duckdb_settings()',
    'SELECT * FROM duckdb_tables',
    'SELECT * FROM pragma_database_list',
    'SELECT * FROM sqlite_master',
    'SELECT * FROM information_schema.tables',
    'SELECT * FROM pg_catalog.pg_class',
    'SELECT * FROM pg_class',
    'SELECT * FROM held.reach',
    'SELECT * FROM memory.held.reach',
    'SELECT * FROM main.samples',
    'WITH duckdb_tables AS (SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables',
    'WITH a AS (SELECT * FROM pg_class), pg_class AS (SELECT 1) SELECT * FROM a',
    'SELECT * FROM duckdb_secrets()',
    "SELECT current_setting('memory_limit')",
    "SELECT getvariable('x')",
    "SELECT getenv('HOME')",
    'SELECT current_query()',
    "SELECT nextval('x')",
    "SELECT * FROM query('SELECT 1')",
    "SELECT * FROM query_table('points')",
    `SELECT * FROM json_execute_serialized_sql('{}')`,
    "SELECT json_serialize_plan('SELECT 1')",
    'SELECT sleep_ms(60000)',
    "SELECT write_log('x')",
    "SELECT error('x')",
    'SELECT * FROM range(10)',
    'SELECT * FROM generate_series(1, 10)',
    'SELECT * FROM repeat_row(1, num_rows = 5)',
    'SELECT * FROM test_all_types()',
    'DESCRIBE samples',
    'SHOW TABLES',
    'SUMMARIZE samples',
    'SELECT * FROM samples AT (VERSION => 1)',
    'SELECT $1',
    'SELECT ?',
    'SELECT $name',
  ],
}
/** No SELECT, or more than one, or nothing that can be read. */
const malformed = [
  `COPY (SELECT 1) TO 'SECRET'`,
  `COPY samples FROM 'SECRET'`,
  `ATTACH 'x.db'`,
  `ATTACH 'https://example.org/x.db' AS x`,
  'DETACH memory',
  'USE held',
  'INSTALL httpfs',
  'LOAD httpfs',
  `LOAD 'SECRET'`,
  "SET memory_limit = '10GB'",
  'RESET lock_configuration',
  'PRAGMA enable_external_access',
  "PRAGMA memory_limit = '10GB'",
  `IMPORT DATABASE 'x'`,
  `EXPORT DATABASE 'x'`,
  'CALL duckdb_settings()',
  'CREATE TABLE x AS SELECT 1',
  'CREATE MACRO x() AS 1',
  `CREATE SECRET x (TYPE s3)`,
  'INSERT INTO points SELECT * FROM points',
  'UPDATE points SET id = 1',
  'DELETE FROM points',
  'DROP VIEW samples',
  'TRUNCATE points',
  'BEGIN',
  'CHECKPOINT',
  'VACUUM',
  'PREPARE x AS SELECT 1',
  'EXECUTE x',
  'EXPLAIN ANALYZE SELECT 1',
  'SELECT 1; SELECT 2',
  `SELECT 1; COPY (SELECT 1) TO 'SECRET'`,
  'SELECT 1;-- \n SELECT 2',
  'SELECT 1 /* ; */ ; DROP VIEW samples',
  'PIVOT samples ON point USING sum(value_double)',
  '',
  ';',
  '-- nothing',
  '/* never closed',
  "SELECT 'never closed",
  'SELECT 1e999',
  'SELEC 1',
  '\u202eSELECT 1',
  'ＳＥＬＥＣＴ 1',
]
const filled = (text: string): string => text.replaceAll('SECRET', secretFile).replaceAll('FOREIGN', foreignFile)

describe('a hostile query is refused by its tree:', () => {
  it.each(Object.keys(refused))(
    '%s',
    async (kind) => {
      const ends: Record<string, string> = {}
      for (const text of refused[kind] ?? []) ends[text] = await endOf(filled(text))
      expect(ends).toEqual(
        Object.fromEntries(
          (refused[kind] ?? []).map((text) => [text, expect.stringMatching(/^sql\.(refused|malformed)$/)]),
        ),
      )
      await served()
    },
    120_000,
  )

  it('what is no single SELECT', async () => {
    const ends: Record<string, string> = {}
    for (const text of malformed) ends[text] = await endOf(filled(text))
    expect(ends).toEqual(
      Object.fromEntries(malformed.map((text) => [text, expect.stringMatching(/^sql\.(malformed|refused)$/)])),
    )
    await served()
  })

  it('but what only looks hostile is answered', async () => {
    for (const text of [
      `SELECT 'COPY x TO ''/etc/passwd''; DROP TABLE samples --' AS "read_csv('x')"`,
      'SELECT /* COPY; ATTACH */ 1 -- ; SET x',
      'SELECT 1;',
      'WITH samples AS (SELECT * FROM samples) SELECT count(*) FROM samples',
      'SELECT count(*) FROM SAMPLES AS "duckdb_tables"',
    ])
      expect([text, await endOf(text)]).toEqual([text, expect.stringMatching(/^answered/)])
  })
})

describe('a query that takes too much is stopped, and the next is served:', () => {
  const bombs: Readonly<Record<string, { text: string; ends: RegExp }>> = {
    'a recursion without end': {
      text: 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
      ends: /too_slow|too_much_memory/,
    },
    'a recursion that doubles': {
      text: 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n FROM t UNION ALL SELECT n FROM t) SELECT count(*) FROM t',
      ends: /too_slow|too_much_memory|malformed|refused|failed/,
    },
    'cross joins': {
      text: 'SELECT count(*) FROM samples a, samples b, samples c WHERE a.value_double + b.value_double + c.value_double = -1',
      ends: /too_slow|too_much_memory/,
    },
    'cross joins that are sorted': {
      text: 'SELECT a.value_double + b.value_double AS x, a.time FROM samples a, samples b ORDER BY x, hash(b.time)',
      ends: /too_slow|too_much_memory/,
    },
    'a list without end': {
      text: 'SELECT len(list_transform(generate_series(1, 10000000000), lambda x: x * 2))',
      ends: /too_slow|too_much_memory|failed/,
    },
    'a group for every pair': {
      text: 'SELECT count(*) FROM (SELECT a.time, b.time AS u FROM samples a, samples b GROUP BY ALL)',
      ends: /too_slow|too_much_memory/,
    },
    'a huge string': { text: "SELECT length(repeat('x', 4000000000))", ends: /too_slow|too_much_memory|failed/ },
    'strings of strings': {
      text: "SELECT length(repeat(repeat(repeat('x', 1000), 1000), 1000))",
      ends: /too_slow|too_much_memory|failed/,
    },
    'a hostile pattern': {
      text: "SELECT count(*) FROM samples a, samples b WHERE regexp_matches(concat(repeat('a', 500), a.value_double * b.value_double), '(a?){200}a{200}(a*)*$')",
      ends: /too_slow|too_much_memory|failed/,
    },
    'a large pattern': {
      text: `SELECT regexp_matches('x', '((((x{1,1000}){1,1000}){1,1000}){1,1000})')`,
      ends: /failed|answered|too_/,
    },
    'aggregates that hold everything': {
      text: "SELECT length(string_agg(repeat('x', 100000), '')) FROM samples a, samples b",
      ends: /too_slow|too_much_memory|failed/,
    },
    'an answer that is too large': {
      text: 'SELECT a.time, b.time AS u FROM samples a, samples b',
      ends: /answer_too_large/,
    },
    'a value that is too large': {
      text: "SELECT repeat('x', 20000000) FROM samples",
      ends: /answer_too_large|too_much_memory/,
    },
    'deep parentheses': {
      text: `SELECT ${'('.repeat(20_000)}1${')'.repeat(20_000)}`,
      ends: /malformed|failed|too_|unavailable|answered/,
    },
    'deep calls': { text: `SELECT ${'abs('.repeat(5_000)}1${')'.repeat(5_000)}`, ends: /malformed|failed|too_/ },
    'deep queries': {
      text: `SELECT * FROM ${'(SELECT * FROM '.repeat(2_000)}samples${')'.repeat(2_000)}`,
      ends: /malformed|failed|too_|unavailable/,
    },
    'a long sum': { text: `SELECT ${'1+'.repeat(20_000)}1`, ends: /malformed|failed|too_/ },
    'many columns': {
      text: `SELECT ${Array.from({ length: 10_000 }, (_, i) => `value_double + ${i}`).join()} FROM samples`,
      ends: /too_|answer_too_large|failed/,
    },
    'many unions': {
      text: Array.from({ length: 2_000 }, () => 'SELECT count(*) FROM samples').join(' UNION ALL '),
      ends: /malformed|failed|too_|answered|unavailable/,
    },
  }
  it.each(Object.keys(bombs))(
    '%s',
    async (name) => {
      const { text, ends } = bombs[name] as { text: string; ends: RegExp }
      const begun = performance.now()
      expect(await endOf(text, ends.source.includes('too_slow') ? hurried : sql)).toMatch(ends)
      // Stopped at the limit, not some time after; the machine may be busy.
      expect(performance.now() - begun).toBeLessThan(30_000)
      await served()
    },
    120_000,
  )

  it('and leaves nothing on disk', async () => {
    const left = async () => (await readdir(join(folder, 'history', 'tmp'))).filter((name) => /sql|lent/.test(name))
    await expect.poll(left).toEqual([])
  })
})

describe('the second layer alone, were the first passed over:', () => {
  let engine: DuckDBConnection
  let lent: Lent
  const home = process.cwd()

  beforeAll(async () => {
    lent = await lake.lend('t')
    const own = join(folder, 'own')
    await mkdir(own)
    engine = await openEngine({ limit: 1, format: 'json', plant, lent, asOf: 0, folder: own, limits: sql.limits })
  })
  afterAll(async () => {
    engine.closeSync()
    process.chdir(home)
    await rm(lent.folder, { recursive: true })
  })
  const run = async (text: string): Promise<string> => {
    try {
      return `done ${JSON.stringify((await engine.runAndReadAll(filled(text))).getRowsJson())}`
    } catch (thrown) {
      return String((thrown as Error).message)
    }
  }

  it.each([
    `SELECT * FROM read_csv('SECRET')`,
    `SELECT * FROM read_text('/etc/passwd')`,
    `SELECT * FROM read_blob('/proc/self/environ')`,
    `SELECT * FROM read_parquet('FOREIGN')`,
    `SELECT * FROM 'FOREIGN'`,
    `SELECT * FROM read_parquet('../../tenant=other/*/*.parquet')`,
    `SELECT * FROM read_parquet('day=2026-03-01/../../../tenant=other/day=2026-03-01/*.parquet')`,
    `SELECT * FROM glob('/etc/*')`,
    `SELECT * FROM glob('../*')`,
    `COPY (SELECT 1) TO 'SECRET'`,
    `COPY (SELECT 1) TO '../x.csv'`,
    `ATTACH 'x.db'`,
    `ATTACH '/tmp/x.db'`,
    `EXPORT DATABASE '/tmp/x'`,
  ])('%s touches no other file', async (text) => {
    expect(await run(text)).toMatch(/Permission Error|disabled by configuration/)
  })

  it.each([
    'INSTALL httpfs',
    'LOAD httpfs',
    'LOAD icu_of_mine',
    "SELECT * FROM 'https://127.0.0.1:9/x.parquet'",
    "CREATE SECRET x (TYPE s3, KEY_ID 'a', SECRET 'b')",
  ])('%s reaches no network', async (text) => {
    expect(await run(text)).toMatch(/Permission Error|disabled|not found|does not exist|Error/)
    expect(await run(text)).not.toMatch(/^done/)
  })

  it.each([
    "SET memory_limit = '10GB'",
    'SET threads = 8',
    'RESET lock_configuration',
    'SET enable_external_access = true',
    "SET temp_directory = '/tmp'",
    "SET allowed_directories = ['/']",
    "SET allowed_paths = ['/etc/passwd']",
    'PRAGMA enable_external_access = true',
  ])('%s changes nothing', async (text) => {
    expect(await run(text)).not.toMatch(/^done/)
  })

  it('the lent files cannot be written by whoever is not root', async () => {
    for (const file of lent.sealed) expect((await stat(join(lent.folder, file))).mode & 0o777).toBe(0o444)
  })

  it('and nothing was changed by all of this', async () => {
    expect(await readFile(secretFile, 'utf8')).toBe(`a,b\n1,${SECRET}\n`)
    await served()
  })
})
