export { type Crafted, craft } from './craft.ts'
