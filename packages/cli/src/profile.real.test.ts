import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, expect, test } from 'vitest'

const main = join(import.meta.dirname, 'main.ts')
const run = promisify(execFile)
const millrace = (...args: string[]) =>
  run(process.execPath, ['--conditions=source', '--disable-warning=ExperimentalWarning', main, ...args])

let folder = ''
afterEach(() => rm(folder, { recursive: true, force: true }))

test('a profile is printed as a device of an edge, where the device is told beside it', async () => {
  const { stdout } = await millrace('profile', 'config', 'eastron/sdm630', '--host', '10.0.0.7', '--unit', '3')
  expect(stdout).toContain('driver: "modbus-tcp"')
  expect(stdout).toContain('connection: {"unit":3,"wordOrder":"ABCD","maxRegisters":80,"host":"10.0.0.7"}')
  expect(stdout).toMatch(/- \{"name":"voltage\/L1","address":"input:0","type":"float32","unit":"V"/)
})

test('what only the device knows is asked for', async () => {
  const failure = await millrace('profile', 'config', 'sunspec/inverter-103', '--host', 'h').catch(
    (reason: { stderr: string }) => reason.stderr,
  )
  expect(failure).toContain('--set A_SF=NUMBER')
})

test('a device of another protocol than Modbus is simulated until it is interrupted', async () => {
  const child = spawn(process.execPath, [
    '--conditions=source',
    '--disable-warning=ExperimentalWarning',
    main,
    ...['profile', 'simulate', 'apc/powernet'],
  ])
  const ended = once(child, 'exit')
  let said = ''
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    said += chunk
    if (said.includes('battery/charge')) child.kill('SIGINT')
  }
  expect(said).toMatch(/answers on 127\.0\.0\.1, port \d+/)
  expect(said).toMatch(/driver: "snmp"\n {4}connection: \{"host":"127\.0\.0\.1","port":\d+\}/)
  expect((await ended)[0]).toBe(0)
})

test('a table of points in CSV becomes a profile that the check passes', async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-profile-'))
  const csv = join(folder, 'm1.csv')
  await writeFile(csv, 'name,address,type,unit,low,high,en,zh\nvoltage,40001,uint16,V,0,300,Voltage,电压\n')
  const words = ['--maker', 'Acme', '--model', 'M1', '--kind', 'energy-meter', '--title', 'Meter', '--title-zh', '电表']
  const source = ['--document', 'M1 manual', '--publisher', 'Acme', '--revision', 'C']
  const { stdout } = await millrace('profile', 'import', csv, ...words, ...source)
  const file = join(folder, 'm1.yaml')
  await writeFile(file, stdout)
  expect((await millrace('profile', 'check', file)).stdout).toContain('Acme M1, 1 points, draft')
})
