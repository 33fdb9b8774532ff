import {
  withMark,
  withNextItem,
  withPasted,
  type Mark,
  type Replacement,
  type Selection,
} from '../../description/typing.ts';

type Tools = { readonly pasted: (html: string) => string | undefined };

const marks: Readonly<Record<string, Mark>> = { b: 'bold', i: 'italic', k: 'link' };

/**
 * Keys and pasting in a field of Markdown: marks around the selection, the next item of a list, rich text as Markdown. Each is one
 * step to undo.
 *
 * @param tools undefined while the text is not Markdown
 */
export const listenForTyping = (field: HTMLTextAreaElement, tools: () => Tools | undefined): void => {
  field.addEventListener('keydown', (event) => {
    if (event.isComposing || tools() === undefined) return;
    const replacement = replacementFor(event, selectionOf(field));
    if (replacement === undefined) return;
    event.preventDefault();
    // The workbench has commands of its own for these keys.
    event.stopPropagation();
    replace(field, replacement);
  });
  field.addEventListener('paste', (event) => {
    const markdown = markdownIn(event.clipboardData, tools());
    if (markdown === undefined) return;
    event.preventDefault();
    replace(field, withPasted(selectionOf(field), markdown));
  });
};

const selectionOf = ({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selection => ({
  text: value,
  from: selectionStart,
  to: selectionEnd,
});

const isMac = navigator.userAgent.includes('Mac');

const replacementFor = (event: KeyboardEvent, selection: Selection): Replacement | undefined => {
  const { key, altKey, shiftKey, ctrlKey, metaKey } = event;
  if (altKey || shiftKey) return undefined;
  if (key === 'Enter') return ctrlKey || metaKey ? undefined : withNextItem(selection);
  const isCommand = isMac ? metaKey && !ctrlKey : ctrlKey && !metaKey;
  const mark = isCommand ? marks[key.toLowerCase()] : undefined;
  return mark === undefined ? undefined : withMark(selection, mark);
};

/** Undefined where there is no rich text: what comes from an editor of code is text, however it is coloured. */
const markdownIn = (clipboard: DataTransfer | null, tools: Tools | undefined): string | undefined => {
  if (clipboard === null || tools === undefined || clipboard.types.includes('vscode-editor-data')) return undefined;
  const html = clipboard.getData('text/html');
  return html === '' ? undefined : tools.pasted(html);
};

const replace = (field: HTMLTextAreaElement, { from, to, insert, select }: Replacement): void => {
  field.setSelectionRange(from, to);
  // The only way that the browser's undo knows of.
  const command = insert === '' ? 'delete' : 'insertText';
  if (!document.execCommand(command, false, insert)) {
    field.setRangeText(insert, from, to);
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
  field.setSelectionRange(select.from, select.to);
};
