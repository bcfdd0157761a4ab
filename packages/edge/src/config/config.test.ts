import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog, systemClock } from '@millrace/core'
import { DriverPackages, modbusTcp } from '@millrace/drivers'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type CheckedConfiguration, checkConfiguration, loadConfiguration } from './config.ts'

const packages = new DriverPackages({ clock: systemClock, log: silentLog })
afterAll(() => packages.close())

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'edge-config-'))
  writeFileSync(join(folder, 'uplink-secret'), 'wasser\n')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const good = `node: { group: Suzhou, name: air-station }
uplink:
  url: mqtt://127.0.0.1:1883
  username: edge-1
  passwordFile: uplink-secret
buffer: { folder: buffer }
devices:
  - name: compressor-1
    driver: modbus-tcp
    asset: [Plant, Air station, Compressor 1]
    connection: { host: 127.0.0.1, port: 502 }
    points:
      - { name: Pressure, address: "holding:0", type: float32, unit: bar, low: 0, high: 10 }
      - { name: Running, address: "coil:3", type: bool, periodMs: 500 }
`
const check = (text: string, env: Record<string, string> = {}): Promise<CheckedConfiguration> =>
  checkConfiguration(text, { drivers: [modbusTcp], packages, folder, env })
const said = async (text: string): Promise<string[]> =>
  (await check(text)).findings.map(({ line, column, path, reason }) => `${line}:${column} ${path} ${reason}`)

