import { GodView } from '../_ui/god-view/god-view.tsx'

export default GodView
