/** Whether a setting is about language models. */
export const isAboutMind = ({ name }: { name: string }): boolean => /^(mind|teacher)/.test(name)
