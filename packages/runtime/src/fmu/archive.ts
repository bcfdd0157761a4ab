import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Fault } from '@millrace/core'
import { unfit, unzip } from '@millrace/packaging'

const MOST_FILES = 10_000
const MOST_BYTES = 256 * 1_024 * 1_024
const DESCRIPTION = 'modelDescription.xml'

/** What of an FMU matters here: its description, the binaries of this machine, its resources. By path. */
export type FmuFiles = ReadonlyMap<string, Uint8Array>

/** Folders of binaries of this kind of machine, in the order in which they are looked for; FMI 2 knows none but x86_64. */
export function platformsOf(architecture: string): readonly string[] {
  if (architecture === 'x64') return ['x86_64-linux', 'linux64']
  return architecture === 'arm64' ? ['aarch64-linux'] : []
}

/** Reads the archive, or says in words what is wrong with it. Nothing is written. */
export async function readArchive(
  bytes: Uint8Array,
  platforms: readonly string[],
): Promise<FmuFiles | { readonly wrong: string }> {
  const isWantedHere = (name: string): boolean => {
    if (!isSafe(name)) throw unfit('paths that stay within it', `a file at "${name.slice(0, 100)}"`)
    return !name.endsWith('/') && isWanted(name, platforms)
  }
  try {
    return await unzip(bytes, { archive: MOST_BYTES, files: MOST_FILES, bytes: MOST_BYTES, isWanted: isWantedHere })
  } catch (reason) {
    if (!(reason instanceof Fault)) throw reason
    return { wrong: `no archive of an FMU: expected ${reason.facts['expected']}, saw ${reason.facts['seen']}` }
  }
}

/** Writes them below a folder that nobody else has a hand in; readable by all, since the process may be another user's. */
export async function writeFiles(files: FmuFiles, folder: string): Promise<void> {
  await mkdir(join(folder, 'resources'), { recursive: true, mode: 0o755 })
  for (const [path, bytes] of files) {
    const place = join(folder, path)
    await mkdir(dirname(place), { recursive: true, mode: 0o755 })
    await writeFile(place, bytes, { mode: 0o644 })
  }
}

export const descriptionIn = (files: FmuFiles): Uint8Array | undefined => files.get(DESCRIPTION)

const isWanted = (name: string, platforms: readonly string[]): boolean =>
  name === DESCRIPTION ||
  name.startsWith('resources/') ||
  platforms.some((platform) => name.startsWith(`binaries/${platform}/`))

/** No way out of the folder, and no name that a file system reads otherwise. */
const isSafe = (name: string): boolean =>
  name.length < 1_024 &&
  !name.startsWith('/') &&
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for.
  !/[\\\u0000-\u001f]/.test(name) &&
  !name.split('/').some((part) => part === '..' || part === '.')
