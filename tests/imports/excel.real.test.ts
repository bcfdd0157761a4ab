import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { edgeDrivers, importFile } from '@millrace/edge'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

let peer: PythonPeer
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-excel-'))
  peer = await startPythonPeer(new URL('./workbook.py', import.meta.url))
})
afterAll(async () => {
  await peer.stop()
  await rm(folder, { recursive: true, force: true })
})

test('a workbook that another program wrote is read: titles, merged cells, hidden sheets, dates, formulas', async () => {
  const file = join(folder, 'press.xlsx')
  expect(await peer.ask(file)).toBe('written')
  const { devices, refused, notes } = await importFile(file, edgeDrivers, { driver: 'modbus-tcp' })
  expect(devices).toMatchObject([
    {
      name: 'press',
      points: [
        {
          settings: {
            name: 'fast/speed',
            address: '1:holding:0',
            access: 'rw',
            scale: { factor: 0.1 },
            description: '转速',
          },
          place: 'sheet "Tags & more", row 3',
        },
        {
          settings: {
            name: 'fast/energy',
            address: '1:holding:2@CDAB',
            scale: { factor: 0.001 },
            description: 'a < b & c',
          },
        },
        { settings: { name: 'slow/40001', address: '1:holding:4', type: 'float32', description: 'true' } },
      ],
    },
  ])
  expect(refused).toMatchObject([
    { place: 'sheet "Tags & more", row 5', reason: expect.stringContaining('holds the date 2026-02-01') },
    { place: 'sheet "Tags & more", row 6', reason: expect.stringContaining('formula without a stored value') },
  ])
  expect(notes).toEqual(['read sheet "Tags & more"; --sheet takes another: Empty'])
})
