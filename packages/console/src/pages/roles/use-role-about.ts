import { useTranslation } from 'react-i18next'
import type { texts } from '../../i18n/en/index.ts'
import { useRightWords } from '../../parts/right-words.ts'
import type { Role } from '../../platform.ts'

type Described = keyof (typeof texts)['roles']['about']

/** What a role is for: of a standard one in a sentence, of one made here by what it lets people do. */
export function useRoleAbout(): (role: Role) => string {
  const { t, i18n } = useTranslation('roles')
  const words = useRightWords()
  const isDescribed = (name: string): name is Described => i18n.exists(`about.${name}`, { ns: 'roles' })
  return ({ name, actions, standard }) =>
    standard && isDescribed(name) ? t(`about.${name}`) : actions.map(words.action).join(' · ')
}
