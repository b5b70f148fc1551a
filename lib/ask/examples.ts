import type { Language } from '../contract/ask.ts'

/** What may be asked, for who does not know yet. A test holds that each is understood. */
export const examples: readonly { language: Language; question: string }[] = [
  { language: 'en', question: 'how many incidents today' },
  { language: 'en', question: 'average healing time per fault' },
  { language: 'en', question: 'which organism had the most incidents' },
  { language: 'en', question: 'top 5 longest incidents' },
  { language: 'en', question: 'what share of incidents were healed by repair' },
  { language: 'en', question: 'incidents per hour today' },
  { language: 'en', question: 'which faults were not healed' },
  { language: 'en', question: 'how long did takeovers take' },
  { language: 'en', question: 'who gave the most commands since yesterday' },
  { language: 'pl', question: 'ile incydentów dzisiaj' },
  { language: 'pl', question: 'średni czas leczenia według błędu' },
  { language: 'pl', question: 'który organizm miał najwięcej incydentów' },
  { language: 'pl', question: 'pokaż 5 najdłuższych incydentów' },
  { language: 'pl', question: 'jaki procent incydentów został wyleczony' },
  { language: 'pl', question: 'ile błędów wstrzyknięto od wczoraj' },
]

export const examplesIn = (wanted: Language): string[] => examples.filter(({ language }) => language === wanted).map(({ question }) => question)
