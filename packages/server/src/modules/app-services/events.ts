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
})
