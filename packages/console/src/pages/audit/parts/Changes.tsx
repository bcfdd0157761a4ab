import { useTranslation } from 'react-i18next'
import styles from '../audit.module.css'
import { useAuditWords } from '../audit-words.ts'
import type { Change } from '../detail.ts'

/** What was before and what is after, field beside field; of lists only what went and what came. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation('audit')
  if (changes.length === 0) return <p className="quiet">{t('record.unchanged')}</p>
  return (
    <table className={styles.changes}>
      <thead>
        <tr>
          <th>{t('record.field')}</th>
          <th>{t('record.before')}</th>
          <th>{t('record.after')}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, removed, added }) => (
          <tr key={field}>
            <th scope="row">
              <FieldName path={field} />
            </th>
            <td>
              <Values of={removed} field={field} as="del" />
            </td>
            <td>
              <Values of={added} field={field} as="ins" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function FieldName({ path }: { path: string }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  return <>{path === '' ? t('record.value') : words.field(path)}</>
}

function Values({ of, field, as: Tag }: { of: readonly unknown[]; field: string; as: 'del' | 'ins' }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  if (of.length === 0) return <span className="quiet">{t('record.nothing')}</span>
  return of.map((value) => <Tag key={JSON.stringify(value)}>{words.value(value, field)}</Tag>)
}
