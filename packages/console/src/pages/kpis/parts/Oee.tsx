import { useTranslation } from 'react-i18next'
import { Figure, Figures } from '../../../parts/Figures.tsx'
import { spanText } from '../../../parts/time-text.ts'
import { useSpanWords } from '../../../parts/use-span-words.ts'
import { countText } from '../../../parts/value-text.ts'
import styles from '../kpis.module.css'
import { stepsOf } from '../oee.ts'
import type { Told } from '../queries.ts'
import { useUnavailable } from './use-unavailable.ts'

interface OeeProps {
  oee: Told | undefined
  availability: Told | undefined
  effectiveness: Told | undefined
  quality: Told | undefined
}

const percent = (value: number): string => value.toFixed(1)

/** OEE as its three factors, and as planned time that became good items: ISO 22400-2. */
export function Oee({ oee, availability, effectiveness, quality }: OeeProps) {
  const { t } = useTranslation('kpis')
  const words = useSpanWords()
  const whyNot = useUnavailable()
  const inputs = { ...availability?.inputs, ...effectiveness?.inputs, ...quality?.inputs }
  const time = (name: string): string => (inputs[name] === undefined ? '—' : spanText(inputs[name], words))
  const count = (name: string): string => countText(inputs[name])
  const factor = (
    name: 'availability' | 'effectiveness' | 'quality' | 'oee',
    told: Told | undefined,
    under: string,
  ) => (
    <Figure
      label={t(`oee.${name}`)}
      value={told?.value === undefined ? '—' : percent(told.value)}
      {...(told?.value !== undefined && { unit: '%' })}
    >
      <span className="quiet">{told?.value === undefined ? whyNot(told) : under}</span>
    </Figure>
  )
  const factors =
    availability?.value !== undefined && effectiveness?.value !== undefined && quality?.value !== undefined
      ? { availability: availability.value, effectiveness: effectiveness.value, quality: quality.value }
      : undefined
  return (
    <section aria-label={t('oee.oee')} className={styles.stack}>
      <Figures>
        {factor('availability', availability, t('oee.ranOf', { ran: time('APT'), planned: time('PBT') }))}
        {factor('effectiveness', effectiveness, t('oee.worthOf', { worth: time('PRT'), ran: time('APT') }))}
        {factor('quality', quality, t('oee.goodOf', { good: count('GQ'), made: count('PQ') }))}
        {factor('oee', oee, t('oee.product'))}
      </Figures>
      {factors && <Waterfall factors={factors} planned={inputs['PBT']} />}
    </section>
  )
}

interface WaterfallProps {
  factors: Parameters<typeof stepsOf>[0]
  /** Planned busy time, s. */
  planned: number | undefined
}

function Waterfall({ factors, planned }: WaterfallProps) {
  const { t } = useTranslation('kpis')
  const words = useSpanWords()
  const steps = stepsOf(factors)
  const whole = Math.max(100, ...steps.map(({ to }) => to))
  return (
    <div className={`panel ${styles.waterfall}`}>
      <h3 className="section-title">{t('oee.steps')}</h3>
      <ol>
        {steps.map(({ is, from, to, isGain }) => {
          const share = to - from
          const isLoss = is.endsWith('Loss')
          const sign = isLoss && share >= 0.05 ? (isGain ? '+' : '−') : ''
          return (
            <li key={is} data-loss={isLoss} data-last={is === 'oee'}>
              <span>{isGain ? t('oee.effectivenessGain') : t(`oee.step.${is}`)}</span>
              <span className={styles.track}>
                {share >= 0.05 && (
                  <span
                    data-loss={isLoss}
                    style={{ left: `${(100 * from) / whole}%`, width: `${(100 * share) / whole}%` }}
                  />
                )}
              </span>
              <span className="num">
                {sign}
                {percent(share)} %
              </span>
              <span className="num quiet">{planned === undefined ? '' : spanText((planned * share) / 100, words)}</span>
            </li>
          )
        })}
      </ol>
    </div>
  )
}
