import { useDisclosure } from '@mantine/hooks'
import { Outlet, useRouterState } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { CommandPalette } from './CommandPalette.tsx'
import { ConnectionBanner } from './ConnectionBanner.tsx'
import styles from './frame.module.css'
import { Header } from './Header.tsx'
import { Sidebar } from './Sidebar.tsx'
import { useShortcuts } from './use-shortcuts.ts'

export function AppFrame() {
  const { t } = useTranslation('shell')
  const [palette, { open: openPalette, close: closePalette }] = useDisclosure(false)
  const [menu, { toggle: toggleMenu, close: closeMenu }] = useDisclosure(false)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useShortcuts(openPalette)
  useEffect(() => {
    if (path) closeMenu()
  }, [path, closeMenu])

  return (
    <div className={styles.frame} data-menu={menu || undefined}>
      <a className={styles.skip} href="#main">
        {t('skip')}
      </a>
      <Sidebar />
      {menu && <button type="button" className={styles.veil} aria-label={t('closeMenu')} onClick={closeMenu} />}
      <div className={styles.body}>
        <Header menuOpen={menu} onMenu={toggleMenu} onSearch={openPalette} />
        <ConnectionBanner />
        <main id="main" className={styles.main} tabIndex={-1}>
          <Outlet />
        </main>
      </div>
      <CommandPalette opened={palette} onClose={closePalette} />
    </div>
  )
}
