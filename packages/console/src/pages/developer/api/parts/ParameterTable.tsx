import { useTranslation } from 'react-i18next'
import styles from '../../developer.module.css'
import { Line } from '../../Line.tsx'
import type { Parameter } from '../document.ts'
import type { Schemas } from '../schema.ts'
import { SchemaFacts } from './SchemaTree.tsx'

export function ParameterTable({ parameters, schemas }: { parameters: readonly Parameter[]; schemas: Schemas }) {
  const { t } = useTranslation('developer')
  return (
    <ul className={styles.parameters}>
      {parameters.map(({ name, in: place, required, description, schema }) => (
        <li key={name}>
          <div className={styles.partHead}>
            <code className={styles.partName}>{name}</code>
            {required && <span className={styles.required}>{t('api.required')}</span>}
            <span className="label">{t(`api.in.${place}`)}</span>
            <SchemaFacts schema={schema} schemas={schemas} />
          </div>
          {description && (
            <p className={styles.partWords}>
              <Line text={description} />
            </p>
          )}
        </li>
      ))}
    </ul>
  )
}
