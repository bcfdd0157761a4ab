import { ActionIcon, Tooltip } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { currentLanguage, setLanguage } from '../i18n/language.ts'
import { useLiveState } from '../live/use-live.ts'
import styles from './frame.module.css'
import { SchemeButton } from './SchemeButton.tsx'
import { UserMenu } from './UserMenu.tsx'

interface HeaderProps {
  menuOpen: boolean
  onMenu: () => void
  onSearch: () => void
}

export function Header({ menuOpen, onMenu, onSearch }: HeaderProps) {
  const { t } = useTranslation('shell')
  const live = useLiveState()
  const other = currentLanguage() === 'zh' ? 'en' : 'zh'
  return (
    <header className={styles.header}>
      <ActionIcon
        className={styles.burger ?? ''}
        variant="subtle"
        color="gray"
        size={40}
        aria-label={t('menu')}
        aria-expanded={menuOpen}
        onClick={onMenu}
      >
        <IconMenu2 size={20} stroke={1.6} />
      </ActionIcon>
      <button type="button" className={styles.search} onClick={onSearch} aria-keyshortcuts="Control+K /">
        <IconSearch size={16} stroke={1.7} aria-hidden="true" />
        <span className="clip">{t('search.button')}</span>
        <kbd className={styles.searchKeys}>Ctrl K</kbd>
      </button>
      <span className={styles.space} />
      <Tooltip label={t(`live.${live.is}Hint`)}>
        <span className={styles.live} data-live={live.is} role="status">
          <span className={styles.liveDot} aria-hidden="true" />
          <span className={styles.liveText}>{t(`live.${live.is}`)}</span>
        </span>
      </Tooltip>
      <Tooltip label={t('language')}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={t('language')}
          onClick={() => void setLanguage(other)}
        >
          <span style={{ fontSize: '0.8125rem' }}>{t('languageShort')}</span>
        </ActionIcon>
      </Tooltip>
      <SchemeButton />
      <UserMenu />
    </header>
  )
}
