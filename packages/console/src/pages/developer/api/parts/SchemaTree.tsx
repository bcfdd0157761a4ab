import { IconChevronRight } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../../developer.module.css'
import { Line } from '../../Line.tsx'
import type { Schema } from '../document.ts'
import { boundsOf, insideOf, kindOf, resolved, type Schemas, valuesOf } from '../schema.ts'

/** Kind, bounds and possible values of one part. */
export function SchemaFacts({ schema, schemas }: { schema: Schema; schemas: Schemas }) {
  const own = resolved(schema, schemas)
  const values = valuesOf(own)
  const bounds = boundsOf(schema, schemas)
  return (
    <>
      <span className={styles.kind}>{kindOf(schema, schemas)}</span>
      {bounds.map((bound) => (
        <code key={bound} className={styles.bound}>
          {bound}
        </code>
      ))}
      {values.length > 0 && (
        <span className={styles.values}>
          {values.map((value) => (
            <code key={JSON.stringify(value)} className={`${styles.code} ${styles.value}`}>
              {JSON.stringify(value)}
            </code>
          ))}
        </span>
      )}
    </>
  )
}

/** A form of JSON; what is inside a part opens when it is asked for, since some hold themselves. */
export function SchemaTree({ schema, schemas }: { schema: Schema; schemas: Schemas }) {
  const own = resolved(schema, schemas)
  const parts = insideOf(schema, schemas)
  return (
    <div>
      <div className={styles.partHead}>
        <SchemaFacts schema={schema} schemas={schemas} />
      </div>
      {own.description && (
        <p className={styles.partWords}>
          <Line text={own.description} />
        </p>
      )}
      {parts.length > 0 && <Parts parts={parts} schemas={schemas} />}
    </div>
  )
}

interface PartsProps {
  parts: ReturnType<typeof insideOf>
  schemas: Schemas
  isInner?: boolean
}

function Parts({ parts, schemas, isInner = false }: PartsProps) {
  return (
    <ul className={isInner ? `${styles.tree} ${styles.inner}` : styles.tree}>
      {parts.map((part) => (
        <SchemaPart key={part.name} {...part} schemas={schemas} />
      ))}
    </ul>
  )
}

interface SchemaPartProps {
  name: string
  schema: Schema
  required: boolean
  schemas: Schemas
}

function SchemaPart({ name, schema, required, schemas }: SchemaPartProps) {
  const { t } = useTranslation('developer')
  const [isOpen, setOpen] = useState(false)
  const inside = valuesOf(resolved(schema, schemas)).length > 0 ? [] : insideOf(schema, schemas)
  const { description, deprecated } = resolved(schema, schemas)
  return (
    <li>
      <div className={styles.partHead}>
        {inside.length > 0 ? (
          <button type="button" className={styles.partOpen} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            <IconChevronRight size={14} stroke={1.9} aria-hidden="true" />
            <code className={styles.partName}>{name}</code>
          </button>
        ) : (
          <code className={styles.partName}>{name}</code>
        )}
        {required && <span className={styles.required}>{t('api.required')}</span>}
        {deprecated && <span className={styles.required}>{t('api.onItsWayOut')}</span>}
        <SchemaFacts schema={schema} schemas={schemas} />
      </div>
      {description && (
        <p className={styles.partWords}>
          <Line text={description} />
        </p>
      )}
      {isOpen && <Parts parts={inside} schemas={schemas} isInner />}
    </li>
  )
}
