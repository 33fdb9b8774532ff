import { RichText } from '../../../src/description/richText.ts';

/** What a description becomes when every part of it is written anew. */
export const rewritten = (html: string): string => {
  const { markdown } = new RichText(html, html);
  return new RichText(`<p>x ${images(html)}</p>`, '').write(markdown).value;
};

/** A picture that is pasted in goes by a name; whoever writes the name must have seen the picture. */
const images = (html: string): string => (html.match(/<(?:img|a)\s[^>]*>/g) ?? []).join('');
