import { textOf } from './elements.ts';
import { PreviewReader } from './previewReader.ts';
import { tidied, type StatusNote } from './statusNotes.ts';

/** Whether who reads the description sees the note: HTML that is broken off, in a comment for one, hides what stands behind it. */
export const isNoteSeen = (description: string, note: StatusNote): boolean => {
  const { date, name, text } = tidied(note);
  const line = `${name === '' ? date : `${date}, ${name}`}: ${text}`.trim();
  return textOf(new PreviewReader().read(description)).replaceAll(/\s+/g, ' ').includes(line);
};
