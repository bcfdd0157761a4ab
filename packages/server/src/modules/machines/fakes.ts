import { execFile } from 'node:child_process'
import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type Closable, type ManualClock, Owned, silentLog, type TenantId } from '@millrace/core'
import type { Database } from '../../database/index.ts'
import { addTestTenant } from '../../database/testing.ts'
import type { Vault } from '../../secrets/index.ts'
import type { Actor, AuditEntry, AuditTrail } from '../audit/index.ts'
import { type Authority, openAuthority } from './authority.ts'
import { createMachines } from './module.ts'
import type { Issued, TokenRequest } from './schema.ts'
import type { MachineService } from './service.ts'
import { renewalMessage } from './signing-request.ts'
import type { Organisations } from './standing.ts'

/** Stand-ins for the rest of the house, and what a machine does, for the tests of machines. */

const run = promisify(execFile)

/** Seals nothing, but keeps contexts apart. */
export class FakeVault implements Vault {
  seal(plain: string, context: string): string {
    return Buffer.from(`${context}\n${plain}`).toString('base64')
  }

  open(sealed: string, context: string): string {
    const text = Buffer.from(sealed, 'base64').toString()
    return text.startsWith(`${context}\n`) ? text.slice(context.length + 1) : ''
  }
}

export class FakeAudit implements AuditTrail {
  readonly entries: AuditEntry[] = []

  async record(_: unknown, entry: AuditEntry): Promise<void> {
    this.entries.push(entry)
  }

  async note(_: TenantId, entry: AuditEntry): Promise<void> {
    this.entries.push(entry)
  }

  get actions(): string[] {
    return this.entries.map(({ action }) => action)
  }
}

export class FakeOrganisations implements Organisations {
  readonly #suspended = new Map<TenantId, boolean>()
  readonly #listeners = new Set<() => void>()

  add(id: TenantId): void {
    this.#suspended.set(id, false)
  }

  suspend(id: TenantId): void {
    this.#suspended.set(id, true)
    for (const listener of this.#listeners) listener()
  }

  async organisations(): Promise<readonly { id: TenantId; suspended: boolean }[]> {
    return [...this.#suspended].map(([id, suspended]) => ({ id, suspended }))
  }

  onChange(listener: () => void): void {
    this.#listeners.add(listener)
  }
}

export const admin: Actor = { kind: 'person', id: 'p1', name: 'Li Wei', remote: '192.0.2.1' }

export const faultOf = async (asked: Promise<unknown>): Promise<unknown> =>
  asked.then(
    () => 'none',
    ({ code }) => code,
  )

/** A machine with a key: its files are there for programs that want some. */
export interface Machine extends Issued {
  readonly folder: string
  readonly key: string
}

export interface Trial extends Closable {
  readonly machines: MachineService
  readonly authority: Authority
  readonly audit: FakeAudit
  readonly organisations: FakeOrganisations
  readonly tenant: TenantId
  readonly folder: string
  enrol(request: TokenRequest): Promise<Machine>
}

/** A key and a request for it, by OpenSSL as on a machine. */
export async function opensslRequest(
  folder: string,
  key: readonly string[] = ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
): Promise<string> {
  const files = ['-keyout', join(folder, 'key.pem'), '-subj', '/CN=anything']
  const { stdout } = await run('openssl', ['req', '-new', '-newkey', ...key, '-nodes', ...files])
  return stdout
}

export const temporaryFolder = (owned: Owned): string => {
  const folder = mkdtempSync(join(tmpdir(), 'machines-'))
  owned.add({ close: () => rmSync(folder, { recursive: true }) })
  return folder
}

export async function startTrial(database: Database, clock: ManualClock): Promise<Trial> {
  const owned = new Owned()
  const folder = temporaryFolder(owned)
  const authority = await openAuthority({
    folder: join(folder, 'secrets'),
    vault: new FakeVault(),
    clock,
    log: silentLog,
  })
  const tenant = await addTestTenant(database, 'Suzhou')
  const organisations = new FakeOrganisations()
  organisations.add(tenant)
  const audit = new FakeAudit()
  const { tenants, house } = database
  const machines = owned.add(createMachines({ tenants, house, organisations, audit, authority, clock, log: silentLog }))
  let made = 0
  return {
    machines,
    authority,
    audit,
    organisations,
    tenant,
    folder,
    async enrol(request) {
      const place = mkdtempSync(join(folder, `machine-${++made}-`))
      const { token } = await machines.makeToken({ tenant }, request, admin)
      const issued = await machines.enrol({ token, csr: await opensslRequest(place) }, '192.0.2.7')
      writeFileSync(join(place, 'certificate.pem'), issued.certificate)
      writeFileSync(join(place, 'ca.pem'), issued.root)
      return { ...issued, folder: place, key: join(place, 'key.pem') }
    },
    close: () => owned.close(),
  }
}

/** A renewal as a machine signs it. */
export function renewalOf(
  { key, certificate }: { readonly key: string; readonly certificate: string },
  csr: string,
  minute: number,
): { certificate: string; csr: string; minute: number; signature: string } {
  const der = Buffer.from(csr.replace(/-----[^-]+-----/g, ''), 'base64')
  return { certificate, csr, minute, signature: sign('sha256', renewalMessage(minute, der), key).toString('base64') }
}

export const anotherKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'pem', type: 'pkcs8' }) as string
