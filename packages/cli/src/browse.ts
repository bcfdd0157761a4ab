import { Fault } from '@millrace/core'
import { withDevice } from './device.ts'
import './faults.ts'

const PAGE = 200

/** `millrace browse <device> [node]`: what lies below a node, one line each. */
export async function browse(args: readonly string[]): Promise<number> {
  const [device, parent] = args
  if (device === undefined)
    throw new Fault('cli.usage', { expected: 'a device', seen: args.join(' '), command: 'browse' })
  const quiet = { samples: () => undefined, lost: (reason: unknown) => process.stderr.write(`${String(reason)}\n`) }
  return withDevice(device, quiet, async (driver, factory, signal) => {
    if (!driver.browse)
      throw new Fault('cli.usage', { expected: 'a protocol that can browse', seen: factory.kind, command: 'browse' })
    let cursor: string | undefined
    do {
      const page = await driver.browse(parent, { limit: PAGE, ...(cursor === undefined ? {} : { cursor }) }, signal)
      for (const node of page.nodes) {
        const facts = [node.kind, node.type, node.access, node.unit, node.hasChildren ? '…' : undefined]
          .filter(Boolean)
          .join(' ')
        process.stdout.write(`${node.address.padEnd(48)} ${node.name.padEnd(32)} ${facts}\n`)
      }
      cursor = page.cursor
    } while (cursor !== undefined)
    return 0
  })
}
