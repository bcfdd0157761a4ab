import type { Actor } from '../audit/index.ts'
import type { Principal } from './schema.ts'

/** Who the audit names for what this principal does. */
export function actorOf(who: Principal, remote: string): Actor {
  switch (who.kind) {
    case 'person':
      return { kind: 'person', id: who.user, name: who.username, remote }
    case 'program':
      return { kind: 'program', id: who.program, name: who.name, remote }
    case 'app':
      return { kind: 'app', id: who.installation, name: who.name, remote }
    case 'link':
      return { kind: 'link', id: who.grant, name: 'link', remote }
    case 'device':
      return { kind: 'device', id: who.sender.credential, name: who.sender.credential, remote }
  }
}
