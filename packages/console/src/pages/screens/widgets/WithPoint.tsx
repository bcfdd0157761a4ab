import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Point } from '../../../platform.ts'
import type { PointRef } from '../document.ts'
import { useLook, usePoint } from '../points.ts'
import styles from './widgets.module.css'

/** A widget that has nothing to show says why. */
export function Nothing({ why }: { why: 'unset' | 'missing' | 'noAsset' | 'none' }) {
  const { t } = useTranslation('screens')
  return <p className={styles.nothing}>{t(`nothing.${why}`)}</p>
}

interface WithPointProps {
  of: PointRef | undefined
  children: (point: Point) => ReactNode
}

export function WithPoint({ of, children }: WithPointProps) {
  const found = usePoint(of)
  const { asset } = useLook()
  if (!of || !found) return <Nothing why="unset" />
  if (found.point) return children(found.point)
  if (found.missing) return <Nothing why={'name' in of && asset === undefined ? 'noAsset' : 'missing'} />
  return null
}
