import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { LogixMemory, LogixSimulator } from '@millrace/drivers'
import { expect, test } from 'vitest'

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url))
const client = fileURLToPath(new URL('./client.py', import.meta.url))

/** What client.py prints. */
interface Seen {
  readonly product: string
  readonly programs: readonly string[]
  readonly tags: Readonly<Record<string, { readonly type: string; readonly sizes: readonly number[] }>>
  readonly read: readonly (readonly [value: unknown, error: string | null])[]
  readonly missing: boolean
  readonly write: readonly (string | null)[]
  readonly again: readonly unknown[]
}

function memoryOfLine(): LogixMemory {
  const memory = new LogixMemory()
  memory.structure('Motor', [
    ['Speed', 'REAL'],
    ['Setpoint', 'REAL'],
    ['Running', 'BOOL'],
    ['Tripped', 'BOOL'],
    ['Starts', 'DINT'],
  ])
  memory.structure('Recipe', [
    ['Name', 'STRING'],
    ['Steps', 'INT', 4],
  ])
  memory.add('Level', 'REAL')
  memory.add('Bottles', 'DINT')
  memory.add('Total', 'LINT')
  memory.add('Flag', 'BOOL')
  memory.add('Status', 'DINT')
  memory.add('Alarms', 'BOOL', { sizes: [64] })
  memory.add('Grid', 'INT', { sizes: [3, 4] })
  memory.add('Row', 'SINT', { sizes: [1_000] })
  memory.add('Names', 'STRING', { sizes: [2] })
  memory.add('Recipe', 'Recipe', { sizes: [2] })
  memory.add('Program:Main.Motor', 'Motor')
  memory.set('Level', 0.5)
  memory.set('Bottles', -123_456)
  memory.set('Total', 2n ** 40n)
  memory.set('Flag', true)
  memory.set('Status', 0b1000)
  memory.set('Alarms[37]', true)
  memory.set('Grid[2,3]', 23)
  for (let i = 0; i < 4; i++) memory.set(`Row[${i}]`, i - 2)
  memory.set('Names[1]', 'Kessel 7')
  memory.set('Recipe[1].Name', 'Lemonade')
  memory.set('Recipe[1].Steps[2]', 12)
  memory.set('Program:Main.Motor.Speed', 1450)
  memory.set('Program:Main.Motor.Running', true)
  memory.set('Program:Main.Motor.Starts', 9)
  return memory
}

test('pycomm3, a client that we did not write, lists, reads and writes the tags of our simulator', async () => {
  const memory = memoryOfLine()
  const simulator = new LogixSimulator({ memory })
  const port = await simulator.listen()
  try {
    const { stdout } = await promisify(execFile)(python, [client, String(port)], { timeout: 20_000 })
    const seen = JSON.parse(stdout) as Seen
    expect(seen.product).toBe('1756-L73/B LOGIX5573')
    expect(seen.programs).toEqual(['Main'])
    expect(seen.tags).toEqual({
      Level: { type: 'REAL', sizes: [] },
      Bottles: { type: 'DINT', sizes: [] },
      Total: { type: 'LINT', sizes: [] },
      Flag: { type: 'BOOL', sizes: [] },
      Status: { type: 'DINT', sizes: [] },
      Alarms: { type: 'DWORD', sizes: [2] },
      Grid: { type: 'INT', sizes: [3, 4] },
      Row: { type: 'SINT', sizes: [1_000] },
      Names: { type: 'STRING', sizes: [2] },
      Recipe: { type: 'Recipe', sizes: [2] },
      'Program:Main.Motor': { type: 'Motor', sizes: [] },
    })
    expect(seen.read.map(([, error]) => error)).toEqual(Array(14).fill(null))
    expect(seen.read.map(([value]) => value)).toEqual([
      0.5,
      -123_456,
      2 ** 40,
      true,
      true,
      true,
      23,
      [-2, -1, 0, 1],
      'Kessel 7',
      'Lemonade',
      12,
      1450,
      true,
      { Speed: 1450, Setpoint: 0, Running: true, Tripped: false, Starts: 9 },
    ])
    expect(seen.missing).toBe(false)
    expect(seen.write).toEqual(Array(7).fill(null))
    expect(seen.again).toEqual([12.5, -7, true, 11, 'Cola', 33, 900])
    expect(memory.get('Status')).toBe(0b11000)
    expect(memory.get('Recipe[0].Steps[3]')).toBe(33)
  } finally {
    await simulator.close()
  }
})