describe('the configuration of the edge', () => {
  it('fills in what is left open, and the password from its file', async () => {
    const { configuration, findings } = await check(good)
    expect(findings).toEqual([])
    expect(configuration).toMatchObject({
      node: { group: 'Suzhou', name: 'air-station' },
      uplink: { username: 'edge-1', password: 'wasser', primaryHost: 'millrace', replayValuesPerSecond: 20_000 },
      buffer: { folder: join(folder, 'buffer'), limitBytes: 1_073_741_824 },
      devices: [{ points: [{ name: 'Pressure', periodMs: 1_000, access: 'r' }, { periodMs: 500 }] }],
    })
  })

  it('reads JSON as well', async () => {
    const { configuration } = await check(good)
    const json = JSON.stringify({
      node: configuration!.node,
      uplink: { url: 'mqtt://127.0.0.1:1883', passwordEnv: 'EDGE_PASSWORD', primaryHost: null },
      buffer: { folder: 'buffer' },
      devices: configuration!.devices,
    })
    const read = await check(json, { EDGE_PASSWORD: 'geheim' })
    expect(read.findings).toEqual([])
    expect(read.configuration?.uplink).not.toHaveProperty('primaryHost')
    expect(read.configuration?.uplink.password).toBe('geheim')
  })

  it('tells every mistake of form at once, with line and column', async () => {
    const text = good
      .replace('group: Suzhou', 'group: Su+zhou')
      .replace('type: float32', 'type: float')
      .replace('periodMs: 500', 'period: 500')
      .replace('buffer: { folder: buffer }\n', '')
    expect(await said(text)).toEqual([
      '1:1  lacks buffer',
      '1:16 /node/group must match pattern "^[^+/#]+$"',
      expect.stringMatching(/^12:55 \/devices\/0\/points\/0\/type must be one of bool, int8/),
      '13:57 /devices/0/points/1/period is no known setting',
    ])
  })

  it('tells every mistake of meaning at once, with line and column', async () => {
    const text = good
      .replace('unit: bar', 'unit: kWh')
      .replace('high: 10', 'high: -10')
      .replace('"coil:3"', '"coal:3"')
      .replace('name: Running', 'name: Pressure')
      .replace('port: 502', 'port: 502, colour: red')
    const lines = await said(text)
    expect(lines).toEqual([
      expect.stringMatching(/^11:47 \/devices\/0\/connection\/colour is no known setting/),
      expect.stringMatching(/^13:70 \/devices\/0\/points\/0\/unit is no unit: .*kWh/),
      expect.stringMatching(/^13:8\d \/devices\/0\/points\/0\/high must be above low \(0\)/),
      expect.stringMatching(/^14:17 \/devices\/0\/points\/1\/name is the name of point 1/),
      expect.stringMatching(/^14:36 \/devices\/0\/points\/1\/address is no address: /),
    ])
  })

  it('refuses names that Sparkplug or the platform keep, twins, and drivers it does not know', async () => {
    const device = good.slice(good.indexOf('  - name: compressor-1'))
    const text = `${good}${device}`
      .replace('name: Running', 'name: Node Control/Rebirth')
      .replace('driver: modbus-tcp', 'driver: modbus-rtu')
    expect(await said(text)).toEqual([
      '9:13 /devices/0/driver must be one of modbus-tcp',
      '14:17 /devices/0/points/1/name begins with a name kept for Sparkplug or the platform',
      '15:11 /devices/1/name is the name of device 1 already',
    ])
  })

  it('takes the community of SNMP for a secret', async () => {
    const text = good.replace('port: 502', 'port: 502, community: opensesame')
    expect(await said(text)).toContain(
      '11:47 /devices/0/connection/community must not stand in the file; write {file: path} or {env: NAME}',
    )
  })

  it('refuses a secret in the file, and one that cannot be read', async () => {
    const text = good
      .replace('passwordFile: uplink-secret', 'passwordFile: not-there')
      .replace('port: 502', 'port: 502, password: hunter2')
    expect(await said(text)).toEqual([
      '5:17 /uplink/passwordFile names a file that cannot be read (ENOENT)',
      '11:47 /devices/0/connection/password must not stand in the file; write {file: path} or {env: NAME}',
      '11:47 /devices/0/connection/password is no known setting',
    ])
  })

  it('takes authorities for a broker that asks for a password, over TLS alone', async () => {
    const secure = good
      .replace('mqtt://127.0.0.1:1883', 'mqtts://127.0.0.1:8883')
      .replace('passwordFile: uplink-secret', 'passwordFile: uplink-secret\n  ca: root.pem')
    expect(await said(secure)).toEqual(['6:7 /uplink/ca names a file that cannot be read (ENOENT)'])
    writeFileSync(join(folder, 'root.pem'), 'nothing')
    expect(await said(secure)).toEqual(['6:7 /uplink/ca names a file without a certificate in PEM'])
    writeFileSync(join(folder, 'root.pem'), '-----BEGIN CERTIFICATE-----')
    expect((await check(secure)).configuration?.uplink.ca).toBe('-----BEGIN CERTIFICATE-----')
    expect(await said(secure.replace('mqtts://', 'mqtt://'))).toEqual([
      '3:8 /uplink/url must begin with mqtts:// beside ca',
    ])
  })

  it('asks for a token until the edge is enrolled, for TLS, and for one way to prove itself', async () => {
    const proven = good
      .replace('mqtt://127.0.0.1:1883', 'mqtts://127.0.0.1:8883')
      .replace(
        / {2}username: .*\n {2}passwordFile: .*/,
        '  enrolment: { url: "https://plant", folder: identity, tokenEnv: TOKEN }',
      )
    const { configuration, findings } = await check(proven, { TOKEN: 'once' })
    expect(findings).toEqual([])
    expect(configuration?.uplink.enrolment).toMatchObject({ url: 'https://plant', folder: join(folder, 'identity') })
    expect(configuration?.uplink.enrolment?.token?.()).toBe('once')
    expect(JSON.stringify(configuration)).not.toContain('once')
    expect(await said(proven)).toEqual([
      '4:66 /uplink/enrolment/tokenEnv names an environment variable that is not set',
    ])
    mkdirSync(join(folder, 'identity'))
    writeFileSync(join(folder, 'identity', 'identity.json'), '{}')
    expect(await said(proven)).toEqual([])
    const mixed = proven.replace('mqtts:', 'mqtt:').replace('folder: identity', 'folder: identity, ca: none.pem')
    expect(await said(mixed.replace('  enrolment', '  username: edge-1\n  enrolment'))).toEqual([
      '3:8 /uplink/url must begin with mqtts:// beside enrolment',
      expect.stringMatching(/^4:\d+ \/uplink\/username stands beside enrolment; keep one of them/),
      expect.stringMatching(/^5:\d+ \/uplink\/enrolment\/ca names a file that cannot be read \(ENOENT\)/),
    ])
  })

  it('tells where the YAML itself is broken', async () => {
    expect(await said('node: { group: a\nuplink: [')).toEqual(
      expect.arrayContaining([expect.stringMatching(/^\d+:\d+ {2}\S/)]),
    )
  })

  it('does not grow a small file into a huge one', async () => {
    const bomb = `a: &a [${'x,'.repeat(50)}]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]`
    expect((await said(bomb)).length).toBeGreaterThan(0)
  })

  it('says all of it in one fault when a file is loaded', async () => {
    const file = join(folder, 'edge.yaml')
    writeFileSync(file, good.replace('unit: bar', 'unit: psig').replace('type: bool', 'type: boolean'))
    await expect(loadConfiguration(file, { drivers: [modbusTcp], packages, env: {} })).rejects.toThrow(
      /line 14, column \d+: .*type must be one of/,
    )
    await expect(
      loadConfiguration(join(folder, 'none.yaml'), { drivers: [], packages, env: {} }),
    ).rejects.toMatchObject({
      code: 'edge_config.unreadable',
    })
  })
})
