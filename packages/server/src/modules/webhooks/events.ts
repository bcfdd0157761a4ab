import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

const Address = Type.String({ description: 'Where it posts to' })

defineEvents('webhooks', {
  'webhook.made': {
    permission: 'webhook:read',
    title: { en: 'Webhook made', zh: '已新建 Webhook' },
    says: { en: 'An address is told of events from now on.', zh: '从现在起向一个地址推送事件。' },
    data: { address: Address },
    example: { address: 'https://erp.example/millrace' },
    of: { action: 'webhook.made' },
  },
  'webhook.tested': {
    permission: 'webhook:read',
    title: { en: 'Test of a webhook', zh: 'Webhook 测试' },
    says: {
      en: 'Of no consequence: sent to one webhook when somebody tests it, and in no stream.',
      zh: '无实际含义：有人测试 Webhook 时仅向该 Webhook 发送，不出现在事件流中。',
    },
    data: { message: Type.String() },
    example: { message: 'This is a test of the webhook.' },
  },
  'webhook.paused': {
    permission: 'webhook:read',
    title: { en: 'Webhook paused', zh: 'Webhook 已暂停' },
    says: {
      en: 'Nothing is sent to an address any more: it took nothing for a day, or said 410 Gone.',
      zh: '不再向该地址推送：它一整天未成功接收，或返回了 410 Gone。',
    },
    data: { address: Address, answer: Type.String({ description: 'The last one, or what was seen instead' }) },
    example: { address: 'https://erp.example/millrace', answer: 'HTTP 503' },
    of: { action: 'webhook.paused' },
  },
})
