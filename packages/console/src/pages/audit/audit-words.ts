import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { useRightWords } from '../../parts/right-words.ts'
import { exactTime } from '../../parts/time-text.ts'
import type { AuditRecord } from '../../platform.ts'
import { isKnownAction } from './actions.ts'
import { outcomes } from './search.ts'

/** ISO 8601 as the platform writes it; other texts stay as they are. */
const moment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const permission = /^[a-z]+:[a-z]+$/
/** Fields that hold names of roles. */
const role = /^(role|roles|left)$/
const reason = /^(keyCompromise|superseded|cessationOfOperation|privilegeWithdrawn)$/

/** Records in the reader's words; what the console does not know shows its code. */
export function useAuditWords() {
  const { t } = useTranslation('audit')
  const rights = useRightWords()

  /** A text of a table that is open at its end: the platform may tell more than the console knows. */
  const listed = (table: string, key: string, unknown = key): string =>
    /^\w+$/.test(key) ? t(`${table}.${key}`, unknown) : unknown

  /** `named`: the field that holds it. */
  function value(of: unknown, named = ''): string {
    if (of === null || of === undefined || of === '') return t('value.none')
    if (typeof of === 'boolean') return t(of ? 'value.yes' : 'value.no')
    if (Array.isArray(of)) return of.length === 0 ? t('value.none') : of.map((one) => value(one, named)).join(', ')
    if (typeof of === 'object')
      return Object.entries(of)
        .filter(([, part]) => part !== null)
        .map(([key, part]) => `${field(key)}: ${value(part, key)}`)
        .join(', ')
    const text = String(of)
    if (moment.test(text)) return exactTime(Date.parse(text), currentLanguage()).replace(/\.000$/, '')
    if (permission.test(text)) return t(`action.${text.replace(':', '_')}`, { ns: 'rights', defaultValue: text })
    if (role.test(named)) return rights.role({ name: text, title: text })
    if (reason.test(text)) return t(`reason.${text}`, { ns: 'machines', defaultValue: text })
    return listed('word', text.replaceAll(' ', '_'), text)
  }

  function field(path: string): string {
    const last = path.split('.').at(-1) ?? path
    return listed('field', last, path)
  }

  const outcome = (code: string): string => {
    const known = outcomes.find((one) => one === code)
    return known ? t(`outcome.${known}`) : code
  }

  return {
    action: (code: string): string => (isKnownAction(code) ? t(`action.${code}`) : code),
    actorKind: (kind: string): string => listed('actor', kind),
    targetKind: (kind: string): string => listed('target', kind),
    /** What it was done to, unless only a number tells it. */
    targetName: ({ target }: AuditRecord): string | undefined =>
      target && (target.name || (uuid.test(target.id) ? undefined : value(target.id))),
    outcome,
    field,
    value,
  }
}
