import { type Closable, Fault, type Log, sayFault } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'
import './faults.ts'
import type { Seal, SealRequest } from './schema.ts'

/** What is held until it is closed. */
interface Hold extends Closable {
  /** Tells what to copy. */
  readonly file: string
}

/** Takes hold of the whole platform; tells how far it is. */
export type HoldPlatform = (
  tell: (step: { readonly step: string; readonly done: number; readonly of: number }) => void,
  signal: AbortSignal,
) => Promise<Hold>

type Send = (event: string, data: unknown) => Promise<void>

export interface BackupService {
  /** Begins when the stream does, and lets go when it ends. Throws `backups.busy`. */
  hold(reach: Reach, actor: Actor): (send: Send) => Closable
  /** Throws `backups.nothing_held`. */
  seal(reach: Reach, request: SealRequest, actor: Actor): Promise<Seal>
}

interface Needs {
  readonly audit: AuditTrail
  readonly hold: HoldPlatform
  readonly sealChecksum: (sha256: string) => string
  readonly log: Log
}

export function createBackups({ audit, hold, sealChecksum, log }: Needs): BackupService {
  /** The stream that holds the platform. */
  let holder: AbortController | undefined
  let isHeld = false

  const checkFree = (): void => {
    if (holder) throw new Fault('backups.busy')
  }

  const run = async (send: Send, gone: AbortSignal, begin: () => Promise<void>): Promise<Hold | undefined> => {
    try {
      await begin()
      // A reader that takes nothing must not hold up what is told next: steps are small, and few.
      const held = await hold((step) => void send('step', step), gone)
      isHeld = true
      await send('held', { file: held.file })
      return held
    } catch (thrown) {
      if (gone.aborted) return undefined
      const fault = thrown instanceof Fault ? thrown : new Fault('backups.failed', { seen: sayFault(thrown) }, thrown)
      log.error('the platform was not held for a backup', { fault: sayFault(fault) })
      await send('fault', { code: fault.code, message: fault.message, remedy: fault.remedy })
      return undefined
    }
  }

  return {
    hold: ({ tenant }, actor) => {
      checkFree()
      return (send) => {
        checkFree()
        const own = new AbortController()
        holder = own
        const running = run(send, own.signal, () => audit.note(tenant, { actor, action: 'backup.begun' }))
        return {
          close: async () => {
            if (own.signal.aborted) return
            own.abort(new Fault('backups.nothing_held'))
            const held = await running
            isHeld = false
            try {
              await held?.close()
            } catch (thrown) {
              log.error('what was held for a backup stays until the next start', { fault: sayFault(thrown) })
            }
            holder = undefined
          },
        }
      }
    },

    seal: async ({ tenant }, { sha256 }, actor) => {
      if (!isHeld) throw new Fault('backups.nothing_held')
      await audit.note(tenant, { actor, action: 'backup.made', detail: { sha256 } })
      return { seal: sealChecksum(sha256) }
    },
  }
}
