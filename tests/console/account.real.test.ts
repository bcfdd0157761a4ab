import { createHmac } from 'node:crypto'
import { MillraceClient, type PlatformFault } from '@millrace/sdk'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { PASSWORD, type Stage, startStage } from './stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await startStage()
})
afterAll(() => stage.close())

const STEP_MS = 30_000

/** What an authenticator app shows at that time (RFC 6238 §4, RFC 4226 §5.3). */
function totp(secret: string, at: number): string {
  const bits = [...secret].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  )
  const key = Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / STEP_MS)))
  const hash = createHmac('sha1', key).update(counter).digest()
  const offset = (hash.at(-1) ?? 0) & 15
  return String((hash.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

/** A phone in software, as the browser sees it: it keeps passkeys and checks its holder. */
async function plugIn(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

const signOut = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await page.waitForURL(/\/login/)
}
const enterPassword = async (page: Page, username: string): Promise<void> => {
  await page.getByLabel('User name').fill(username)
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
const isIn = (page: Page): Promise<void> => page.waitForURL((url) => url.pathname === '/')

describe('a person', () => {
  it('sets up an authenticator app and a passkey, and signs in with each', async () => {
    const ann = await stage.addPerson('ann', ['viewer'])
    const page = await stage.signedIn('/account?view=sign-in', ann)
    await plugIn(page)
    const dialog = page.getByRole('dialog')

    await page.getByRole('button', { name: 'Set up' }).click()
    await dialog.getByLabel('Your password').fill('another one')
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByText('That was not accepted.').waitFor()
    await dialog.getByLabel('Your password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByRole('img', { name: 'QR code' }).waitFor()
    await dialog.getByRole('button', { name: 'Show the secret as text' }).click()
    const secret = ((await dialog.locator('code').textContent()) ?? '').replace(/\s/g, '')
    const begun = Date.now()
    await dialog.getByLabel('Code of the app').fill(totp(secret, begun))
    await dialog.getByRole('button', { name: 'Confirm' }).click()
    await expect.poll(() => dialog.getByRole('listitem').count()).toBe(10)
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText('10 codes left').waitFor()

    await signOut(page)
    await enterPassword(page, 'ann')
    // A code counts once; the next is taken half a minute early.
    await page.getByLabel('Code of the authenticator app').fill(totp(secret, begun + STEP_MS))
    await page.getByRole('button', { name: 'Sign in', exact: true }).click()
    await isIn(page)

    await page.goto('/account?view=sign-in')
    await page.getByRole('button', { name: 'Add a passkey' }).click()
    await dialog.getByLabel('Your password').fill(PASSWORD)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await dialog.getByLabel('Name').fill('Work phone')
    await dialog.getByRole('button', { name: 'Create the passkey' }).click()
    await page.getByRole('button', { name: 'Remove Work phone' }).waitFor()

    await signOut(page)
    await enterPassword(page, 'ann')
    await page.getByRole('button', { name: 'Use a passkey' }).click()
    await isIn(page)
    await signOut(page)
    await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
    await isIn(page)

    await page.goto('/account?view=sessions')
    await page.getByText('This one').waitFor()
    expect(await page.getByRole('main').textContent()).toMatch(/Chrome on Linux.*127\.0\.0\.1 · passkey/)

    await page.goto('/account?view=sign-in')
    await page.getByRole('button', { name: 'Remove Work phone' }).click()
    await dialog.getByText('Passkey', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Remove', exact: true }).click()
    await expect.poll(() => page.getByRole('button', { name: 'Remove Work phone' }).count()).toBe(0)
    expect(stage.complaints()).toEqual([])
  })

  it('changes the password after learning why one is too weak, and is signed out elsewhere', async () => {
    const bo = await stage.addPerson('bo', ['viewer'])
    const elsewhere = await stage.signedIn('/', bo)
    const page = await stage.signedIn('/account?view=sign-in', bo)
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByLabel('Current password').fill(PASSWORD)
    await page.getByLabel('New password').fill('abcabcabcabc')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Repetitions such as “abcabcabc” are easy to guess.').waitFor()
    await page.getByLabel('New password').fill('kettle orbit plaza nine')
    await page.getByRole('button', { name: 'Change password' }).click()
    await page.getByText('Your password is changed.').waitFor()
    await elsewhere.goto('/account')
    await elsewhere.waitForURL(/\/login/)
  })

  it('lets a program in by the code it shows, after signing in on the way, and ends it among the sessions', async () => {
    const dora = await stage.addPerson('dora', ['viewer'])
    const program = new MillraceClient({ address: stage.address })
    let link = ''
    const signedIn = program.signInByDevice({
      clientName: 'Notebook of Dora',
      told: ({ verificationUriComplete }) => {
        link = verificationUriComplete
      },
    })
    await expect.poll(() => link).toContain('/device?code=')
    const page = await stage.page()
    const { pathname, search } = new URL(link)
    await page.goto(pathname + search)
    await page.waitForURL(/\/login/)
    await enterPassword(page, dora.username)
    await page.getByText('It came with a link.').waitFor()
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByRole('heading', { name: '“Notebook of Dora” asks to be let in' }).waitFor()
    await page.getByText('All that dora may do in Millrace').waitFor()
    await page.getByRole('button', { name: 'Let it in' }).click()
    await page.getByRole('heading', { name: '“Notebook of Dora” is let in' }).waitFor()
    await signedIn
    expect((await program.session()).user.username).toBe('dora')
    await page.getByRole('link', { name: 'Your sessions' }).click()
    await page.getByRole('button', { name: /^Sign out Notebook of Dora at / }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Sign out', exact: true }).click()
    await expect.poll(() => program.session().catch((thrown: PlatformFault) => thrown.kind)).toBe('unauthenticated')
    expect(stage.complaints()).toEqual([])
  })

  it('is led to the second step that the organisation asks for, and nowhere else until it is given', async () => {
    const cy = await stage.addPerson('cy', ['viewer'])
    const administrator = await stage.signedIn()
    const asked = await administrator.request.post('/api/v1/organisation', {
      data: { settings: { secondFactor: true } },
    })
    expect(asked.status()).toBe(200)
    const page = await stage.signedIn('/devices', cy)
    await page.waitForURL(/\/account/)
    await page.getByText('Millrace asks everyone for a second step').waitFor()
    await page.getByRole('button', { name: 'Set up' }).waitFor()
  })
})
