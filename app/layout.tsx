import type { Metadata, Viewport } from 'next'
import { connection } from 'next/server'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { PreferencesOnPage } from './_ui/frame/preferences-on-page.tsx'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Ouroboros', template: '%s · Ouroboros' },
  description: 'Break a running program on purpose and watch it notice, prove a fix and live on.',
  icons: { icon: '/ouroboros.svg' },
}

export const viewport: Viewport = { themeColor: '#050807', colorScheme: 'dark' }

export default async function Layout({ children }: { children: ReactNode }) {
  // A nonce is new for each request, so no page may be rendered ahead of one.
  await connection()
  // Set by the proxy where the engine lives on another machine than this page.
  const watcher = (await headers()).get('x-watcher-url')
  return (
    <html lang="en" {...(watcher && { 'data-watcher': watcher })}>
      <body><PreferencesOnPage />{children}</body>
    </html>
  )
}
