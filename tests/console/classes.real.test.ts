import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type Stage, startStage } from './stage.ts'

const words = {
  en: {
    locale: 'en-GB',
    noUnit: 'This asset is no work unit yet: its KPIs are told when it is one, with a calendar.',
    make: 'Make it a work unit, with the calendar',
    apply: 'Apply',
    told: '6 KPIs are told from now on:',
    kpis: 'To its KPIs',
    open: 'Take off',
    goes: ['6 KPIs are told of it no more; what was told stays:', 'Discharge temperature is high'],
    unit: 'It stays a work unit with its calendar.',
    off: 'Take it off',
    none: 'No class was applied: nobody has said what kind of machine it is.',
    deadband: 'Ends 2 K within its limit (temperature: 1 % of the range, EEMUA 191)',
  },
  zh: {
    locale: 'zh-CN',
    noUnit: '该资产尚不是工作单元：配置日历并成为工作单元后才计算 KPI。',
    make: '同时设为工作单元，使用日历',
    apply: '应用',
    told: '从现在起计算 6 个 KPI：',
    kpis: '查看其 KPI',
    open: '取消设备类',
    goes: ['不再为其计算 6 个 KPI，已计算的结果保留：', '排气温度高'],
    unit: '该资产仍是工作单元，日历不变。',
    off: '取消设备类',
    none: '尚未应用设备类：未说明这是什么机器。',
    deadband: '死区 2 K（温度：量程的 1 %，EEMUA 191）',
  },
} as const

let stage: Stage
let asset: string
beforeAll(async () => {
  stage = await startStage()
  const { client } = stage
  const { name, secret } = await client.createCredential({ as: 'device', name: 'K-1' })
  const values = { power: 120.5, flow: 20.5, discharge_pressure: 7.5, discharge_temperature: 80.5, state: 'loaded' }
  const reply = await fetch(`${stage.address}/api/v1/telemetry`, {
    method: 'POST',
    headers: { authorization: `Bearer ${name}:${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ values }),
  })
  expect(reply.status).toBe(204)
  await vi.waitUntil(async () => (await client.points({ limit: 10 })).items.length === 5, { timeout: 60_000 })
  asset = (await client.assets({ search: 'K-1' })).items.at(-1)!.id
  const content = { zone: 'UTC', dayBegins: '00:00', weekBegins: 1, shifts: [], holidays: [], exceptions: [] }
  await client.production.putCalendar(undefined, { name: 'Hall 1', content })
})
afterAll(() => stage?.close())

test.each(['zh', 'en'] as const)(
  'in %s a class is applied with a work unit, and taken off again',
  async (language) => {
    const say = words[language]
    const page = await stage.signedIn(`/classes/apply?asset=${asset}&class=air-compressor`, undefined, {
      locale: say.locale,
    })
    const missed: string[] = []
    page.on('response', (reply) => {
      if (reply.status() >= 400) missed.push(`${reply.status()} ${reply.url()}`)
    })
    await page.getByText(say.noUnit).waitFor()
    await page.getByLabel(say.make, { exact: true }).check()
    await page.getByRole('button', { name: say.apply, exact: true }).click()
    await page.getByText(say.told).waitFor()
    expect(await stage.client.production.units()).toMatchObject([{ asset }])

    await page.goto(`/assets?asset=${asset}&view=about`)
    await page.getByRole('link', { name: say.kpis }).waitFor()
    await page.getByRole('button', { name: say.open, exact: true }).click()
    const dialog = page.getByRole('dialog')
    for (const text of [...say.goes, say.unit]) await dialog.getByText(text).first().waitFor()
    if (language === 'zh') {
      const foreign = ((await dialog.textContent()) ?? '').match(/[A-Za-z]{3,}/g) ?? []
      expect(foreign.filter((word) => !/^(KPI|min)$/.test(word))).toEqual([])
    }
    await dialog.getByRole('button', { name: say.off, exact: true }).click()
    await page.getByText(say.none).waitFor()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.reload()
    await page.getByText(say.none).waitFor()
    const title = await page.getByRole('heading', { name: 'K-1' }).boundingBox()
    expect(title?.width).toBeGreaterThan(250)
    await page.setViewportSize({ width: 1280, height: 900 })
    // That nothing was applied is an answer, and no failure that a browser complains of.
    expect(missed).toEqual([])
    await stage.client.production.removeUnit(asset)

    await page.goto('/classes/air-compressor')
    await page.getByText(say.deadband).waitFor()
    expect(stage.complaints()).toEqual([])
  },
  90_000,
)
