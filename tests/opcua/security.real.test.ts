import { createHash, X509Certificate } from 'node:crypto'
import { access, copyFile, mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { Status } from '@millrace/core'
import type { OpcuaConfig } from '@millrace/drivers'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { failure, makeFolder, type Plant, type Probe, probe, startPlant, tag } from './plant.ts'

const tags = [tag(0, 'Types.Double', 'float64'), tag(1, 'Writable.Int32', 'int32', { access: 'rw' })]
const secure = { securityMode: 'SignAndEncrypt', securityPolicy: 'Basic256Sha256' } as const

let shared: Awaited<ReturnType<typeof makeFolder>>
let folder: Awaited<ReturnType<typeof makeFolder>>
let plant: Plant
let device: Probe | undefined
beforeAll(async () => {
  shared = await makeFolder()
  plant = await startPlant('--certificates', join(shared.path, 'a'), '--only-secure')
})
beforeEach(async () => {
  folder = await makeFolder()
})
afterEach(async () => {
  await device?.close()
  device = undefined
  await folder.remove()
})
afterAll(async () => {
  await plant.stop()
  await shared.remove()
})

const start = (config: Omit<OpcuaConfig, 'url'>, server: Plant = plant): Probe => {
  device = probe({ url: server.url, ...config }, tags, folder.path)
  return device
}
const expectGood = async (probed: Probe): Promise<void> => {
  await probed.read(tags)
  expect(probed.latest.get(0)).toMatchObject({ value: -2.718281828459e-200, status: Status.Good })
}
const fingerprint = async (): Promise<string> =>
  createHash('sha256')
    .update(await readFile(join(shared.path, 'a', 'certificate.der')))
    .digest('hex')

describe('protected connections to asyncua', () => {
  test.each([
    ['SignAndEncrypt', 'Basic256Sha256'],
    ['Sign', 'Basic256Sha256'],
    ['SignAndEncrypt', 'Aes128_Sha256_RsaOaep'],
    ['SignAndEncrypt', 'Aes256_Sha256_RsaPss'],
  ] as const)('read and write with %s and %s', async (securityMode, securityPolicy) => {
    const probed = start({ securityMode, securityPolicy })
    await expectGood(probed)
    const [result] = await probed.supervisor.write([{ tag: 1, value: 5n, operation: 'a' }])
    expect(result).toEqual({ operation: 'a', status: Status.Good, readBack: 5n })
  })

  test('our certificate and key are made in the folder of the driver, readable by its owner alone', async () => {
    await expectGood(start(secure))
    const own = join(folder.path, 'pki', 'own')
    const certificate = new X509Certificate(await readFile(join(own, 'certs', 'client_certificate.pem')))
    expect(certificate.subjectAltName).toMatch(/URI:urn:.*Millrace/)
    expect((await stat(join(own, 'private', 'private_key.pem'))).mode & 0o077).toBe(0)
    expect(certificate.publicKey.asymmetricKeyDetails?.modulusLength).toBe(2048)
    await expect(access(join(homedir(), '.config', 'node-opcua-default-nodejs'))).rejects.toMatchObject({
      code: 'ENOENT',
    })
  })

  test('a mode that the server does not offer is named with those that it does', async () => {
    const said = await failure(start({ securityMode: 'Sign', securityPolicy: 'Aes256_Sha256_RsaPss' }))
    expect(said).toMatch(
      /^opcua\.endpoint_missing: .*Sign with Aes256_Sha256_RsaPss.*SignAndEncrypt with Basic256Sha256/,
    )
  })

  test('mode and policy that contradict each other are refused', async () => {
    expect(await failure(start({ securityMode: 'None', securityPolicy: 'Basic256Sha256' }))).toMatch(
      /^opcua\.settings_conflict/,
    )
  })
})

describe('server certificates', () => {
  test('an unknown one is refused by its fingerprint and kept for approval; once moved to the trusted ones it is taken', async () => {
    const probed = start({ ...secure, trust: 'listed' })
    const said = await failure(probed)
    expect(said).toMatch(/^opcua\.certificate_untrusted: /)
    expect(said).toContain(await fingerprint())
    expect(probed.latest.get(0)?.value ?? null).toBeNull()
    const rejected = join(folder.path, 'pki', 'rejected')
    const [file] = await readdir(rejected)
    await rename(join(rejected, file!), join(folder.path, 'pki', 'trusted', 'certs', file!))
    await expectGood(probed)
  })

  test('one whose fingerprint is listed is taken', async () => {
    const colons = (await fingerprint()).toUpperCase().replaceAll(/(..)(?!$)/g, '$1:')
    await expectGood(start({ ...secure, trust: 'listed', trustedCertificates: [colons] }))
    await expect(readdir(join(folder.path, 'pki', 'rejected'))).resolves.toEqual([])
  })

  test('unless told otherwise the first is taken, and another one later is refused and kept for approval', async () => {
    const first = start(secure)
    await expectGood(first)
    await first.close()
    const { port } = plant
    await plant.stop()
    plant = await startPlant(String(port), '--certificates', join(shared.path, 'b'), '--only-secure')
    try {
      const said = await failure(start(secure))
      expect(said).toMatch(/^opcua\.certificate_changed: /)
      await expect(readdir(join(folder.path, 'pki', 'rejected'))).resolves.toHaveLength(1)
    } finally {
      await device!.close()
      await plant.stop()
      plant = await startPlant(String(port), '--certificates', join(shared.path, 'a'), '--only-secure')
    }
    await expectGood(start(secure))
  })
})

describe('what the server demands of us', () => {
  test('a server that does not trust our certificate is told apart, with the file to hand to it', async () => {
    const trust = join(shared.path, 'trust')
    await mkdir(trust, { recursive: true })
    // The server wants at least one certificate in its list; its own will do.
    await copyFile(join(shared.path, 'a', 'certificate.der'), join(trust, 'server.der'))
    const strict = await startPlant('--certificates', join(shared.path, 'a'), '--trust', trust)
    try {
      const probed = start(secure, strict)
      const own = join(folder.path, 'pki', 'own', 'certs', 'client_certificate.pem')
      const said = await failure(probed)
      expect(said).toMatch(/^opcua\.own_certificate_refused: /)
      expect(said).toContain(own)
      await probed.close()
      await copyFile(own, join(trust, 'client.pem'))
      const { port } = strict
      await strict.stop()
      const trusting = await startPlant(String(port), '--certificates', join(shared.path, 'a'), '--trust', trust)
      try {
        await expectGood(start(secure, trusting))
      } finally {
        await device!.close()
        await trusting.stop()
      }
    } finally {
      await strict.stop()
    }
  })

  test('user name and password, in an encrypted and in an open channel; wrong ones are refused', async () => {
    const guarded = await startPlant('--certificates', join(shared.path, 'a'), '--user', 'edge:Kessel 7')
    try {
      const user = { userName: 'edge', password: 'Kessel 7' }
      await expectGood(start({ ...secure, ...user }, guarded))
      await device!.close()
      await expectGood(start(user, guarded))
      await device!.close()
      expect(await failure(start({ userName: 'edge', password: 'wrong' }, guarded))).toMatch(
        /^opcua\.login_refused: .*the user edge/,
      )
      await device!.close()
      expect(await failure(start({}, guarded))).toMatch(/^opcua\.login_refused: .*an anonymous login/)
    } finally {
      await device!.close()
      await guarded.stop()
    }
  })

  test('nobody at the address is told apart from all this', async () => {
    const gone = await startPlant()
    await gone.kill()
    expect(await failure(start({}, gone))).toMatch(/^opcua\.unreachable: .*ECONNREFUSED/)
  })
})
