import { serve } from '../worker/serve.ts'
import { loadModule } from './module.ts'

serve({ load: loadModule })
