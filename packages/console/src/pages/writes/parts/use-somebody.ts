import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Write } from '../../../platform.ts'
import { sessionQuery } from '../../../session.ts'

type Somebody = Write['askedBy']

/** Who somebody is to the reader: a name, a program, or the reader themselves. */
export function useSomebody() {
  const { t } = useTranslation('writes')
  const { data } = useQuery(sessionQuery)
  const isMe = ({ id }: Somebody): boolean => id === data?.user.id
  return {
    isMe,
    name: (who: Somebody): string => {
      if (isMe(who)) return t('you', { name: who.name })
      return who.kind === 'program' ? t('program', { name: who.name }) : who.name
    },
  }
}
