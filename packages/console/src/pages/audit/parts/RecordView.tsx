import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { currentLanguage } from '../../../i18n/language.ts'
import { CopyField } from '../../../parts/ShownOnce.tsx'
import { exactTime, zoneText } from '../../../parts/time-text.ts'
import type { AuditRecord } from '../../../platform.ts'
import styles from '../audit.module.css'
import { useAuditWords } from '../audit-words.ts'
import { readDetail } from '../detail.ts'
import { Changes } from './Changes.tsx'
import { OutcomeMark } from './OutcomeMark.tsx'

export function RecordView({ record }: { record: AuditRecord }) {
  const { t } = useTranslation('audit')
  const words = useAuditWords()
  const { seq, at, actor, action, outcome, target, detail, hash, prev } = record
  const { changes, facts } = readDetail(detail)
  const about = words.targetName(record)
  return (
    <div className={styles.record}>
      <p className={styles.sentence}>
        <strong className={styles.did}>{words.action(action)}</strong>
        <OutcomeMark outcome={outcome} />
      </p>
      <dl className={styles.facts}>
        <Fact name={t('record.at')}>
          <span className="num">
            {exactTime(Date.parse(at), currentLanguage())} {zoneText(currentLanguage())}
          </span>
        </Fact>
        <Fact name={t('record.actor')}>
          {actor.name} <span className="quiet">{words.actorKind(actor.kind)}</span>
          <code className={styles.code}>{actor.id}</code>
        </Fact>
        {actor.beside && (
          <Fact name={t('record.beside')}>
            {actor.beside.name} <span className="quiet">{words.actorKind(actor.beside.kind)}</span>
          </Fact>
        )}
        {actor.remote && (
          <Fact name={t('record.remote')}>
            <span className="num">{actor.remote}</span>
          </Fact>
        )}
        {target && (
          <Fact name={t('record.target')}>
            {about} <span className={about ? 'quiet' : ''}>{words.targetKind(target.kind)}</span>
            {target.id !== about && <code className={styles.code}>{target.id}</code>}
          </Fact>
        )}
        <Fact name={t('record.action')}>
          <code className={styles.code}>{action}</code>
        </Fact>
      </dl>
      {changes && (
        <section aria-labelledby="changes">
          <h3 id="changes" className={styles.heading}>
            {t('record.changes')}
          </h3>
          <Changes changes={changes} />
        </section>
      )}
      {facts.length > 0 && (
        <section aria-labelledby="detail">
          <h3 id="detail" className={styles.heading}>
            {t('record.detail')}
          </h3>
          <dl className={styles.facts}>
            {facts.map(([key, value]) => (
              <Fact key={key} name={words.field(key)}>
                {words.value(value, key)}
              </Fact>
            ))}
          </dl>
        </section>
      )}
      <section aria-labelledby="seal" className={styles.seal}>
        <h3 id="seal" className={styles.heading}>
          {t('record.seal')}
        </h3>
        <CopyField label={t('record.hash')} value={hash} />
        <CopyField label={seq > 1 ? t('record.prev', { seq: seq - 1 }) : t('record.prevNone')} value={prev} />
      </section>
      <p className={styles.ways}>
        <Link to="/audit" search={{ actor: actor.id }} className="link">
          {t('record.byActor', { name: actor.name })}
        </Link>
        {target && (
          <Link to="/audit" search={{ target: target.id }} className="link">
            {t('record.byTarget', { name: about ?? words.targetKind(target.kind) })}
          </Link>
        )}
        <Link to="/audit" search={{ action }} className="link">
          {t('record.byAction')}
        </Link>
        {target?.kind === 'point' && (
          <Link to="/points/$id" params={{ id: target.id }} className="link">
            {t('record.point')}
          </Link>
        )}
        {(target?.kind === 'machine' || target?.kind === 'certificate') && target.name && (
          <Link to="/machines" search={{ name: target.name }} className="link">
            {t('record.certificates')}
          </Link>
        )}
      </p>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt className="label">{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
