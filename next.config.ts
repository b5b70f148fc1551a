import type { NextConfig } from 'next'

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  devIndicators: false,
  // Native code and worker threads do not survive bundling.
  serverExternalPackages: ['better-sqlite3', 'pino'],
  // `./test.sh` checks the types of the whole project; someone who starts it need not wait for that.
  typescript: { ignoreBuildErrors: true },
}

export default config
