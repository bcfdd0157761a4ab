import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../i18n/language.ts'
import { type AlarmChange, platform } from '../../platform.ts'
import { useMay } from '../../rights.ts'

export const classOf = ({ before, after }: AlarmChange): string => (after ?? before)?.class ?? ''

/** What classes of alarms are called: equipment classes by their titles, others as somebody has named them. */
export function useClassTitles(): (name: string) => string {
  const { t } = useTranslation('alarms')
  const classes = useQuery({
    queryKey: ['equipment', 'classes'],
    queryFn: ({ signal }) => platform.equipment.classes(signal),
    staleTime: 300_000,
    enabled: useMay('library:read'),
  })
  const titles = new Map((classes.data ?? []).map((one) => [one.class, one.title[currentLanguage()]]))
  return (name) => titles.get(name) ?? (name === '' ? t('decide.noClass') : name)
}
