import type { Attack, Tally } from './attack-case.ts'
import { refused, saying } from './attack-refusal.ts'
import { bearer, pause, type Said, send, sendJson } from './attack-wire.ts'

/** What no query may do: read, write or reach anything but the three tables. */
const forbidden = [
  "SELECT * FROM read_csv('/etc/passwd')",
  "SELECT content FROM READ_TEXT('/proc/self/environ')",
  "SELECT * FROM read_parquet('../../tenant=*/day=*/*.parquet')",
  "SELECT * FROM '../../manifest.json'",
  "SELECT * FROM 'day=2026-01-01/1.parquet'",
  'SELECT * FROM "/etc/passwd"',
  "FROM 'https://127.0.0.1/x.parquet'",
  "SELECT * FROM glob('/**')",
  "SELECT (SELECT max(content) FROM read_text('/etc/hostname'))",
  "WITH x AS (SELECT * FROM read_csv('/etc/passwd')) SELECT * FROM x",
  "SELECT * FROM samples LIMIT (SELECT 1 FROM read_csv('/etc/passwd'))",
  "SELECT * FROM query('SELECT 1')",
  "SELECT * FROM query_table('duckdb_settings')",
  'SELECT * FROM duckdb_settings()',
  'SELECT * FROM duckdb_secrets()',
  'WITH duckdb_tables AS (SELECT * FROM duckdb_tables) SELECT * FROM duckdb_tables',
  'SELECT * FROM information_schema.tables',
  'SELECT * FROM held.reach',
  "SELECT current_setting('temp_directory'), getenv('MILLRACE_MASTER_KEY')",
  'SELECT sleep_ms(60000)',
  "COPY (SELECT 1) TO '/tmp/x'",
  "COPY samples FROM '/etc/passwd'",
  "ATTACH '/tmp/x.db'",
  'INSTALL httpfs',
  'LOAD httpfs',
  "SET memory_limit = '100GB'",
  'PRAGMA enable_external_access = true',
  'CREATE TABLE x AS SELECT 1',
  'DROP VIEW samples',
  'SELECT 1; SELECT 2',
  "SELECT 1;/**/COPY (SELECT 1) TO '/tmp/x'",
  'ＳＥＬＥＣＴ 1',
  '\u202eSELECT 1',
  'SELECT $1',
  "SELECT 'never closed",
  `SELECT ${'abs('.repeat(5_000)}1${')'.repeat(5_000)}`,
] as const

/** What takes all there is, until it is stopped. */
const bombs = [
  'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT max(n) FROM t',
  'SELECT count(*) FROM (SELECT unnest(generate_series(1, 100000)) AS a) x, (SELECT unnest(generate_series(1, 100000)) AS b) y WHERE x.a * y.b = -1',
  "SELECT length(repeat(repeat(repeat('x', 1000), 1000), 10000))",
  'SELECT len(list_transform(generate_series(1, 10000000000), lambda x: x * 2))',
  "SELECT count(*) FROM (SELECT unnest(generate_series(1, 100000)) AS a) x, (SELECT unnest(generate_series(1, 1000)) AS b) y WHERE regexp_matches(concat(repeat('a', 5000), x.a * y.b), '(a?){500}a{500}(a*)*$')",
  'SELECT unnest(generate_series(1, 1000000)) AS a ORDER BY hash(a), repeat($$x$$, 10000)',
  `SELECT * FROM ${'(SELECT * FROM '.repeat(2_000)}samples${')'.repeat(2_000)}`,
] as const

const ask = (stage: Parameters<typeof sendJson>[0], token: string, query: string): Promise<Said> =>
  sendJson(stage, { path: '/api/v1/sql', headers: bearer(token), body: { query } })

/** A fault of the caller, told as such. */
function stopped(tally: Tally, what: string, said: Said): void {
  tally.expect(
    said.status === 422 && said.code?.startsWith('sql.') === true,
    () => `${what} is answered ${saying(said)}`,
  )
}

const forbiddenQueries: Attack = {
  name: 'SQL that reads what is not its own',
  async run({ stage, north, south, quick }, tally) {
    // Each is a process of its own: a small run takes every third, and another third the next time.
    const turn = Math.floor(Math.random() * 3)
    for (const query of quick ? forbidden.filter((_, at) => at % 3 === turn) : forbidden)
      refused(tally, query.slice(0, 80), await ask(stage, south.admin.token, query))
    const all = await ask(stage, south.admin.token, 'SELECT * FROM points UNION ALL BY NAME SELECT * FROM assets')
    tally.expect(all.status === 200 && !all.text.includes('boiler'), () => 'SQL shows what another organisation has')
    const [asset] = (await north.admin.caller.need('/assets?search=boiler')).items
    const part = await north.member('part-only', [{ role: 'analyst', below: String(asset?.['id']) }])
    const seen = await ask(
      stage,
      part.token,
      'SELECT count(*) AS n FROM points WHERE NOT starts_with(path, $$boiler$$)',
    )
    tally.expect(seen.text.includes('"data":[[0]]'), () => `SQL shows points out of reach: ${seen.text.slice(0, 100)}`)
  },
}

const sqlBombs: Attack = {
  name: 'SQL that takes all there is',
  async run({ stage, south, quick }, tally) {
    // What only time stops comes below.
    for (const query of quick ? bombs.slice(2, 4) : bombs) {
      stopped(tally, query.slice(0, 80), await ask(stage, south.admin.token, query))
      const next = await ask(stage, south.admin.token, 'SELECT count(*) FROM samples')
      tally.expect(next.status === 200, () => `after it, a query is answered ${saying(next)}`)
    }
    // Many at once: of one account one runs, the others are told so at once.
    const many = await Promise.all(Array.from({ length: 20 }, () => ask(stage, south.admin.token, bombs[0])))
    for (const said of many)
      tally.expect([422, 429].includes(said.status), () => `one of many is answered ${saying(said)}`)
    // Whoever leaves takes the work along, so that it is not paid for.
    for (let i = 0; i < 10; i++) {
      const path = '/api/v1/sql'
      const headers = { ...bearer(south.admin.token), 'content-type': 'application/json' }
      void send(stage, { method: 'POST', path, headers, body: JSON.stringify({ query: bombs[0] }) })
      await pause(50)
    }
    const after = await ask(stage, south.admin.token, 'SELECT 1')
    tally.expect([200, 429].includes(after.status), () => `after those who left, a query is answered ${saying(after)}`)
  },
}

export const sqlAttacks: readonly Attack[] = [forbiddenQueries, sqlBombs]
