import { readFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { join } from 'node:path'
import { rootCertificates } from 'node:tls'
import { type Clock, type Closable, Fault, isoOf, type Log, sayFault } from '@millrace/core'
import acme from 'acme-client'
import { replaceFile, type Vault } from '../secrets/index.ts'
import { covers, renewalTime, type ServerPair, serverPair } from './certificate.ts'
import { openChallengeListener } from './challenge-listener.ts'
import './faults.ts'
import { isDnsName } from './names.ts'
import { keepRenewed } from './renewal.ts'

const LETS_ENCRYPT = 'https://acme-v02.api.letsencrypt.org/directory'
const STANDARD_PORT = 80
const REQUEST_MS = 30_000

export interface AcmeOptions {
  /** RFC 8555 directory. */
  readonly directoryUrl: string
  /** Public DNS names, the first is the certificate's common name. */
  readonly domains: readonly string[]
  readonly email: string
  /** PEM of the root of a directory inside a company. */
  readonly caFile?: string | undefined
  /** Where the proof is answered: 80 unless something forwards it. */
  readonly challengePort: number
}

export interface AcmeNeeds extends AcmeOptions {
  /** Exists, closed to others. */
  readonly folder: string
  readonly vault: Vault
  readonly take: (pair: ServerPair) => void
  readonly clock: Clock
  readonly log: Log
}

/** The account and the newest certificate of one directory. */
interface Kept {
  readonly directory: string
  readonly sealedAccountKey: string
  readonly accountUrl: string
  readonly certificate: string
  readonly sealedKey: string
}

const ACCOUNT = 'tls acme account key'
const SERVER = 'tls acme server key'

/**
 * Shows certificates of an ACME authority by HTTP-01. One that is kept is shown at once; ordering runs beside the platform, never
 * before it, and is tried again while it fails. The platform agrees to the authority's terms by being given its directory.
 */
export async function useAcme(needs: AcmeNeeds): Promise<Closable> {
  const { folder, vault, take, clock, log, directoryUrl, domains } = needs
  const file = join(folder, 'acme.json')
  let kept = await keptRecord(needs, file)
  let used = kept && keptPair(kept, vault, file, log)
  let isClosed = false

  const order = async (): Promise<void> => {
    const next = await orderCertificate(needs, kept)
    if (isClosed) return
    await replaceFile(file, `${JSON.stringify(next.kept, null, 2)}\n`)
    kept = next.kept
    used = next.pair
    take(used)
    const { fingerprint, until } = used
    log.info('tls: a certificate came from the authority', {
      directory: directoryUrl,
      fingerprint,
      until: isoOf(until),
    })
  }
  if (used && used.until > clock.now()) take(used)
  const renewal = keepRenewed({
    due: () => !used || clock.now() >= renewalTime(used) || !covers(used, domains),
    renew: order,
    clock,
    log,
  })
  return {
    close() {
      isClosed = true
      return renewal.close()
    },
  }
}

/** MILLRACE_ACME_*: texts as they stand in the environment. */
export interface AcmeTexts {
  /** With commas between; without it there is no ACME. */
  readonly domains: string | undefined
  readonly email: string | undefined
  /** Let's Encrypt when not given. */
  readonly directory: string | undefined
  readonly caFile: string | undefined
  readonly port: number | undefined
}

/** Undefined when no domains are given. Throws `tls.acme_incomplete`. */
export function acmeOptionsOf(texts: AcmeTexts): AcmeOptions | undefined {
  const domains = (texts.domains ?? '').split(',').flatMap((name) => name.trim().toLowerCase() || [])
  if (domains.length === 0) return undefined
  const wrong = domains.find((name) => !isDnsName(name))
  if (wrong !== undefined)
    throw new Fault('tls.acme_incomplete', { expected: 'public DNS names, no wildcard', seen: `"${wrong}"` })
  const { email, directory: directoryUrl = LETS_ENCRYPT, caFile, port: challengePort = STANDARD_PORT } = texts
  if (!email?.includes('@'))
    throw new Fault('tls.acme_incomplete', { expected: 'a mail address', seen: `"${email ?? ''}"` })
  if (!URL.canParse(directoryUrl) || new URL(directoryUrl).protocol !== 'https:')
    throw new Fault('tls.acme_incomplete', { expected: 'an https directory', seen: `"${directoryUrl}"` })
  return { domains, email, directoryUrl, caFile, challengePort }
}

async function keptRecord({ directoryUrl, log }: AcmeNeeds, file: string): Promise<Kept | undefined> {
  try {
    const read = JSON.parse(await readFile(file, 'utf8')) as Kept
    return read.directory === directoryUrl ? read : undefined
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('tls: the account kept cannot be read, a new one is made', { file, fault: sayFault(thrown) })
    return undefined
  }
}

function keptPair(kept: Kept, vault: Vault, file: string, log: Log): ServerPair | undefined {
  try {
    return serverPair(vault.open(kept.sealedKey, SERVER), kept.certificate, file)
  } catch (thrown) {
    log.warn('tls: the certificate kept cannot be used, another is ordered', { file, fault: sayFault(thrown) })
    return undefined
  }
}

/** Throws `tls.order_failed`, `tls.challenge_port_taken`. */
async function orderCertificate(needs: AcmeNeeds, before: Kept | undefined): Promise<{ kept: Kept; pair: ServerPair }> {
  const { directoryUrl: directory, domains, email, caFile, challengePort, vault } = needs
  const proofs = new Map<string, string>()
  const listener = await openChallengeListener(challengePort, proofs)
  try {
    await trust(caFile)
    const accountKey = before
      ? vault.open(before.sealedAccountKey, ACCOUNT)
      : (await acme.crypto.createPrivateEcdsaKey()).toString()
    const client = new acme.Client({
      directoryUrl: directory,
      accountKey,
      ...(before ? { accountUrl: before.accountUrl } : {}),
      backoffMin: 1_000,
      backoffMax: 15_000,
    })
    const [key, csr] = await acme.crypto.createCsr(
      { commonName: domains[0]!, altNames: [...domains] },
      await acme.crypto.createPrivateEcdsaKey(),
    )
    const certificate = await client.auto({
      csr,
      email,
      termsOfServiceAgreed: true,
      challengePriority: ['http-01'],
      // Behind a NAT this host often cannot reach itself by its public name; the authority's look is what counts.
      skipChallengeVerification: true,
      challengeCreateFn: async (_authorization, { token }, proof) => void proofs.set(token, proof),
      challengeRemoveFn: async (_authorization, { token }) => void proofs.delete(token),
    })
    const pair = serverPair(key.toString(), certificate, directory)
    const kept: Kept = {
      directory,
      sealedAccountKey: vault.seal(accountKey, ACCOUNT),
      accountUrl: client.getAccountUrl(),
      certificate,
      sealedKey: vault.seal(pair.key, SERVER),
    }
    return { kept, pair }
  } catch (thrown) {
    if (thrown instanceof Fault) throw thrown
    throw new Fault(
      'tls.order_failed',
      { directory, domains: domains.join(', '), seen: (thrown as Error).message },
      thrown,
    )
  } finally {
    await listener.close()
  }
}

/** acme-client has one HTTP client for the process; nothing else here uses it. */
async function trust(caFile: string | undefined): Promise<void> {
  acme.axios.defaults.timeout = REQUEST_MS
  if (caFile === undefined) return
  acme.axios.defaults.httpsAgent = new Agent({ ca: [...rootCertificates, await readFile(caFile, 'utf8')] })
}
