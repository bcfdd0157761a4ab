import { parseArgs } from 'node:util'
import { Fault, isBad, isoOf, type SampleBatch, statusName, valueAt } from '@millrace/core'
import { pointTypes } from '@millrace/core/profiles'
import type { DataType } from '@millrace/drivers'
import { withDevice } from './device.ts'
import './faults.ts'

function isDataType(text: string): text is DataType {
  return (pointTypes as readonly string[]).includes(text)
}

/** What a number says beyond the noise of its arithmetic: a float32 has seven digits, and a machine at rest −3.4e-13 is at 0. */
export function shownValue(value: ReturnType<typeof valueAt>, type: DataType): string {
  if (value === null) return '-'
  if (typeof value !== 'number') return String(value)
  return String(Math.abs(value) < 1e-9 ? 0 : Number(value.toPrecision(type === 'float32' ? 7 : 12)))
}

/** `millrace read <device> <address>`: one value with its time and status, or with `--watch` every change; with `--json` exactly. */
export async function read(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      type: { type: 'string' },
      watch: { type: 'boolean' },
      json: { type: 'boolean' },
      period: { type: 'string' },
    },
  })
  const [device, address] = positionals
  if (device === undefined || address === undefined)
    throw new Fault('cli.usage', { expected: 'a device and an address', seen: args.join(' '), command: 'read' })
  const type =
    values.type ?? (/^(coil|discrete):/.test(address) ? 'bool' : device.startsWith('opc.tcp') ? 'float64' : 'uint16')
  if (!isDataType(type))
    throw new Fault('cli.usage', { expected: `a type of ${pointTypes.join(', ')}`, seen: type, command: 'read' })
  const period = Number(values.period ?? 1_000)

  const arrived = Promise.withResolvers<boolean>()
  // A loss while it connects is told by the attempt itself.
  arrived.promise.catch(() => undefined)
  const show = (batch: SampleBatch): void => {
    for (let i = 0; i < batch.length; i++) {
      const status = batch.status[i]!
      const value = valueAt(batch, i)
      const [time, said] = [isoOf(batch.time[i]!), statusName(status)]
      const exact = { time, value: typeof value === 'bigint' ? String(value) : value, status: said }
      process.stdout.write(
        values.json ? `${JSON.stringify(exact)}\n` : `${time}  ${shownValue(value, type)}  ${said}\n`,
      )
      if (!values.watch) arrived.resolve(!isBad(status))
    }
  }
  return withDevice(
    device,
    { samples: show, lost: (reason) => arrived.reject(reason) },
    async (driver, factory, signal) => {
      await factory.checkAddress(address, type)
      const { groups, verdicts } = await driver.setTags([{ id: 0, address, type, access: 'r', periodMs: period }])
      const refused = verdicts.find(({ status }) => isBad(status))
      if (refused) throw new Fault('cli.read_failed', { address, seen: refused.message ?? statusName(refused.status) })
      const group = groups[0]
      if (driver.poll && group) {
        do {
          show(await driver.poll(group, values.watch ? new AbortController().signal : signal))
          if (values.watch) await new Promise((resolve) => setTimeout(resolve, period))
        } while (values.watch)
      } else if (!values.watch)
        signal.addEventListener('abort', () =>
          arrived.reject(new Fault('cli.read_failed', { address, seen: 'no value within 10 s' })),
        )
      return (await arrived.promise) ? 0 : 1
    },
  )
}
