import { ActionIcon } from '@mantine/core'
import { IconMenu2, IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import styles from './frame.module.css'
import { LanguageButton } from './LanguageButton.tsx'
import { LiveMark } from './LiveMark.tsx'
import { SchemeButton } from './SchemeButton.tsx'
import { UserMenu } from './UserMenu.tsx'

interface HeaderProps {
  menuOpen: boolean
  onMenu: () => void
  onSearch: () => void
}

export function Header({ menuOpen, onMenu, onSearch }: HeaderProps) {
  const { t } = useTranslation('shell')
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
      <LiveMark />
      <LanguageButton />
      <SchemeButton />
      <UserMenu />
    </header>
  )
}
