import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { connectAsync, type MqttClient } from 'mqtt'
import { afterEach, beforeEach, expect, test } from 'vitest'

const LIVES = 8
let folder: string
let child: ChildProcessWithoutNullStreams | undefined

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ingest-kill-'))
})
afterEach(async () => {
  if (child && child.exitCode === null && child.signalCode === null) {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  rmSync(folder, { recursive: true })
})

async function live(): Promise<{ port: number; ask: (line: string) => Promise<{ rows: number[][] }> }> {
  const own = spawn(process.execPath, [
    '--conditions=source',
    fileURLToPath(new URL('./ingest-child.ts', import.meta.url)),
    folder,
  ])
  child = own
  let errors = ''
  own.stderr.on('data', (chunk) => {
    errors += String(chunk)
  })
  const lines = createInterface(own.stdout)[Symbol.asyncIterator]()
  const next = async () => {
    const { value, done } = await lines.next()
    expect(done, errors).not.toBe(true)
    return JSON.parse(value as string)
  }
  const { port } = await next()
  return {
    port,
    ask: (line) => {
      own.stdin.write(`${line}\n`)
      return next()
    },
  }
}

test('killed with SIGKILL again and again while QoS 1 publishers run: every acknowledged message is there, none twice', async () => {
  const sent = [0, 0, 0, 0]
  const acknowledged: Set<number>[] = sent.map(() => new Set())
  for (let life = 0; life < LIVES; life++) {
    const { port } = await live()
    const publishers: MqttClient[] = await Promise.all(
      sent.map((_, i) =>
        connectAsync(
          `mqtt://127.0.0.1:${port}`,
          { username: `device${i}`, password: 'secret', reconnectPeriod: 0 },
          false,
        ),
      ),
    )
    const enough = Promise.withResolvers<void>()
    let ofThisLife = 0
    publishers.forEach((publisher, i) => {
      publisher.on('error', () => undefined)
      const one = (): void => {
        if (!publisher.connected) return
        const n = (sent[i] as number)++
        publisher.publish(`v1/device${i}/telemetry`, `{"n":${n}}`, { qos: 1 }, (failure) => {
          if (failure) return
          acknowledged[i]?.add(n)
          if (++ofThisLife === 3_000 + life * 700) enough.resolve()
          one()
        })
      }
      for (let k = 0; k < 20; k++) one()
    })
    await enough.promise
    child?.kill('SIGKILL')
    await once(child as ChildProcessWithoutNullStreams, 'exit')
    for (const publisher of publishers) publisher.end(true)
  }
  const { ask } = await live()
  const { rows } = await ask('dump')
  rows.forEach((values, i) => {
    const seen = new Set(values)
    expect(seen.size, 'doubled').toBe(values.length)
    expect(
      [...(acknowledged[i] as Set<number>)].filter((n) => !seen.has(n)),
      'lost',
    ).toEqual([])
    expect(values, 'order').toEqual([...values].sort((a, b) => a - b))
  })
})
