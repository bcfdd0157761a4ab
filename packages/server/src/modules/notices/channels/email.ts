import { Fault } from '@millrace/core'
import { createTransport } from 'nodemailer'
import type { Outgoing } from '../../../outgoing/index.ts'
import '../faults.ts'
import type { EmailSettings } from '../schema.ts'
import { type Letter, type Outcome, outcomeOf, plainText, type Secrets, type Way, wordsOf } from './face.ts'

const MOST_BYTES = 64 * 1_024
/** Greeting and silence, ms. */
const PATIENCE_MS = 20_000

interface MailFault {
  readonly code?: string
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
  readonly message: string
  readonly cause?: unknown
}

/** Whether the message may have been taken: only once its text was on its way (RFC 5321 §4.2.5, §4.5.3.2.6). */
function mailOutcome(thrown: unknown, host: string): Outcome {
  if (thrown instanceof Fault) return outcomeOf(thrown)
  const { response, responseCode, command, message } = thrown as MailFault
  const answer = wordsOf(response ?? new Fault('notices.mail_failed', { host, seen: message }).message)
  // 4yz: try again later; 5yz: do not (RFC 5321 §4.2.1).
  if (responseCode !== undefined) return { is: 'refused', answer, final: responseCode >= 500 }
  return command === 'DATA' ? { is: 'unknown', answer } : { is: 'refused', answer, final: false }
}

async function send(
  outgoing: Outgoing,
  settings: EmailSettings,
  { password }: Secrets,
  letter: Letter,
): Promise<Outcome> {
  const { host, port, security, user, from } = settings
  const transport = createTransport({
    host,
    port,
    secure: security === 'tls',
    requireTLS: security === 'starttls',
    ignoreTLS: security === 'none',
    ...(user === undefined || password === undefined ? {} : { auth: { user, pass: password } }),
    tls: { minVersion: 'TLSv1.2' },
    greetingTimeout: PATIENCE_MS,
    socketTimeout: PATIENCE_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
    // The library opens no connection itself: addresses are checked where every request of a user leaves.
    getSocket: (_, callback) => {
      outgoing.mail(host, port).then(
        (connection) => callback(null, { connection }),
        (thrown: Error) => callback(thrown),
      )
    },
  })
  try {
    const { response } = await transport.sendMail({
      from: { name: 'Millrace', address: from },
      to: { name: '', address: letter.to ?? '' },
      subject: letter.message.title,
      text: plainText(letter, MOST_BYTES, false),
      // The same with every attempt: who gets it twice can tell (RFC 5322 §3.6.4).
      messageId: `<${letter.id}@${from.split('@')[1]}>`,
      date: new Date(letter.at),
      // So that no absence answers (RFC 3834 §5).
      headers: { 'Auto-Submitted': 'auto-generated' },
    })
    return { is: 'sent', answer: wordsOf(String(response)) }
  } catch (thrown) {
    return mailOutcome(thrown, host)
  } finally {
    transport.close()
  }
}

/** SMTP (RFC 5321) with STARTTLS (RFC 3207) or TLS (RFC 8314), and AUTH (RFC 4954). */
export const email: Way = {
  address: 'email',
  repeats: false,
  needs: [],
  mostPerMinute: 60,
  goesTo: ({ host, port, user, security }) => `${host}:${port} ${security} ${user ?? ''}`,
  check(settings, { password }) {
    const { security, user } = settings as EmailSettings
    if (security === 'none' && password !== undefined)
      throw new Fault('notices.setting_malformed', {
        expected: 'starttls or tls where a password is sent',
        seen: security,
      })
    if ((user === undefined) !== (password === undefined))
      throw new Fault('notices.setting_malformed', { expected: 'a user and a password, or neither', seen: user ?? '' })
  },
  send: (outgoing, settings, secrets, letter) => send(outgoing, settings as EmailSettings, secrets, letter),
}
