import { useTranslation } from 'react-i18next'
import type { texts } from '../i18n/en/index.ts'
import type { Action } from '../platform.ts'

type Underscored<Name> = Name extends `${infer About}:${infer Verb}` ? `${About}_${Verb}` : never
type StandardRole = keyof (typeof texts)['rights']['role']

/** Actions and roles in the reader's words: what the platform has from the start is translated, a role made here has its own title. */
export function useRightWords() {
  const { t, i18n } = useTranslation('rights')
  const isStandard = (name: string): name is StandardRole => i18n.exists(`role.${name}`, { ns: 'rights' })
  return {
    action: (action: Action) => t(`action.${action.replace(':', '_') as Underscored<Action>}`),
    role: ({ name, title }: { name: string; title: string }) => (isStandard(name) ? t(`role.${name}`) : title),
  }
}
