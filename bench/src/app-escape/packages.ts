import { generateKeyPairSync } from 'node:crypto'
import { pack, signPackage } from '@millrace/packaging'
import { craft } from '@millrace/packaging/attacks'
import type { Member } from '../security/stage.ts'
import { appFiles, bytes, install, packed } from './apps.ts'

/** What came of one attack that is over. */
export interface Ended {
  readonly name: string
  readonly code: string
  readonly ends: readonly string[]
}

const unfit = ['package.unfit', 'app.malformed', 'package.tampered', 'package.unreadable']

function archives(): (readonly [string, Uint8Array])[] {
  const files = appFiles({ name: 'hostile' })
  const beside = (name: string, data = bytes('x'), more: object = {}): Uint8Array =>
    craft([...[...files].map(([path, text]) => ({ name: path, data: text })), { name, data, ...more }])
  const much = new Uint8Array(70 * 1_048_576)
  return [
    ['a path above the package', beside('../../../etc/cron.d/escape')],
    ['an absolute path', beside('/etc/cron.d/escape')],
    ['a path of Windows', beside('..\\..\\escape')],
    ['a name that is another inside', beside('a.txt', bytes('x'), { inside: '../escape' })],
    ['a bomb that lies about its size', beside('a.txt', much, { declared: 10 })],
    ['a bomb that tells its size', beside('a.txt', much)],
    ['SQL as the name of a column', packed({ name: 'sql', permissions: ["x'}], tables: [{name: 'a; drop"] })],
  ]
}

/** An archive whose signature is of other files than those it holds. */
function tampered(): Uint8Array {
  const { privateKey } = generateKeyPairSync('ed25519')
  const kind = { manifest: 'app.yaml', signed: 'millrace-app/1', most: { files: 1, bytes: 1, archive: 1, manifest: 1 } }
  const signature = signPackage(kind, `sha256:${'0'.repeat(64)}`, privateKey)
  return pack(appFiles({ name: 'tampered', code: 'export const http = () => 1' }), signature)
}

/** Packages that were made to hurt, and a version that asks for more than was agreed to. */
export async function attackPackages({ caller }: Member, less: Member, asset: string): Promise<Ended[]> {
  const ended: Ended[] = []
  const take = async (name: string, body: Uint8Array, ends = unfit): Promise<void> => {
    const { status, json } = await caller.askInTime('/api/v1/apps/packages', { method: 'POST', body })
    ended.push({ name, code: status < 300 ? 'reached' : String(json?.['code'] ?? status), ends })
  }
  for (const [name, body] of archives()) await take(name, body)
  await take('a signature of other files', tampered(), ['package.tampered', 'package.unfit'])
  const one = { name: 'creeps', code: 'export const http = () => 1' }
  const installed = await install(caller, one, asset)
  await take('another package under the same version', packed({ ...one, code: 'export const http = () => 2' }), [
    'apps.version_kept',
  ])
  const more = { ...one, version: '2.0.0', permissions: ['point:read', 'point:write'], reaches: ['evil.example.org'] }
  const { asks } = (await caller.need('/apps/packages', { method: 'POST', body: packed(more) })) as { asks?: object[] }
  const before = (await caller.need(`/apps/installations/${installed.id}`)) as { agreed?: object[] }
  const upgrade = async (name: string, who: Member, agreed: unknown, ends: readonly string[]): Promise<void> => {
    const path = `/api/v1/apps/installations/${installed.id}/upgrade`
    const { status, json } = await who.caller.askInTime(path, { method: 'POST', body: { version: '2.0.0', agreed } })
    ended.push({ name, code: status < 300 ? 'reached' : String(json?.['code'] ?? status), ends })
  }
  await upgrade('a version that asks more, agreed to as before', { ...less, caller }, before.agreed, [
    'apps.consent_other',
  ])
  await upgrade('a version that asks more, of somebody who may less', less, asks, ['apps.consent_beyond_own'])
  const after = (await caller.need(`/apps/installations/${installed.id}`)) as { version?: string; agreed?: object[] }
  const isSame = after.version === '1.0.0' && JSON.stringify(after.agreed) === JSON.stringify(before.agreed)
  ended.push({ name: 'what is in force after that', code: isSame ? 'as before' : 'reached', ends: ['as before'] })
  await installed.uninstall()
  return ended
}
