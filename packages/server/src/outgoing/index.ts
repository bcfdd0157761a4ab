export { createOutgoing, type Outgoing } from './outgoing.ts'
export { newWebhookSecret, type SignedMessage, webhookHeaders, webhookKey } from './standard-webhook.ts'
