import { Fault } from '@millrace/core'
import './faults.ts'
import { PINYIN } from './pinyin.ts'

/** NIST SP 800-63B (revision 3) §5.1.1.2: at least 8 characters; no rules of composition. */
const LEAST = 8
const MOST = 1_024
/** Of zxcvbn's 0 to 4: 10^8 guesses and more. Stands for the blocklist of §5.1.1.2 and for what is made from its words. */
const LEAST_SCORE = 3
/** The estimate takes time with the square of the length; what is hard to guess in the first part is so as a whole. */
const JUDGED = 48
const ABOUT_WORDS = 40
/** Words that belong to this platform. */
const HOUSE = ['millrace', 'admin', 'administrator', 'operator']

interface Verdict {
  readonly score: number
  readonly feedback: { readonly warning: string | null }
}
type Judge = (password: string, about: string[]) => Verdict

/** NIST SP 800-63B §5.1.1.2: one password however the keyboard composed it. */
export const normalPassword = (password: string): string => password.normalize('NFKC')

/** What a long text repeats, once: cut anywhere else, a repetition no longer looks like one. */
function onePeriod(text: string): string {
  // The prefix function of Knuth, Morris and Pratt: how much of the beginning ends at each place.
  const border = [0]
  for (let end = 1, held = 0; end < text.length; end++) {
    while (held > 0 && text[end] !== text[held]) held = border[held - 1] ?? 0
    if (text[end] === text[held]) held++
    border.push(held)
  }
  return text.slice(0, text.length - (border.at(-1) ?? 0))
}

/** The dictionaries take 60 MB and a tenth of a second: loaded when the first password is chosen. */
async function loadJudge(): Promise<Judge> {
  const [{ ZxcvbnFactory }, common, english] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-en'),
  ])
  const zxcvbn = new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary, pinyin: PINYIN },
    graphs: common.adjacencyGraphs,
    translations: english.translations,
  })
  return (password, about) => zxcvbn.check(password, about)
}

let judge: Promise<Judge> | undefined

/**
 * Judges a new password, without asking anybody outside. `about` holds the names of the person and of the place, which must not
 * carry it. Throws `factors.password_weak`.
 */
export async function checkPassword(password: string, about: readonly string[]): Promise<void> {
  const weak = (seen: string): Fault => new Fault('factors.password_weak', { seen })
  if (password.length > MOST) throw weak(`${password.length} characters`)
  const text = normalPassword(password)
  // §5.1.1.2 counts code points.
  const length = [...text].length
  if (length < LEAST) throw weak(`${length} characters`)
  judge ??= loadJudge()
  const words = [...HOUSE, ...about, ...about.flatMap((name) => name.split(/[^\p{L}\p{N}]+/u))]
    .map((word) => word.trim().toLowerCase().slice(0, 100))
    .filter((word) => word.length > 2)
  const judged = text.length > JUDGED ? onePeriod(text) : text
  const { score, feedback } = (await judge)(judged.slice(0, JUDGED), [...new Set(words)].slice(0, ABOUT_WORDS))
  if (score < LEAST_SCORE) throw weak(`one that is easy to guess${feedback.warning ? ` (${feedback.warning})` : ''}`)
}
