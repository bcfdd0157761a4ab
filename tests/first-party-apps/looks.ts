import { mkdir, stat, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions, Page } from 'playwright-core'

const root = fileURLToPath(new URL('../../', import.meta.url))
export const widths = { desk: 1280, phone: 390 }

/** How a page is looked at. */
export interface Look {
  readonly language: 'en' | 'zh'
  readonly theme: 'light' | 'dark'
  readonly at: keyof typeof widths
}

/** Those that a package has. */
export const kept: readonly Look[] = [
  { language: 'en', theme: 'light', at: 'desk' },
  { language: 'zh', theme: 'dark', at: 'phone' },
]
export const every: readonly Look[] = (['en', 'zh'] as const).flatMap((language) =>
  (['light', 'dark'] as const).flatMap((theme) => (['desk', 'phone'] as const).map((at) => ({ language, theme, at }))),
)

export const contextOf = ({ language, theme, at }: Look): BrowserContextOptions => ({
  viewport: { width: widths[at], height: 900 },
  timezoneId: 'Asia/Shanghai',
  locale: language === 'zh' ? 'zh-CN' : 'en-GB',
  colorScheme: theme,
  reducedMotion: 'reduce',
})

interface Taken {
  /** Of apps/. */
  readonly app: string
  readonly name: string
  readonly look: Look
  /** Into .cache/app-pictures, and whole. */
  readonly all: boolean
  /** Of what is shown, in pixels. */
  readonly tall: number
  readonly complaints: readonly string[]
}

/** Takes the picture, and tells of it. */
export async function take(page: Page, { app, name, look, all, tall, complaints }: Taken): Promise<void> {
  const { language, theme, at } = look
  const folder = `${root}${all ? '.cache/app-pictures' : `apps/${app}/screenshots`}`
  await mkdir(folder, { recursive: true })
  const height = Math.min(tall, all ? 4_000 : at === 'desk' ? 1_100 : 1_400)
  await page.setViewportSize({ width: widths[at], height })
  await page.waitForTimeout(150)
  // What a package has is small; what is looked at is exact.
  const file = `${folder}/${all ? `${app}-` : ''}${name}-${language}-${theme}-${at}.${all ? 'png' : 'webp'}`
  if (all) await page.screenshot({ path: file })
  else {
    const session = await page.context().newCDPSession(page)
    const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 85 })
    await writeFile(file, data, 'base64')
  }
  const { size } = await stat(file)
  process.stdout.write(`${file.slice(root.length)} ${Math.round(size / 1024)} kB ${complaints.join('; ')}\n`)
}
