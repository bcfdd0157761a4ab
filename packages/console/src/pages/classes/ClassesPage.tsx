import { Skeleton } from '@mantine/core'
import { IconEngine } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { FaultView } from '../../parts/FaultView.tsx'
import lists from '../../parts/list.module.css'
import { countText } from '../../parts/value-text.ts'
import styles from './classes.module.css'
import { classesQuery } from './queries.ts'
import { useClassWords } from './use-class-words.ts'

/** Kinds of machines, and how much each of them knows. */
export function ClassesPage() {
  const { t } = useTranslation('classes')
  const words = useClassWords()
  const classes = useQuery(classesQuery)
  return (
    <div className="page">
      <title>{`${t('title')} – Millrace`}</title>
      <header className={lists.head}>
        <h1 className="page-title">{t('title')}</h1>
        {classes.data && <span className="quiet num">{t('total', { count: classes.data.length })}</span>}
      </header>
      <p className={styles.lesson}>{t('lesson')}</p>
      <div className={`panel ${lists.list}`}>
        {classes.isError && <FaultView fault={classes.error} retry={() => void classes.refetch()} />}
        {classes.isPending && <Skeleton height={220} m={16} w="auto" />}
        {classes.data && (
          <table className={lists.table}>
            <thead>
              <tr>
                <th>{t('column.class')}</th>
                <th className={lists.right}>{t('column.points')}</th>
                <th className={lists.right}>{t('column.kpis')}</th>
                <th className={lists.right}>{t('column.alarms')}</th>
                <th className={`${lists.wide} ${lists.right}`}>{t('column.figures')}</th>
                <th className={lists.wide}>{t('column.version')}</th>
              </tr>
            </thead>
            <tbody>
              {classes.data.map((one) => (
                <tr key={one.class}>
                  <td className={styles.nameCell}>
                    <Link to="/classes/$class" params={{ class: one.class }} className={lists.open}>
                      <IconEngine size={17} stroke={1.6} aria-hidden="true" />
                      <span className={styles.name}>{words.of(one.title)}</span>
                    </Link>
                  </td>
                  <td className={`${lists.right} num`}>{countText(one.points)}</td>
                  <td className={`${lists.right} num`}>{countText(one.kpis)}</td>
                  <td className={`${lists.right} num`}>{countText(one.alarms)}</td>
                  <td className={`${lists.wide} ${lists.right} num`}>{countText(one.figures)}</td>
                  <td className={`${lists.wide} num`}>{one.version}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
    </div>
  )
}
