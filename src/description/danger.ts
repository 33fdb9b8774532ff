import type { Element, Nodes } from 'hast';

/**
 * Whether something in a tree could run, load a page, ask for input, or cover what is not its own. What the tenant has and
 * nobody touched goes back as it is unless this holds; what is written anew goes through the stricter allowlist of `sanitise.ts`.
 */
export const hasDanger = (node: Nodes): boolean => {
  if (node.type === 'comment') return isDangerousComment(node.value);
  if (node.type === 'element' && isDangerous(node)) return true;
  return 'children' in node && node.children.some((child) => hasDanger(child));
};

/** Whether the element is a danger by itself, whatever stands in it. */
export const isDangerous = ({ tagName, properties }: Element): boolean =>
  runs.test(tagName) ||
  [tagName, ...Object.keys(properties)].some((name) => !/^[a-z_][\w:.-]*$/i.test(name)) ||
  Object.entries(properties).some(([name, value]) => isDangerousAttribute(name, value));

const runs =
  /^(?:animate|applet|audio|base|basefont|bgsound|body|button|dialog|embed|fencedframe|form|frame|frameset|head|html|iframe|image|input|isindex|keygen|link|listing|math|meta|noembed|noframes|noscript|object|optgroup|option|param|plaintext|portal|script|select|slot|source|style|svg|template|textarea|title|track|video|xml|xmp)$/;

/** Ends an element in whose text a careless reader may take the rest of the attribute for HTML. */
export const breaksOut = /<\/?(?:iframe|noembed|noframes|noscript|script|style|textarea|title|xmp)|--!?>|\]>/i;

const isDangerousAttribute = (name: string, value: unknown): boolean => {
  const text = Array.isArray(value) ? value.join(' ') : String(value);
  if (/^on/i.test(name) || active.test(name) || breaksOut.test(text)) return true;
  if (name === 'style') return isDangerousStyle(text);
  if (name === 'id' || name === 'name') return taken.has(text);
  return !hasSafeScheme(name, text);
};

const active =
  /^(?:action|archive|autofocus|classid|code|codebase|data|dynsrc|formaction|http-?equiv|lowsrc|manifest|ping|popovertarget\w*|srcdoc|xlink:?href|xmlns:?xlink)$/i;

/** Names that a page's own scripts ask its document for. */
const taken: ReadonlySet<string> = new Set(
  'URL activeElement addEventListener adoptNode all anchors append appendChild applets attributes baseURI body characterSet childNodes children className cloneNode close contains contentType cookie createElement createTextNode currentScript dataset defaultView designMode dir doctype document documentElement documentURI domain elements embeds event execCommand firstChild firstElementChild focus fonts forms getAttribute getElementById getElementsByClassName getElementsByTagName getSelection hasAttribute hasChildNodes head hidden history id images implementation importNode innerHTML innerText insertBefore isConnected lastChild lastElementChild lastModified links localName location method name namespaceURI navigator nextSibling nodeName nodeType nodeValue normalize open origin outerHTML ownerDocument parent parentElement parentNode plugins prefix prepend previousSibling querySelector querySelectorAll readyState referrer remove removeAttribute removeChild removeEventListener replaceChild reset rootElement scripts scrollingElement self setAttribute shadowRoot style styleSheets submit tagName target textContent title top visibilityState window write writeln'.split(
    ' ',
  ),
);

const known =
  /^(?:https?|mailto|tel|ftps?|sftp|file|callto|sms|sip|sips|cid|mid|xmpp|matrix|slack|msteams|onenote|notes|zoommtg|webex|skype|webcal|geo):/;

const picture = /^data:image\/(?:png|jpe?g|gif|webp|bmp|x-icon);/;

const hasSafeScheme = (name: string, value: string): boolean => {
  // oxlint-disable-next-line no-control-regex -- A browser leaves these out before it looks for the scheme.
  const text = value.replaceAll(/[\u0000-\u0020\u007f-\u00a0\u200b-\u200f\ufeff]/g, '').toLowerCase();
  if (/^src-?set$/i.test(name)) return !/(?:^|,)(?!https?:)[^/?#,]*:/.test(text);
  if (/^(?:href|src|background|cite|longDesc|profile)$/i.test(name))
    return !/^[^/?#]*:/.test(text) || known.test(text) || (name === 'src' && picture.test(text));
  return !/^(?:javascript|vbscript|livescript|data|command):/.test(text);
};

/** Judged as a whole, with its escapes resolved: how a careless reader would split it makes no difference. */
export const isDangerousStyle = (style: string): boolean => {
  const text = style
    .replaceAll(/\\([\da-f]{1,6})\s?/gi, (_, digits: string) => characterOf(Number.parseInt(digits, 16)))
    .replaceAll(/\\/g, '')
    .toLowerCase();
  return (
    dangerousStyle.test(text) || [...text.matchAll(/url\(\s*["']?\s*([^"')]*)/g)].some(([, url = '']) => loads(url))
  );
};

const characterOf = (code: number): string =>
  code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : '\u{fffd}';

const dangerousStyle =
  /[<>{}@]|\/\*|expression\s*\(|(?:java|vb|live)script\s*:|-moz-binding|(?:^|[;\s"'])behavior\s*:|position\s*:\s*(?:fixed|absolute|sticky|-webkit-sticky)/;

const loads = (url: string): boolean => /^[^/?#]*:/.test(url) && !/^https?:/.test(url) && !picture.test(url);

const isDangerousComment = (text: string): boolean =>
  /^-?>|^$|<\/?(?:script|iframe|object|embed|svg|math|form|img|link|base|style|noscript|template|textarea|title)\b|\bon\w+\s*=|javascript:|--/i.test(
    text,
  );
