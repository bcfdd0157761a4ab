import type { ChannelKind } from '../schema.ts'
import { dingtalk } from './dingtalk.ts'
import { email } from './email.ts'
import type { Way } from './face.ts'
import { feishu } from './feishu.ts'
import { sms } from './sms.ts'
import { webhook } from './webhook.ts'
import { wecom } from './wecom.ts'

export type { Letter, Outcome, Secrets } from './face.ts'

/** Every way out, by the kind of channel. */
export const ways: Readonly<Record<ChannelKind, Way>> = { email, webhook, dingtalk, wecom, feishu, sms }
