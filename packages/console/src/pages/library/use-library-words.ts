import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { isProfileKind } from './search.ts'

interface Words {
  readonly en: string
  readonly zh: string
}

/** Words of a profile in the reader's language; a kind that the console does not know stays as it is. */
export function useLibraryWords() {
  const { t } = useTranslation('library')
  return {
    kind: (kind: string): string => (isProfileKind(kind) ? t(`kind.${kind}`) : kind),
    of: (words: Words): string => words[currentLanguage()],
  }
}
