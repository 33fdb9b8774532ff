import { vi } from 'vitest';
import { FormHost, type FormActions } from '../../../src/form/formHost.ts';
import { FormModel } from '../../../src/form/page/formModel.ts';
import {
  parseToPage,
  type MetricState,
  type TemplateState,
  type ToHost,
  type ToPage,
} from '../../../src/form/protocol.ts';
import type { GoalField } from '../../../src/model/goalFields.ts';
import { openLoaded } from '../editing/openSession.ts';

const act = () => vi.fn<() => void>();

/** A loaded goal's form as VS Code would hold it, and all that is posted to its page. */
export const openHost = async () => {
  const form = await openLoaded();
  const posted: ToPage[] = [];
  const copied: string[] = [];
  const actions: FormActions = {
    send: act(),
    compare: act(),
    discard: act(),
    cancelWait: act(),
    addMetric: act(),
    connect: act(),
    openExisting: act(),
  };
  const { log } = form.window;
  const host = new FormHost(
    { log, parts: () => form.parts, actions, units: () => ['users'], goals: () => ({ kind: 'loaded' }) },
    // As over the line to a webview.
    { post: (message) => posted.push(parseToPage(structuredClone(message))), copy: (text) => copied.push(text) },
    [],
  );
  /** One more page of the same goal, as in a second editor group, and what it knows. */
  const openBeside = () => {
    const page = new Page();
    const beside = new FormHost(
      { log, parts: () => form.parts, actions, units: () => ['users'], goals: () => ({ kind: 'loaded' }) },
      { post: (message) => page.take(parseToPage(structuredClone(message))), copy: () => undefined },
      [],
    );
    beside.receive({ type: 'ready' });
    return { page, beside };
  };
  const newPosts = async (): Promise<readonly ToPage[]> => {
    await Promise.resolve();
    return posted.splice(0);
  };
  return { ...form, log, host, copied, actions, newPosts, openBeside };
};

/** A page without a screen: what it knows, and edits that may be on their way to the host. */
export class Page {
  readonly model = new FormModel();
  metrics: MetricState | undefined;
  templates: TemplateState | undefined;
  readonly sent: ToHost[] = [{ type: 'ready' }];
  #seq = 0;

  /** A description is typed as Markdown, too. */
  type(field: GoalField, value: string): void {
    const markdown = field === 'Description' ? value : undefined;
    this.#seq += 1;
    this.model.edited(this.#seq, field, value, markdown);
    const typed = markdown === undefined ? {} : { markdown };
    this.sent.push({ type: 'edit', seq: this.#seq, field, value, ...typed });
  }

  editUnresolved(field: GoalField, text: string): void {
    this.#seq += 1;
    this.model.editedUnresolved(this.#seq, field, text);
    this.sent.push({ type: 'unresolved', seq: this.#seq, field, text });
  }

  ping(): void {
    this.#seq += 1;
    this.sent.push({ type: 'ping', seq: this.#seq });
  }

  take(message: ToPage): void {
    if (message.type !== 'state') return;
    const { seq, update } = message;
    this.model.take(seq, update);
    this.metrics = update.metrics ?? this.metrics;
    this.templates = update.templates ?? this.templates;
  }
}
