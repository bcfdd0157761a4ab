import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { Fault } from '@millrace/core'
import { type Finding, verifyExport } from '@millrace/server/audit'
import './faults.ts'

const told: Readonly<Record<Finding['why'], string>> = {
  malformed: 'cannot be read',
  changed: 'was changed after it was recorded',
  missing: 'is missing',
  out_of_order: 'is not where it was recorded',
  forged: 'and those before it were written anew: they are not what was signed',
  checkpoint_signature: 'has a checkpoint whose signature is wrong',
  unknown_key: 'has a checkpoint of a key that is not the one expected',
  cut_off: 'and what follows are missing at the end',
}

/** `millrace audit verify FILE`: 0 if all is as it was recorded, 1 if not. */
export async function audit(args: readonly string[]): Promise<number> {
  const [what, file, flag, key] = args
  const isRight = what === 'verify' && file !== undefined && (flag === undefined || (flag === '--key' && key))
  if (!isRight)
    throw new Fault('cli.usage', {
      expected: 'verify, a file and perhaps --key',
      seen: args.join(' '),
      command: 'audit',
    })
  const begun = performance.now()
  const input = createReadStream(file)
  const opened = new Promise<void>((resolve, reject) => input.once('open', () => resolve()).once('error', reject))
  await opened.catch((thrown: Error) => {
    throw new Fault('cli.file_unreadable', { file, seen: thrown.message }, thrown)
  })
  const lines = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })
  const { records, checkpoints, finding } = await verifyExport(lines, key)
  const seconds = (performance.now() - begun) / 1_000
  const counted = `${records.toLocaleString('en')} records, ${checkpoints} checkpoints, ${seconds.toFixed(1)} s`
  if (finding) {
    process.stdout.write(
      `ALTERED: record ${finding.seq} ${told[finding.why]} (${finding.why}).\n${counted} until there.\n`,
    )
    return 1
  }
  const unpinned = key === undefined ? ' Name the key with --key to be sure who signed.' : ''
  process.stdout.write(`Intact: ${counted}.${unpinned}\n`)
  return 0
}
