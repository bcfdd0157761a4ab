import { Button, SegmentedControl } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import lists from '../../parts/list.module.css'
import { useMay } from '../../rights.ts'
import styles from './notices.module.css'
import { Channels } from './parts/Channels.tsx'
import { Deliveries } from './parts/Deliveries.tsx'
import { People } from './parts/People.tsx'
import { Rotas } from './parts/Rotas.tsx'
import { Rules } from './parts/Rules.tsx'
import { type NoticeShow, noticeShows } from './search.ts'

const route = getRouteApi('/app/notices')
const sections = { rules: Rules, rotas: Rotas, people: People, channels: Channels }

export function NoticesPage() {
  const { t } = useTranslation('notices')
  const { show = 'deliveries', state } = route.useSearch()
  const navigate = useNavigate()
  const mayWrite = useMay('notice:write')
  const [adding, setAdding] = useState(false)
  const go = (to: NoticeShow) => {
    setAdding(false)
    void navigate({ to: '/notices', search: to === 'deliveries' ? {} : { show: to }, replace: true })
  }
  const Section = show === 'deliveries' ? undefined : sections[show]
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {mayWrite && show !== 'deliveries' && (
          <div className={lists.actions}>
            <Button leftSection={<IconPlus size={16} stroke={1.8} />} onClick={() => setAdding(true)}>
              {t(`${show}.add`)}
            </Button>
          </div>
        )}
      </header>
      <div className={styles.tabs}>
        <SegmentedControl
          aria-label={t('show.label')}
          value={show}
          onChange={(value) => go(noticeShows.find((known) => known === value) ?? 'deliveries')}
          data={noticeShows.map((value) => ({ value, label: t(`show.${value}`) }))}
        />
      </div>
      <p className={styles.lesson}>{t(`${show}.lesson`)}</p>
      {Section ? (
        <Section mayWrite={mayWrite} adding={adding} onAdded={() => setAdding(false)} onAdd={() => setAdding(true)} />
      ) : (
        <Deliveries state={state} mayWrite={mayWrite} />
      )}
    </div>
  )
}
