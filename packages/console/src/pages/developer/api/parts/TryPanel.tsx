import { Button, Checkbox, FileInput, Textarea } from '@mantine/core'
import { IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import styles from '../../developer.module.css'
import type { Api, Operation } from '../document.ts'
import { bodyTypeOf, missing, OCTETS, parsed, requestOf } from '../request.ts'
import { exampleOf } from '../schema.ts'
import { type Answer, send } from '../send.ts'
import { AnswerView } from './AnswerView.tsx'
import { CodeView } from './CodeView.tsx'
import { ParameterField } from './ParameterField.tsx'

interface TryPanelProps {
  api: Api
  operation: Operation
}

/** Calls it as whoever is signed in: for real, so what changes something is asked for twice. */
export function TryPanel({ api, operation }: TryPanelProps) {
  const { t } = useTranslation('developer')
  const bodyType = bodyTypeOf(operation)
  const isText = bodyType !== undefined && bodyType !== OCTETS
  const [filled, setFilled] = useState<Readonly<Record<string, string>>>({})
  const [body, setBody] = useState(() => (isText ? startOf(api, operation, bodyType) : ''))
  const [file, setFile] = useState<File | null>(null)
  const [isMeant, setMeant] = useState(false)
  const [part, setPart] = useState<Answer>()
  const stop = useRef<AbortController>(undefined)
  const request = requestOf(operation, filled, body, file)
  const call = useMutation({
    mutationFn: () => {
      setPart(undefined)
      stop.current = new AbortController()
      return send(request, { signal: stop.current.signal, onPart: setPart })
    },
  })
  const changes = operation.method !== 'GET'
  const isBroken = isText && body.trim() !== '' && parsed(body) === undefined
  const lacks = missing(operation, filled)
  const answer = call.isPending ? part : call.data

  function submit(event: FormEvent) {
    event.preventDefault()
    call.mutate()
  }

  return (
    <section className={`panel ${styles.block}`} aria-labelledby="try">
      <h3 id="try" className="section-title">
        {t('try.title')}
      </h3>
      <form className={styles.try} onSubmit={submit}>
        {operation.parameters.length > 0 && (
          <div className={styles.fields}>
            {operation.parameters.map((parameter) => (
              <ParameterField
                key={parameter.name}
                parameter={parameter}
                word={operation.tags[0] ?? ''}
                schemas={api.schemas}
                value={filled[parameter.name] ?? ''}
                onChange={(value) => setFilled((before) => ({ ...before, [parameter.name]: value }))}
              />
            ))}
          </div>
        )}
        {isText && (
          <Textarea
            label={t('try.body')}
            autosize
            minRows={3}
            maxRows={18}
            spellCheck={false}
            classNames={{ input: styles.code ?? '' }}
            value={body}
            error={isBroken ? t('try.brokenBody') : undefined}
            onChange={(event) => setBody(event.currentTarget.value)}
          />
        )}
        {bodyType === OCTETS && (
          <FileInput label={t('try.file')} placeholder={t('try.choose')} clearable value={file} onChange={setFile} />
        )}
        {changes && (
          <div className={styles.warning}>
            <p>{t('try.changes')}</p>
            <Checkbox
              label={t('try.meant')}
              checked={isMeant}
              onChange={(event) => setMeant(event.currentTarget.checked)}
            />
          </div>
        )}
        <div className={styles.sendLine}>
          <Button
            type="submit"
            leftSection={<IconPlayerPlay size={15} stroke={1.8} aria-hidden="true" />}
            loading={call.isPending && !part}
            disabled={lacks.length > 0 || isBroken || (changes && !isMeant) || (call.isPending && part !== undefined)}
          >
            {t('try.send')}
          </Button>
          {call.isPending && (
            <Button
              variant="default"
              leftSection={<IconPlayerStop size={15} stroke={1.8} aria-hidden="true" />}
              onClick={() => stop.current?.abort()}
            >
              {t('try.stop')}
            </Button>
          )}
          <span className="quiet">
            {lacks.length > 0 ? t('try.lacks', { names: lacks.join(', ') }) : t('try.asYourself')}
          </span>
        </div>
      </form>
      {call.isError && !call.isPending && (
        <p role="alert" className={styles.unreachable}>
          {t('try.unreachable')}
        </p>
      )}
      {answer && <AnswerView answer={answer} name={operation.operationId} />}
      <CodeView request={request} />
    </section>
  )
}

/** What is required, with values that say what belongs there. */
function startOf(api: Api, operation: Operation, type: string): string {
  const schema = operation.requestBody?.content[type]?.schema
  return schema ? JSON.stringify(exampleOf(schema, api.schemas), undefined, 2) : ''
}
