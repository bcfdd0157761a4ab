import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault } from '@millrace/core'
import { closedFolder, replaceFile, type Vault } from '../../secrets/index.ts'
import './faults.ts'

const CONTEXT = 'audit signing key'

/** The platform's Ed25519 key for checkpoints, sealed in `<folder>/audit-signing`; made at first use. Throws `audit.key_unusable`. */
export async function openSigningKey(folder: string, vault: Vault): Promise<KeyObject> {
  await closedFolder(folder)
  const file = join(folder, 'audit-signing')
  let sealed: string
  try {
    sealed = await readFile(file, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new Fault('audit.key_unusable', { file, seen: (thrown as Error).message }, thrown)
    const { privateKey } = generateKeyPairSync('ed25519')
    await replaceFile(file, vault.seal(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(), CONTEXT))
    return privateKey
  }
  return createPrivateKey(vault.open(sealed, CONTEXT))
}
