import { pageFiles } from '@millrace/apps'
import { type Clock, Fault } from '@millrace/core'
import type { AccessService } from '../access/index.ts'
import type { Principal } from '../identity/index.ts'
import './faults.ts'
import { FrameTickets } from './frame-tickets.ts'
import type { AppPrincipals } from './principals.ts'
import type { Ticket } from './schema.ts'

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  mjs: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml; charset=utf-8',
  txt: 'text/plain; charset=utf-8',
  ts: 'text/plain; charset=utf-8',
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
  woff2: 'font/woff2',
}
const PAGES = 'pages/'
/** Where frames are served, below the address of the platform. */
const FRAMES = '/api/v1/app-frames'

export interface FrameFile {
  readonly type: string
  readonly bytes: Uint8Array
}

/** Pages of apps, for frames that have no part in the console. */
export interface Frames {
  /** Throws `apps.installation_unknown`, `suspended`, `page_unknown`. */
  ticket(who: Principal, installation: string, page: string): Promise<Ticket>
  /** Whose ticket it is. */
  holder(ticket: string): Principal | undefined
  /** @param path below pages/ of the package. Throws `apps.ticket_unknown`, `suspended`, `file_unknown`, `http.forbidden`. */
  file(ticket: string, path: string): Promise<FrameFile>
}

interface Needs {
  readonly principals: Pick<AppPrincipals, 'actAs' | 'files'>
  readonly access: Pick<AccessService, 'reach'>
  readonly clock: Clock
}

export function createFrames({ principals, access, clock }: Needs): Frames {
  const tickets = new FrameTickets(clock)
  const bridge = pageFiles()
  return {
    async ticket(who, installation, page) {
      const { tenant } = who
      const { manifest } = await principals.actAs(tenant, installation)
      const found = manifest.pages?.find(({ name }) => name === page)
      if (!found) throw new Fault('apps.page_unknown', { app: manifest.id, seen: page })
      const ticket = tickets.give({ tenant, installation, version: manifest.version, who })
      return { ticket, url: `${FRAMES}/${ticket}/${found.file.slice(PAGES.length)}` }
    },

    holder: (ticket) => tickets.read(ticket)?.who,

    async file(secret, path) {
      const ticket = tickets.read(secret)
      if (!ticket) throw new Fault('apps.ticket_unknown')
      const { tenant, installation, version, who } = ticket
      await access.reach(who, 'app:use')
      const { manifest } = await principals.actAs(tenant, installation)
      if (manifest.version !== version) throw new Fault('apps.ticket_unknown')
      // Names within the package and nothing else: no path leads anywhere.
      const bytes =
        (await bridge).get(path.slice(path.lastIndexOf('/') + 1)) ??
        (await principals.files(tenant, installation)).get(`${PAGES}${path}`)
      if (!bytes) throw new Fault('apps.file_unknown', { app: manifest.id, seen: path.slice(0, 200) })
      return { type: types[path.slice(path.lastIndexOf('.') + 1)] ?? 'application/octet-stream', bytes }
    },
  }
}
