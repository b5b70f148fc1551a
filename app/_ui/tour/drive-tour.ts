import { driver } from 'driver.js'
import 'driver.js/dist/driver.css'

const steps = [
  { at: '[data-tour="heart"]', title: 'This program is alive', text: 'Each scale of the ring is one run of it, the newest behind the head. Green is good; a red spike is a run that failed.' },
  { at: '[data-tour="break"]', title: 'Break it', text: 'One press puts a fault into its code: a line deleted, a character wrong, a division by zero. Nothing else is harmed, and everything can be taken back.' },
  { at: '[data-tour="story"]', title: 'Watch it heal', text: 'The fall and the return are told here as they happen. The ring lights the stage at work: monitor, analyse, plan, execute. Press a stage to see only what belongs to it.' },
  { at: '[data-tour="diff"]', title: 'See what it rewrote', text: 'The last change of its code, line by line, whether chaos made it or the healing did.' },
  { at: '[data-tour="time"]', title: 'Hold time', text: 'Hold what is shown, go event by event, slow it down a hundred times. Ctrl+K finds everything, and ? lists the keys.' },
] as const

/**
 * Five steps over God View. By keyboard: the arrows or Enter go on, Escape ends.
 * @param over called once, however it ends
 * @returns ends it
 */
export function driveTour(over: () => void): () => void {
  const isStill = matchMedia('(prefers-reduced-motion: reduce)').matches || document.documentElement.dataset.motion === 'none'
  const tour = driver({
    animate: !isStill,
    smoothScroll: !isStill,
    allowKeyboardControl: true,
    showProgress: true,
    progressText: '{{current}} of {{total}}',
    nextBtnText: 'Next', prevBtnText: 'Back', doneBtnText: 'Done',
    overlayColor: '#050807', overlayOpacity: 0.8, stagePadding: 6, stageRadius: 0,
    popoverClass: 'tour',
    skipMissingElement: true,
    onDestroyed: over,
    // The way on has the focus, so that Enter is enough.
    onPopoverRender: ({ nextButton, title, footer }) => {
      // It calls itself the page's header, and what it points at something that opens.
      title.role = 'presentation'
      footer.role = 'group'
      setTimeout(() => nextButton.focus(), 0)
    },
    onHighlighted: (element) => void setTimeout(() => {
      for (const name of ['aria-haspopup', 'aria-expanded', 'aria-controls']) element?.removeAttribute(name)
    }, 0),
    steps: steps.filter(({ at }) => document.querySelector(at)).map(({ at, title, text }) => ({ element: at, popover: { title, description: text } })),
  })
  tour.drive()
  return () => tour.destroy()
}
