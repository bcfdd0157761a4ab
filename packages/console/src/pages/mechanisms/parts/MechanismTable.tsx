import { IconMathFunction } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import lists from '../../../parts/list.module.css'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import { countText } from '../../../parts/value-text.ts'
import type { MechanismListed } from '../../../platform.ts'
import styles from '../mechanisms.module.css'
import { said } from '../words.ts'
import { DomainText } from './DomainText.tsx'
import { StageMark } from './StageMark.tsx'

export function MechanismTable({ models }: { models: readonly MechanismListed[] }) {
  const { t } = useTranslation('mechanisms')
  return (
    <table className={lists.table}>
      <thead>
        <tr>
          <th>{t('column.model')}</th>
          <th className={lists.wide}>{t('column.domain')}</th>
          <th className={lists.wide}>{t('column.kind')}</th>
          <th className={lists.wide}>{t('column.version')}</th>
          <th>{t('column.stage')}</th>
          <th className={`${lists.wide} ${lists.right}`}>{t('column.bindings')}</th>
          <th className={lists.wide}>{t('column.changed')}</th>
        </tr>
      </thead>
      <tbody>
        {models.map((model) => (
          <tr key={model.id}>
            <td className={styles.nameCell}>
              <Link to="/mechanisms/$id" params={{ id: model.id }} search={{}} className={lists.open}>
                <IconMathFunction size={17} stroke={1.6} aria-hidden="true" />
                <span className={lists.names}>
                  <span className={styles.wrap}>{said(model.title)}</span>
                  <span className={`label ${styles.wrap}`}>{model.name}</span>
                </span>
              </Link>
            </td>
            <td className={lists.wide}>
              <DomainText domain={model.domain} />
            </td>
            <td className={lists.wide}>{t(`kind.${model.kind}`)}</td>
            <td className={`${lists.wide} num`}>{model.newest.version}</td>
            <td>
              <StageMark stage={model.newest.stage} />
            </td>
            <td className={`${lists.wide} ${lists.right} num`}>{countText(model.bindings)}</td>
            <td className={`${lists.wide} quiet`}>
              <RelativeTime time={model.changedAt} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
