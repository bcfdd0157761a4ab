import { useTranslation } from 'react-i18next'
import { RelativeTime } from '../../../parts/RelativeTime.tsx'
import type { AppPreview } from '../../../platform.ts'
import styles from '../apps.module.css'
import { said } from '../words.ts'

type Move = AppPreview['moves'][number]

const nameOf = ({ path }: Move): string => path.at(-1) ?? ''

/** Assets that an installation made, by what becomes of their class with another version. */
export function ClassMoves({ moves }: { moves: readonly Move[] }) {
  const { t } = useTranslation('apps')
  const kinds = Map.groupBy(
    moves.filter(({ is }) => is === 'moves'),
    ({ class: name, from, to }) => `${name} ${from} ${to}`,
  )
  if (moves.length === 0) return null
  return (
    <section aria-label={t('classes.title')}>
      <h3 className="section-title">{t('classes.title')}</h3>
      <ul className={styles.classMoves}>
        {[...kinds].map(([kind, [first, ...others]]) => (
          <li key={kind}>
            {first && (
              <>
                {t('classes.moves', {
                  count: 1 + others.length,
                  title: said(first.title),
                  from: first.from,
                  to: first.to,
                })}{' '}
                <span className="quiet">{[first, ...others].map(nameOf).join(', ')}</span>
              </>
            )}
          </li>
        ))}
        {moves
          .filter(({ is }) => is === 'stays')
          .map((move) => (
            <li key={move.asset}>
              {t(move.why === 'applied' ? 'classes.stays.applied' : 'classes.stays.bound', {
                name: nameOf(move),
                from: move.from,
                by: move.by ?? '',
              })}{' '}
              {move.at && (
                <span className="quiet">
                  <RelativeTime time={move.at} />
                </span>
              )}
            </li>
          ))}
      </ul>
      {kinds.size > 0 && <p className="label">{t('classes.lesson')}</p>}
    </section>
  )
}
