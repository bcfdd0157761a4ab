import { useTranslation } from 'react-i18next'
import type { texts } from '../../../i18n/en/index.ts'

type Known = keyof (typeof texts)['developer']['capability']

/** A capability in the reader's words; one that this console does not know yet keeps its name. */
export function useCapabilityWords(): (name: string) => { readonly title: string; readonly says: string } {
  const { t, i18n } = useTranslation('developer')
  const isKnown = (name: string): name is Known => i18n.exists(`capability.${name}.title`, { ns: 'developer' })
  return (name) =>
    isKnown(name)
      ? { title: t(`capability.${name}.title`), says: t(`capability.${name}.says`) }
      : { title: name, says: '' }
}
