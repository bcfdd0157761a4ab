import { readFile, stat } from 'node:fs/promises'
import { type Clock, type Closable, Fault, isoOf, type Log, MICROS_PER_MS, sayFault } from '@millrace/core'
import { type ServerPair, serverPair } from './certificate.ts'
import './faults.ts'

/** Looked at, not watched: a watch misses files that are mounted, or swapped through links as Kubernetes and certbot do. */
const LOOK_MS = 10_000
const WARN_BEFORE_MS = 14 * 86_400_000

export interface GivenFiles {
  readonly certFile: string
  readonly keyFile: string
}

export interface OwnFilesNeeds extends GivenFiles {
  readonly take: (pair: ServerPair) => void
  readonly clock: Clock
  readonly log: Log
}

/**
 * Takes the pair in the files, and again whenever they change; a new pair that is unusable or over is warned of once, and the one
 * before stays. Throws `tls.certificate_unusable` when the first is.
 */
export async function useOwnFiles({ certFile, keyFile, take, clock, log }: OwnFilesNeeds): Promise<Closable> {
  const source = `${certFile} and ${keyFile}`
  let used: ServerPair
  let tried = ''
  let warned: ServerPair | undefined
  let busy = false

  const read = async (): Promise<ServerPair> => {
    try {
      return serverPair(await readFile(keyFile, 'utf8'), await readFile(certFile, 'utf8'), source)
    } catch (thrown) {
      if (thrown instanceof Fault) throw thrown
      throw new Fault('tls.certificate_unusable', { source, seen: (thrown as Error).message }, thrown)
    }
  }
  const isOver = (pair: ServerPair): boolean => pair.until <= clock.now()
  const warnIfEnding = (): void => {
    if (warned === used || used.until - clock.now() > WARN_BEFORE_MS * MICROS_PER_MS) return
    warned = used
    log.warn('tls: the given certificate ends soon or has ended', { files: source, until: isoOf(used.until) })
  }
  const look = async (): Promise<void> => {
    const state = await stateOf(certFile, keyFile)
    if (state !== tried) {
      tried = state
      const pair = await read()
      if (isOver(pair))
        throw new Fault('tls.certificate_unusable', { source, seen: `one that ended ${isoOf(pair.until)}` })
      if (pair.fingerprint !== used.fingerprint || pair.key !== used.key) {
        used = pair
        take(pair)
        log.info('tls: the given certificate was changed', { fingerprint: pair.fingerprint, until: isoOf(pair.until) })
      }
    }
    warnIfEnding()
  }

  tried = await stateOf(certFile, keyFile)
  used = await read()
  take(used)
  warnIfEnding()
  return asClosable(
    clock.every(LOOK_MS, () => {
      if (busy) return
      busy = true
      look()
        .catch((thrown: unknown) => {
          log.warn('tls: the new certificate is not used, the one before stays', { fault: sayFault(thrown) })
        })
        .finally(() => {
          busy = false
        })
    }),
  )
}

const asClosable = (timer: { cancel(): void }): Closable => ({ close: () => timer.cancel() })

async function stateOf(...files: string[]): Promise<string> {
  const states = await Promise.all(
    files.map(async (file) => {
      try {
        const { ino, size, mtimeMs } = await stat(file)
        return `${ino} ${size} ${mtimeMs}`
      } catch (thrown) {
        // Missing for a moment, while somebody replaces it: a state like any other.
        return String((thrown as NodeJS.ErrnoException).code)
      }
    }),
  )
  return states.join('\n')
}
