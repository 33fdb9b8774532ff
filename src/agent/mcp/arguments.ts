import { parseJson } from '../../json.ts';
import { parsedThresholds, usualThresholds, type RiskThresholds } from '../../model/risk/riskThresholds.ts';

/** What the command line asks for. */
export type Arguments =
  | { readonly kind: 'help' | 'version' }
  | { readonly kind: 'wrong'; readonly sentence: string }
  | (Options & ({ readonly kind: 'serve' } | { readonly kind: 'call'; readonly tool: string; readonly input: string }));

export type Options = {
  readonly isSample: boolean;
  readonly allowWrites: boolean;
  readonly keyFile: string | undefined;
  readonly stateFolder: string | undefined;
  readonly historyFolder: string | undefined;
  /** From when on a goal is at risk. */
  readonly risk: RiskThresholds;
};

export const help = `Customer Goals for Gainsight CS: a server of the Model Context Protocol over stdio, and a command line.

Usage
  node mcp.js --sample                      serves made-up data; it begins anew with each start
  node mcp.js [options]                     serves a tenant
  node mcp.js call TOOL [INPUT] [options]   calls one tool and prints its answer; INPUT is JSON, - reads it from stdin

Tenant
  CUSTOMER_GOALS_ORIGIN       where the tenant is, such as https://acme.gainsightcloud.com
  CUSTOMER_GOALS_ACCESS_KEY   its access key; never an argument, which other processes can see
  --key-file FILE             reads the access key from a file instead

Options
  --sample               a tenant with made-up data, on this computer
  --allow-writes         lets apply_plan send what plan_changes planned; without it nothing is ever written
  --state-folder FOLDER  where plans are kept
  --history-folder FOLDER  where VS Code records what changes, for what_changed
  --risk JSON            from when on a goal is at risk, for goals_at_risk: overdueDays, behindPercent, dueSoonDays,
                         dueSoonPercent and staleDays, and which reasons are off; VS Code's settings are not read
  --help, --version

Exit codes
  0  done
  1  the tool did not do it; the answer says why, and what to do
  2  wrong arguments, or no tenant

Examples
  node mcp.js --sample call search_goals '{"query":"status:open due:overdue"}'
  echo '{"name":"alder"}' | node mcp.js --sample call list_companies -
  node mcp.js --sample call goals_at_risk --risk '{"staleDays":30,"reasons":{"noOwner":false}}'
`;

const flags = new Map([
  ['--sample', 'isSample'],
  ['--allow-writes', 'allowWrites'],
] as const);
const withValue = new Map([
  ['--key-file', 'keyFile'],
  ['--state-folder', 'stateFolder'],
  ['--history-folder', 'historyFolder'],
  ['--risk', 'risk'],
] as const);

const isIn = <K extends string>(map: ReadonlyMap<K, unknown>, name: string): name is K =>
  [...map.keys()].some((key) => key === name);

export const keySentence =
  'An access key is not taken as an argument, since other processes can see it. Set CUSTOMER_GOALS_ACCESS_KEY, or use --key-file.';

export const riskSentence =
  '--risk takes an object with whole numbers within the limits of the settings, as in \'{"staleDays":30,"reasons":{"noOwner":false}}\'. See --help.';

/** Reads the arguments. What it says of a wrong one never quotes it: it may be a key. */
export const readArguments = (args: readonly string[]): Arguments => {
  const words: string[] = [];
  const found: { -readonly [K in keyof Options]: Options[K] } = {
    isSample: false,
    allowWrites: false,
    keyFile: undefined,
    stateFolder: undefined,
    historyFolder: undefined,
    risk: usualThresholds,
  };
  const rest = [...args];
  for (let arg = rest.shift(); arg !== undefined; arg = rest.shift()) {
    const [name, inline] = arg.startsWith('--') ? splitOnce(arg) : [arg];
    if (name === '--help' || name === '-h') return { kind: 'help' };
    if (name === '--version' || name === '-v') return { kind: 'version' };
    if (/^--?(access[-_]?)?(key|token|secret|password)$/i.test(name)) return wrong(keySentence);
    if (isIn(flags, name)) {
      if (inline !== undefined) return wrong(`${name} takes no value.`);
      found[flags.get(name) ?? 'isSample'] = true;
    } else if (isIn(withValue, name)) {
      const value = inline ?? rest.shift();
      if (value === undefined || value === '' || value.startsWith('--')) return wrong(`${name} needs a value.`);
      const option = withValue.get(name) ?? 'keyFile';
      if (option === 'risk') {
        const risk = parsedThresholds(parseJson(value));
        if (risk === undefined) return wrong(riskSentence);
        found.risk = risk;
      } else found[option] = value;
    } else if (arg.startsWith('-') && arg !== '-') {
      return wrong(looksLikeKey(arg) ? keySentence : 'There is no such option. See --help.');
    } else words.push(arg);
  }
  return commandIn(words, found);
};

const commandIn = ([command, tool, input, ...others]: readonly string[], options: Options): Arguments => {
  if (command === undefined) return { kind: 'serve', ...options };
  if (command !== 'call')
    return wrong(
      looksLikeKey(command) ? keySentence : 'There is no such command; the only one is: call TOOL [INPUT]. See --help.',
    );
  if (tool === undefined) return wrong('Say which tool to call, as in: call search_goals. See --help.');
  if (others.length > 0) return wrong('Give the input as one argument, in quotes, as JSON. See --help.');
  if (!/^[a-z]{1,20}(_[a-z]{1,20}){0,3}$/.test(tool)) return wrong('There is no such tool. See --help.');
  if (looksLikeKey(tool) || (input !== undefined && looksLikeKey(input))) return wrong(keySentence);
  return { kind: 'call', tool, input: input ?? '{}', ...options };
};

const wrong = (sentence: string): Arguments => ({ kind: 'wrong', sentence });

const splitOnce = (arg: string): readonly [string, string?] => {
  const at = arg.indexOf('=');
  return at < 0 ? [arg] : [arg.slice(0, at), arg.slice(at + 1)];
};

/** Long, of letters and digits, and no word: a UUID, hex, Base64. */
const looksLikeKey = (text: string): boolean => /^(accesskey\s*[:=]\s*)?[\w+/=.-]{16,}$/i.test(text) && /\d/.test(text);
