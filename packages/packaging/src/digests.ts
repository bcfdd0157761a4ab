import { createHash } from 'node:crypto'
import { pieces } from './pieces.ts'

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** In the order of their bytes, whatever the language of the machine. */
export const inOrder = (paths: Iterable<string>): string[] => [...paths].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))

/** digests.json: the SHA-256 of every file, a line each, so that it may be read without a parser. */
export const digestsOf = (files: ReadonlyMap<string, Uint8Array>): Uint8Array =>
  listed([...files].map(([path, file]) => [path, sha256(file)]))

/** The same, of what somebody sent: between pieces others have their turn. */
export async function digestsInTurns(files: ReadonlyMap<string, Uint8Array>): Promise<Uint8Array> {
  const told: [string, string][] = []
  for (const [path, file] of files) {
    const hash = createHash('sha256')
    for await (const piece of pieces(file)) hash.update(piece)
    told.push([path, hash.digest('hex')])
  }
  return listed(told)
}

function listed(told: readonly (readonly [path: string, digest: string])[]): Uint8Array {
  const digests = new Map(told)
  const lines = inOrder(digests.keys()).map((path) => `  ${JSON.stringify(path)}: "${digests.get(path)}"`)
  return new TextEncoder().encode(`{\n${lines.join(',\n')}\n}\n`)
}

/** The digest of a package: that of its digests.json, and so of every byte of every file, however they are packed. */
export const digestOf = (digests: Uint8Array): string => `sha256:${sha256(digests)}`
