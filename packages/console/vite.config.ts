import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'

const platform = `http://127.0.0.1:${process.env['MILLRACE_PORT'] ?? '8080'}`

/** In development the pages come from Vite and the data from a running platform. */
export default defineConfig({
  plugins: [react()],
  resolve: { conditions: ['source', ...defaultClientConditions] },
  server: { host: '127.0.0.1', proxy: { '/api': platform, '/openapi.json': platform } },
  build: { outDir: 'dist', target: 'es2023', sourcemap: false, chunkSizeWarningLimit: 700 },
})
