import { useTranslation } from 'react-i18next'
import { useLive } from '../../../live/use-live.ts'
import { useAskedText } from '../../../parts/AskedValue.tsx'
import { unitText } from '../../../parts/unit-text.ts'
import { ValueText } from '../../../parts/ValueText.tsx'
import { usePlantMay } from '../../../plant.ts'
import type { Point } from '../../../platform.ts'
import { WriteButton } from '../../writes/parts/WriteButton.tsx'
import type { WidgetOf } from '../document.ts'
import { WithPoint } from './WithPoint.tsx'
import styles from './widgets.module.css'

/** What somebody may set, with what it is now; asked for, confirmed and recorded as every write. */
export function WriteWidget({ widget }: { widget: WidgetOf<'write'> }) {
  return <WithPoint of={widget.of}>{(point) => <Setting point={point} widget={widget} />}</WithPoint>
}

function Setting({ point, widget }: { point: Point; widget: WidgetOf<'write'> }) {
  const { t } = useTranslation('screens')
  const text = useAskedText()
  const may = usePlantMay('point:write')
  const sample = useLive(point.id, point.latest)
  const { value } = widget
  const preset =
    value === undefined
      ? undefined
      : { value, says: t('write.to', { value: `${text(value, point)} ${unitText(point.unit)}`.trim() }) }
  return (
    <div className={styles.setting}>
      <span className={styles.middle}>
        <ValueText of={point} sample={sample} />
      </span>
      {!point.writable ? (
        <span className="label">{t('write.readOnly')}</span>
      ) : may ? (
        <WriteButton point={point} preset={preset} />
      ) : (
        <span className="label">{t('write.mayNot')}</span>
      )}
    </div>
  )
}
