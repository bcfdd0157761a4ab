import { readFile } from 'node:fs/promises'
import type { AppManifest } from '@millrace/apps'
import { Fault, sayFault } from '@millrace/core'
import '../faults.ts'

type Settings = Record<string, number | boolean | string>

/**
 * Settings as they were typed: `name=value`, and of secrets `name=file`, since the arguments of a process can be read by others.
 * Throws `cli.usage`, `cli.file_unreadable`.
 */
export async function settingsOf(
  told: readonly string[],
  secrets: readonly string[],
  { settings = [] }: AppManifest,
): Promise<Settings> {
  const read: Settings = {}
  for (const one of [...told, ...secrets]) {
    const at = one.indexOf('=')
    const [name, text] = [one.slice(0, Math.max(0, at)), one.slice(at + 1)]
    const setting = settings.find((each) => each.name === name)
    const isSecret = secrets.includes(one)
    const known = settings.filter(({ type }) => (type === 'secret') === isSecret).map((each) => each.name)
    if (!setting || (setting.type === 'secret') !== isSecret)
      throw usage(
        isSecret
          ? `--secret name=file with a secret of ${known.join(', ') || 'none'}`
          : `--set name=value with a setting of ${known.join(', ') || 'none'}`,
        one,
      )
    read[name] = isSecret ? await secretIn(text) : typed(setting.type, text, one)
  }
  return read
}

function typed(type: string, text: string, told: string): number | boolean | string {
  if (type === 'boolean') {
    if (text !== 'true' && text !== 'false') throw usage('true or false', told)
    return text === 'true'
  }
  if (type !== 'number') return text
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) throw usage('a number', told)
  return number
}

async function secretIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (reason) {
    throw new Fault('cli.file_unreadable', { file, seen: sayFault(reason) }, reason)
  }
}

const usage = (expected: string, seen: string): Fault => new Fault('cli.usage', { expected, seen, command: 'app' })
