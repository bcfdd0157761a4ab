import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage?.close())

test('a file is tried in the console, and its report names each line that was refused', async () => {
  const page = await stage.signedIn('/history?tab=imports')
  await page.getByRole('button', { name: 'Bring in a file' }).first().click()
  const form = page.getByRole('dialog')
  const rows = ['2026-03-01 08:00:00;Works/Boiler/Pressure;1', 'yesterday;Works/Boiler/Pressure;2']
  await form.locator('input[type=file]').setInputFiles({
    name: 'shift.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`when;where;what\n${rows.join('\n')}\n`),
  })
  await form.getByText('A row a sample').click()
  await form.getByLabel('Column with the time').click()
  await page.getByRole('option', { name: 'when' }).click()
  await form.getByLabel('Column with the point').fill('where')
  await form.getByLabel('Column with the value').fill('what')
  await form.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('Tried', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'shift.csv' }).click()
  const report = page.getByRole('dialog', { name: 'shift.csv' })
  await report.getByText('1 No such point that you may write to').waitFor()
  await report.getByText('1 Time cannot be read').waitFor()
  await report.getByRole('cell', { name: 'Expected a time as iso, saw "yesterday".' }).waitFor()
  const saved = page.waitForEvent('download')
  await report.getByRole('button', { name: 'All as CSV' }).click()
  const csv = await readFile(await (await saved).path(), 'utf8')
  expect(csv.split('\r\n')[0]).toBe('line,column,reason,detail')
  expect(csv).toContain('\r\n3,"when",time_malformed,')
  await report.getByRole('button', { name: 'Forget it and its report' }).click()
  await page.getByText('No file has been brought in yet').waitFor()
  expect((await stage.client.imports.list()).items).toEqual([])
  expect(stage.complaints()).toEqual([])
})

test('a file whose sending was cut off goes on with the same file, and with no other', async () => {
  const head = 'time,point,value_double,value_int64,value_boolean,value_string,unit,status'
  const content = `${head}\n${'2026-03-01T00:00:00Z,nothing,1,,,,,\n'.repeat(10)}`
  const half = content.slice(0, 100)
  const page = await stage.signedIn('/history?tab=imports')
  await page.getByRole('button', { name: 'Bring in a file' }).first().waitFor()
  const file = { name: 'cut.csv', mimeType: 'text/csv', buffer: Buffer.from(content) }
  // What a page that was closed meanwhile left behind; files from a test are as old as this moment.
  await page.route('**/content?offset=0', async (route) => {
    await route.fetch({ postData: half })
    await route.fulfill({ status: 400, json: { code: 'x.y', detail: 'Cut off.', remedy: 'Go on.' } })
  })
  await page.getByRole('button', { name: 'Bring in a file' }).first().click()
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file)
  await page.getByRole('button', { name: 'Try it' }).click()
  await page.getByText('Sending is cut off').waitFor()
  const [open] = (await stage.client.imports.list()).items
  expect(open).toMatchObject({ received: 100, state: 'receiving', fingerprint: expect.stringMatching(/^console /) })
  await page.getByRole('button', { name: 'cut.csv' }).click()
  const report = page.getByRole('dialog', { name: 'cut.csv' })
  await report.locator('input[type=file]').setInputFiles({ ...file, buffer: Buffer.from('other') })
  await report.getByText('This is another file.').waitFor()
  await page.evaluate(
    ([text, fingerprint]) => {
      const lastModified = Number(fingerprint?.split(' ')[2])
      const input = document.querySelector<HTMLInputElement>('[role=dialog] input[type=file]')
      const chosen = new DataTransfer()
      chosen.items.add(new File([text ?? ''], 'cut.csv', { lastModified }))
      if (!input) throw new Error('no input')
      input.files = chosen.files
      input.dispatchEvent(new Event('change', { bubbles: true }))
    },
    [content, open?.fingerprint],
  )
  await report.getByText('Tried', { exact: true }).waitFor()
  expect((await stage.client.imports.list()).items[0]).toMatchObject({ state: 'done', rows: 10, refused: 10 })
  expect(stage.complaints().filter((one) => !/status of 400/.test(one))).toEqual([])
})
