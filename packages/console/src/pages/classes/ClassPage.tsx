import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import type { EquipmentClass } from '../../platform.ts'
import { MakeScreen } from '../screens/parts/MakeScreen.tsx'
import styles from './classes.module.css'
import { ClassAlarms } from './parts/ClassAlarms.tsx'
import { ClassKpis } from './parts/ClassKpis.tsx'
import { ClassPoints } from './parts/ClassPoints.tsx'
import { ClassSources } from './parts/ClassSources.tsx'
import { References } from './parts/References.tsx'
import { classQuery } from './queries.ts'
import { useClassWords } from './use-class-words.ts'

const route = getRouteApi('/app/classes/$class')

export function ClassPage() {
  const { class: name } = route.useParams()
  const equipment = useQuery(classQuery(name))
  if (equipment.isError) return <FaultView fault={equipment.error} retry={() => void equipment.refetch()} />
  if (!equipment.data)
    return (
      <div className="page">
        <Skeleton height={90} radius={6} mb={16} />
        <Skeleton height={380} radius={6} />
      </div>
    )
  return <KnownClass equipment={equipment.data} />
}

/** What is measured of a machine, and what comes of it. */
function KnownClass({ equipment }: { equipment: EquipmentClass }) {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const title = words.of(equipment.title)
  return (
    <div className="page">
      <title>{`${title} – Millrace`}</title>
      <nav aria-label={t('title')} className="thing-path">
        <Link to="/classes" className="link">
          {t('title')}
        </Link>
      </nav>
      <header className={styles.head}>
        <h1 className="thing-title">{title}</h1>
        <span className="quiet num">{t('version', { version: equipment.version })}</span>
        <MakeScreen of={{ is: 'class', class: equipment.class }} />
      </header>
      {equipment.note && <p className={styles.lesson}>{words.of(equipment.note)}</p>}
      <p className={styles.lesson}>{t('applyLesson')}</p>
      <div className={styles.panels}>
        <ClassKpis equipment={equipment} />
        <ClassAlarms equipment={equipment} />
        <ClassPoints equipment={equipment} />
        <References equipment={equipment} />
        <ClassSources equipment={equipment} />
      </div>
    </div>
  )
}
