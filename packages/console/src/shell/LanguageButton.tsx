import { ActionIcon, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { currentLanguage, setLanguage } from '../i18n/language.ts'

export function LanguageButton() {
  const { t } = useTranslation('shell')
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <Tooltip label={t('language')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={36}
        aria-label={`${t('language')} (${t('languageShort')})`}
        onClick={() => void setLanguage(other)}
      >
        <span style={{ fontSize: '0.8125rem' }}>{t('languageShort')}</span>
      </ActionIcon>
    </Tooltip>
  )
}
