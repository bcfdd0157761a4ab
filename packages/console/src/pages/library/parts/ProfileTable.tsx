import { IconCpu } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { countText } from '../../../parts/value-text.ts'
import type { DeviceProfileListed } from '../../../platform.ts'
import styles from '../library.module.css'
import { useLibraryWords } from '../use-library-words.ts'
import { StandingMark } from './StandingMark.tsx'

export function ProfileTable({ profiles }: { profiles: readonly DeviceProfileListed[] }) {
  const { t } = useTranslation('library')
  const words = useLibraryWords()
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th>{t('column.device')}</th>
          <th className={lists.wide}>{t('column.kind')}</th>
          <th className={`${lists.wide} ${lists.right}`}>{t('column.points')}</th>
          <th className={lists.wide}>{t('column.version')}</th>
          <th>{t('column.state')}</th>
          <th className={lists.wide}>{t('column.origin')}</th>
        </tr>
      </thead>
      <tbody>
        {profiles.map((profile) => (
          <tr key={profile.id}>
            <td className={styles.nameCell}>
              <Link to="/library/$id" params={{ id: profile.id }} className={lists.open}>
                <IconCpu size={17} stroke={1.6} aria-hidden="true" />
                <span className={styles.entryNames}>
                  <span className={styles.wrap}>
                    {profile.maker} {profile.model}
                  </span>
                  <span className={`label ${styles.wrap}`}>{words.of(profile.title)}</span>
                </span>
              </Link>
            </td>
            <td className={lists.wide}>{words.kind(profile.kind)}</td>
            <td className={`${lists.wide} ${lists.right} num`}>{countText(profile.points)}</td>
            <td className={`${lists.wide} num`}>{profile.version}</td>
            <td>
              <StandingMark status={profile.status} />
            </td>
            <td className={lists.wide}>
              {t(`origin.${profile.origin}`)}
              {profile.by && <span className={`label ${styles.by}`}>{profile.by.name}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
