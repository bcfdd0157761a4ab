import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Status } from '@millrace/core'
import { opcua } from '@millrace/drivers'
import { edgeDrivers, entryOf, importFile } from '@millrace/edge'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { type Probe, probe } from '../peers/probe.ts'
import { type PythonPeer, startPythonPeer } from '../peers/python-peer.ts'

const file = fileURLToPath(new URL('./boiler.NodeSet2.xml', import.meta.url))
let peer: PythonPeer
let folder: string
let device: Probe | undefined
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-nodeset-'))
  peer = await startPythonPeer(new URL('./server.py', import.meta.url), [file])
})
afterEach(() => device?.close())
afterAll(async () => {
  await peer.stop()
  await rm(folder, { recursive: true, force: true })
})

test('points of a NodeSet2 are read from a server that was made of the same file, whatever number it gives the namespace', async () => {
  const imported = await importFile(file, edgeDrivers)
  expect(imported.refused).toEqual([])
  const entry = entryOf(imported.devices[0]!, edgeDrivers, { connection: { url: `opc.tcp://127.0.0.1:${peer.port}/` } })
  const tags = entry.points.map(({ address, type, access = 'r' }, id) => ({ id, address, type, access, periodMs: 100 }))
  const seen = probe(opcua, entry.connection as { url: string }, tags, folder)
  device = seen
  await seen.until(() => tags.every(({ id }) => seen.latest.get(id)?.status === Status.Good))
  expect(Object.fromEntries(entry.points.map(({ name }, id) => [name, seen.latest.get(id)!.value]))).toEqual({
    'Boiler/Level': 12.5,
    'Boiler/Burning': true,
    'Boiler/Starts': -7n,
    'Boiler/Maker': 'Dampf & Söhne',
    'Boiler/Mode': 1n,
  })
})
