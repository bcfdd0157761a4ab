import { Fault } from '@millrace/core'
import type { Reach } from '../../database/index.ts'
import type { Actor, AuditTrail } from '../audit/index.ts'

interface Attempt {
  readonly reach: Reach
  readonly actor: Actor
  /** What was tried, as it is called where it succeeds. */
  readonly action: string
  /** publisher/name */
  readonly app?: string
}

/** Leaves a trace of what was refused: a package that was made to hurt, or a version that asks for more than was agreed to. */
export async function tellingRefusal<T>(audit: AuditTrail, attempt: Attempt, run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (thrown) {
    if (thrown instanceof Fault && thrown.row.blame === 'caller') {
      const { reach, actor, action, app } = attempt
      await audit.note(reach.tenant, {
        actor,
        action,
        outcome: 'refused',
        ...(app === undefined ? {} : { target: { kind: 'app', id: app, name: app } }),
        detail: { code: thrown.code, says: thrown.message.slice(0, 400) },
      })
    }
    throw thrown
  }
}
