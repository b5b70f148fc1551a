import { Shell } from './_ui/frame/shell.tsx'

export default function Page() {
  return <Shell />
}
