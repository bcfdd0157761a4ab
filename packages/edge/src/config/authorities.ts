import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

/** Reads a PEM file of authorities, relative to `folder`; undefined after `fault` was told why not. */
export async function readAuthorities(
  file: string,
  folder: string,
  fault: (reason: string) => void,
): Promise<string | undefined> {
  try {
    const text = await readFile(resolve(folder, file), 'utf8')
    if (text.includes('-----BEGIN CERTIFICATE-----')) return text
    fault('names a file without a certificate in PEM')
  } catch (reason) {
    fault(`names a file that cannot be read (${(reason as NodeJS.ErrnoException).code})`)
  }
  return undefined
}
