import { createPrivateKey, X509Certificate } from 'node:crypto'
import { chmod, mkdir, open, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Fault, MICROS_PER_MS, type Micros } from '@millrace/core'
import './faults.ts'

/** Who this machine is: what it shows and what it trusts, all PEM. */
export interface Identity {
  readonly key: string
  /** Its own certificate, then the one of the issuing authority. */
  readonly certificate: string
  /** The platform's root, as told when the machine was enrolled. */
  readonly root: string
  /** µs UTC. */
  readonly from: Micros
  readonly until: Micros
}

interface Kept {
  readonly key: string
  readonly certificate: string
  readonly root: string
}

const IDENTITY = 'identity.json'
const NEXT_KEY = 'next-key.pem'

/** Makes the folder, closed to others. */
export async function takeIdentityFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  // Windows has no such bits; there the folder's ACL is inherited from the user's profile.
  if (process.platform !== 'win32') await chmod(folder, 0o700)
}

/** True if there is a certificate, whatever it is worth. */
export const isEnrolled = async (folder: string): Promise<boolean> =>
  (await readIfThere(join(folder, IDENTITY))) !== undefined

/** Undefined if the machine is not enrolled. Throws `enrolment.unreadable`. */
export async function readIdentity(folder: string): Promise<Identity | undefined> {
  const text = await readIfThere(join(folder, IDENTITY))
  if (text === undefined) return undefined
  try {
    return identityOf(JSON.parse(text) as Kept)
  } catch (thrown) {
    throw new Fault('enrolment.unreadable', { folder, seen: (thrown as Error).message }, thrown)
  }
}

/** Throws `enrolment.foreign_answer` if key, certificate and root do not belong together. */
export function identityOf({ key, certificate, root }: Kept): Identity {
  const [leaf, ...above] = certificatesOf(certificate)
  const top = certificatesOf(root)[0]
  if (!(leaf && top)) throw new Fault('enrolment.foreign_answer', { seen: 'no certificate' })
  if (!leaf.checkPrivateKey(createPrivateKey(key)))
    throw new Fault('enrolment.foreign_answer', { seen: 'a certificate for another key' })
  let below = leaf
  for (const next of [...above, top]) {
    if (!(below.checkIssued(next) && below.verify(next.publicKey)))
      throw new Fault('enrolment.foreign_answer', { seen: 'a chain that does not hold' })
    below = next
  }
  return {
    key,
    certificate,
    root,
    from: leaf.validFromDate.getTime() * MICROS_PER_MS,
    until: leaf.validToDate.getTime() * MICROS_PER_MS,
  }
}

/** One file, so that key and certificate are never of two times; beside it copies for other programs. */
export async function keepIdentity(folder: string, { key, certificate, root }: Identity): Promise<void> {
  const kept: Kept = { key, certificate, root }
  await replace(join(folder, IDENTITY), `${JSON.stringify(kept, null, 2)}\n`)
  await replace(join(folder, 'key.pem'), key)
  await replace(join(folder, 'certificate.pem'), certificate)
  await replace(join(folder, 'ca.pem'), root)
  await rm(join(folder, NEXT_KEY), { force: true })
}

/** The key that a certificate was asked for: kept before the question, since the answer may be lost. */
export async function nextKey(folder: string, make: () => Promise<string>): Promise<string> {
  const file = join(folder, NEXT_KEY)
  const held = await readIfThere(file)
  if (held !== undefined) return held
  const key = await make()
  await replace(file, key)
  return key
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw thrown
  }
}

const certificatesOf = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (text) => new X509Certificate(text),
  )

/** Old content or new after a kill at any moment; mode 0600. */
async function replace(path: string, content: string): Promise<void> {
  const draft = `${path}.new`
  await rm(draft, { force: true })
  const file = await open(draft, 'wx', 0o600)
  try {
    await file.writeFile(content)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(draft, path)
}
