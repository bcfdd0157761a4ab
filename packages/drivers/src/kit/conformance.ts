import type { DriverCapabilities } from './driver.ts'

interface Line {
  readonly en: string
  readonly zh: string
  /** What a driver must have for the line to have a subject; anything unless told. */
  readonly needs?: 'write' | 'stream' | 'poll' | 'dial' | 'connection'
}

/** What every driver is held to: its contract has one or more sentences for each line, its quality.yaml the exemptions. */
export const conformance = {
  refused: { en: 'a refused connection', zh: '连接被拒绝' },
  'accept-then-silence': { en: 'accepted, then silence', zh: '接受连接后沉默', needs: 'dial' },
  'good-value': { en: 'a value is read', zh: '读到数值' },
  'malformed-address': { en: 'a malformed address', zh: '地址格式错误' },
  'write-and-read-back': { en: 'a write, read back', zh: '写入并回读', needs: 'write' },
  'server-restart': { en: 'server restarts', zh: '服务器重启' },
  'write-during-loss': { en: 'a write during a loss', zh: '断线期间写入', needs: 'write' },
  'clock-jump': { en: 'the clock jumps an hour, a day', zh: '时钟跳变一小时、一天' },
  'connect-close-cycles': { en: 'many connections leave nothing behind', zh: '反复连接不泄漏' },
  'late-replies': {
    en: 'an answer 256 and 65,536 requests late',
    zh: '迟到 256 和 65,536 个请求的应答',
    needs: 'poll',
  },
  'delayed-replies': { en: 'answers after their timeout', zh: '超时后的应答' },
  'lost-replies': { en: 'lost answers', zh: '应答丢失' },
  'wrong-length': { en: 'answers of the wrong length', zh: '应答长度错误' },
  'one-byte-a-packet': { en: 'one byte a packet', zh: '每包一字节', needs: 'stream' },
  'two-replies-in-one-packet': { en: 'two answers in one packet', zh: '一包两个应答', needs: 'stream' },
  'cut-in-mid-frame': { en: 'cut or reset in mid-frame', zh: '帧中途断开或复位', needs: 'stream' },
  'freeze-in-mid-frame': { en: 'frozen in mid-frame', zh: '帧中途冻结', needs: 'stream' },
  'half-open': { en: 'a half-open connection', zh: '半开连接', needs: 'stream' },
  'reconnect-storm': { en: 'no storm of connections', zh: '不产生重连风暴', needs: 'connection' },
} as const satisfies Readonly<Record<string, Line>>

export type ConformanceLine = keyof typeof conformance

/** Why a line has no subject in a driver, as {@link withoutSubject} says it. */
export type NoSubject = 'read only' | 'datagrams' | 'pushed' | 'listens'

/** Why a line has no subject in such a driver; undefined if it has. */
export function withoutSubject(
  line: ConformanceLine,
  { capabilities, stream }: { readonly capabilities: DriverCapabilities; readonly stream: boolean },
): NoSubject | undefined {
  const { needs }: Line = conformance[line]
  if (needs === 'write' && !capabilities.write) return 'read only'
  if (needs === 'poll' && capabilities.push) return 'pushed'
  if ((needs === 'dial' || needs === 'connection') && capabilities.listens) return 'listens'
  if ((needs === 'stream' || needs === 'connection') && !stream) return 'datagrams'
  return undefined
}
