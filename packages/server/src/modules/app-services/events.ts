import { Type } from 'typebox'
import { defineEvents } from '../events/index.ts'

defineEvents('app-services', {
  'app.told': {
    permission: 'app:read',
    title: { en: 'An app told something', zh: '应用发出消息' },
    says: { en: 'A service of an app emitted an event of its own.', zh: '应用的服务发出了自己的事件。' },
    data: {
      app: Type.String(),
      service: Type.String(),
      name: Type.String({ description: 'As the app calls it' }),
      data: Type.Unknown({ description: 'Of the app' }),
    },
    example: { app: 'works/air-board', service: 'prices', name: 'price.changed', data: { price: 0.71 } },
  },
  'app.service_paused': {
    permission: 'app:read',
    title: { en: 'Service of an app paused', zh: '应用的服务已暂停' },
    says: {
      en: 'A service was stopped again and again, and is not called any more.',
      zh: '某个服务反复被停止，不再被调用。',
    },
    data: { service: Type.String(), code: Type.String(), says: Type.String() },
    example: {
      service: 'prices',
      code: 'app.service_slow',
      says: 'The service works/air-board prices was stopped: expected it to compute for at most 1000 ms.',
    },
    of: { action: 'app.service_paused' },
  },
  'app.service_resumed': {
    permission: 'app:read',
    title: { en: 'Service of an app resumed', zh: '应用的服务已恢复' },
    says: { en: 'A service that was paused is called again.', zh: '已暂停的服务重新被调用。' },
    data: { service: Type.String() },
    example: { service: 'prices' },
    of: { action: 'app.service_resumed' },
  },
  'app.quota_reached': {
    permission: 'app:read',
    title: { en: 'An app used up a quota', zh: '应用已用尽配额' },
    says: {
      en: 'What an app asks for beyond it is refused until the minute is over.',
      zh: '在这一分钟结束之前，应用超出配额的请求会被拒绝。',
    },
    data: { kind: Type.String(), most: Type.Number(), times: Type.Number() },
    example: { name: 'works/air-board', kind: 'outside', most: 1_200, times: 3 },
    of: { action: 'app.quota_reached', outcome: 'refused' },
  },
  'app.quota_changed': {
    permission: 'app:read',
    title: { en: 'Quota of an app changed', zh: '应用配额已更改' },
    says: { en: 'An administrator set what an app may use.', zh: '管理员设置了应用可用的资源。' },
    data: {
      kind: Type.String(),
      before: Type.Union([Type.Number(), Type.Null()]),
      after: Type.Union([Type.Number(), Type.Null()], { description: 'null: as usual' }),
    },
    example: { name: 'works/air-board', kind: 'calls', before: null, after: 100 },
    of: { action: 'app.quota_changed' },
  },
})
