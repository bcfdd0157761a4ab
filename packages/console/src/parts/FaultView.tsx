import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { PlatformFault } from '../platform.ts'
import styles from './state.module.css'

export interface FaultWords {
  says: string
  remedy: string
  code: string
}

/** What happened and what to do, in the reader's language where the console knows the fault, in the platform's words where not. */
export function useFaultWords(): (fault: unknown) => FaultWords {
  const { t } = useTranslation('parts')
  const known = useKnownFault()
  return (fault) => {
    if (fault instanceof DOMException) {
      // A device that holds one already says no more than this (Web Authentication Level 3 §5.1.3).
      if (fault.name === 'InvalidStateError') return known('factors.passkey_known')
      return { says: t('fault.dismissed'), remedy: t('fault.dismissedRemedy'), code: fault.name }
    }
    if (!(fault instanceof PlatformFault))
      return {
        says: t('fault.console'),
        remedy: t('fault.consoleRemedy'),
        code: fault instanceof Error ? fault.message : '',
      }
    if (fault.status === 0)
      return { says: t('fault.unreachable'), remedy: t('fault.unreachableRemedy'), code: fault.code }
    const otherwise = {
      says: fault.message || t('fault.unknown'),
      remedy: fault.remedy || t('fault.unknownRemedy'),
    }
    return known(fault.code, otherwise, fault.facts)
  }
}

type KnownCode = 'factors.passkey_known'

type Facts = Readonly<Record<string, string>>

/**
 * A row of the error table in the reader's language, by its code and the facts that its words name; what the platform said where
 * the console has no words, or a fact is missing.
 */
export function useKnownFault(): (code: string, otherwise?: Omit<FaultWords, 'code'>, facts?: Facts) => FaultWords {
  const { t, i18n } = useTranslation(['faults', 'parts'])
  const has = (key: string, facts: Facts): boolean => {
    const text: unknown = i18n.getResource(i18n.language, 'faults', key)
    return typeof text === 'string' && [...text.matchAll(/\{\{(\w+)\}\}/g)].every(([, name]) => name! in facts)
  }
  const isKnown = (code: string, facts: Facts): code is KnownCode =>
    has(`${code}.says`, facts) && has(`${code}.remedy`, facts)
  const unknown = { says: t('parts:fault.unknown'), remedy: t('parts:fault.unknownRemedy') }
  return (code, otherwise = unknown, facts = {}) =>
    isKnown(code, facts)
      ? { says: t(`${code}.says`, { replace: facts }), remedy: t(`${code}.remedy`, { replace: facts }), code }
      : { ...otherwise, code }
}

export function FaultView({ fault, retry }: { fault: unknown; retry?: () => void }) {
  const { t } = useTranslation('parts')
  const words = useFaultWords()(fault)
  return (
    <div className={styles.state} role="alert">
      <IconAlertTriangle size={26} stroke={1.6} className={styles.warning} aria-hidden="true" />
      <p className={styles.title}>{words.says}</p>
      <p className={styles.lesson}>{words.remedy}</p>
      <div className={styles.actions}>
        {retry && (
          <Button variant="default" size="xs" onClick={retry}>
            {t('retry')}
          </Button>
        )}
        {words.code && <code className={styles.code}>{words.code}</code>}
      </div>
    </div>
  )
}
