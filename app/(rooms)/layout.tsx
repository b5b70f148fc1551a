import type { ReactNode } from 'react'
import { Shell } from '../_ui/frame/shell.tsx'

export default function Layout({ children }: { children: ReactNode }) {
  return <Shell>{children}</Shell>
}
