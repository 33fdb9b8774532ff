import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import type { Goal } from '../api/schema.ts';
import { asPlainText, explainQueryError } from '../explain.ts';
import type { GoalStore } from '../model/goalStore.ts';
import { parse } from '../model/query/parse.ts';
import type { Query } from '../model/query/query.ts';
import { sampleTenantId, type TenantId } from '../model/tenant.ts';
import { goalAddressIn, goalLink, readLink, viewLink, type Link } from '../model/views/links.ts';
import { tenantLabel } from '../words/tenantLabel.ts';

export type LinksDeps = {
  readonly store: Pick<GoalStore, 'goal' | 'fetchGoal'>;
  readonly tenant: () => TenantId | undefined;
  /** Whether the key of this tenant is kept. */
  readonly isKept: (tenant: TenantId) => boolean;
  /** What a person calls the tenant. */
  readonly labelOf: (tenant: TenantId) => string;
  /** Goes to a tenant that is kept. */
  readonly switchTo: (tenant: TenantId) => Promise<void>;
  /** Resolves once no tenant is being connected. */
  readonly whenIdle: () => Promise<void>;
  /** `publisher.name` of this extension. */
  readonly extensionId: string;
  readonly open: (goal: Goal) => Promise<void>;
  readonly reveal: (goalId: string) => Promise<void>;
  readonly show: (query: Query) => Promise<void>;
  /** The template of a goal's address in Gainsight, as it is set; '' for none. */
  readonly goalUrl: () => string;
};

/** Links to goals and views: what they look like, and what happens when one is opened. */
export class Links {
  readonly #deps: LinksDeps;

  constructor(deps: LinksDeps) {
    this.#deps = deps;
  }

  get #base(): string {
    return `${vscode.env.uriScheme}://${this.#deps.extensionId}`;
  }

  async copyGoal({ Gsid }: Goal): Promise<void> {
    const tenant = this.#deps.tenant();
    if (tenant !== undefined) await vscode.env.clipboard.writeText(goalLink(this.#base, Gsid, tenant));
  }

  /** @param query as it is typed */
  async copyView(query: string): Promise<void> {
    const tenant = this.#deps.tenant();
    if (tenant !== undefined) await vscode.env.clipboard.writeText(viewLink(this.#base, query, tenant));
  }

  /** Opens a goal in Gainsight, where it is set how its address looks. */
  async openInGainsight({ Gsid, CompanyId }: Goal): Promise<void> {
    const host = this.#deps.tenant() ?? '';
    const template = this.#deps.goalUrl();
    const address = template === '' ? undefined : goalAddressIn(template, { host, goalId: Gsid, companyId: CompanyId });
    if (address !== undefined) {
      await vscode.env.openExternal(vscode.Uri.parse(address, true));
      return;
    }
    const settings = l10n.t('Open Settings');
    const chosen = await vscode.window.showInformationMessage(
      template === ''
        ? l10n.t('First, set the address that goals have in Gainsight.')
        : l10n.t('The address in the setting “Goal Url” does not start with https://.'),
      settings,
    );
    if (chosen === settings)
      await vscode.commands.executeCommand('workbench.action.openSettings', 'customerGoals.goalUrl');
  }

  /** What a link says is never acted on in another tenant than its own, and never decides where a key goes. */
  async handle({ path, query }: Pick<vscode.Uri, 'path' | 'query'>): Promise<void> {
    const link = readLink(path, query);
    if (link === undefined) {
      void vscode.window.showWarningMessage(l10n.t('This link does not name a goal or a view.'));
      return;
    }
    // A link may start VS Code, and is there before the tenant then.
    await this.#deps.whenIdle();
    if (link.tenant !== undefined && this.#canSwitchTo(link.tenant)) await this.#offerToSwitch(link.tenant, link);
    else await this.#followHere(link);
  }

  async #followHere(link: Link): Promise<void> {
    const tenant = this.#deps.tenant();
    if (tenant === undefined || (link.tenant !== undefined && link.tenant !== tenant))
      return this.#askToConnect(link.tenant, tenant);
    if (link.tenant === undefined && !(await isMeantFor(this.#deps.labelOf(tenant)))) return undefined;
    return this.#follow(link, tenant);
  }

  #canSwitchTo(wanted: TenantId): boolean {
    const { tenant, isKept } = this.#deps;
    return wanted !== tenant() && (wanted === sampleTenantId || isKept(wanted));
  }

  /** The tenant that a link names is one that a person connected before, and still it is for them to say when to go there. */
  async #offerToSwitch(wanted: TenantId, link: Link): Promise<void> {
    const go = l10n.t('Switch and Open');
    const question = l10n.t('This link is for the tenant {0}. Switch this window to it?', this.#deps.labelOf(wanted));
    if ((await vscode.window.showWarningMessage(question, go)) !== go) return;
    if (this.#canSwitchTo(wanted)) await this.#deps.switchTo(wanted);
    await this.#follow(link, wanted);
  }

  async #follow(link: Link, tenant: TenantId): Promise<void> {
    if (this.#deps.tenant() !== tenant) return undefined;
    return link.kind === 'goal' ? this.#openGoal(link.goalId, tenant) : this.#showView(link);
  }

  async #openGoal(goalId: string, tenant: TenantId): Promise<void> {
    const { store, open, reveal } = this.#deps;
    const goal = store.goal(goalId) ?? (await store.fetchGoal(goalId));
    // Another tenant may have a goal of this id.
    if (this.#deps.tenant() !== tenant) return;
    await open(goal);
    await reveal(goal.Gsid);
  }

  async #showView({ query }: Link & { readonly kind: 'view' }): Promise<void> {
    const parsed = parse(query);
    if (parsed.kind === 'query') return this.#deps.show(parsed.query);
    void vscode.window.showWarningMessage(explainQueryError(parsed.errors[0]));
    return undefined;
  }

  async #askToConnect(wanted: TenantId | undefined, now: TenantId | undefined): Promise<void> {
    const connect = l10n.t('Connect to a Tenant…');
    const chosen = await vscode.window.showWarningMessage(connectText(wanted, now && this.#deps.labelOf(now)), connect);
    // Without the host that the link names: whoever made the link would choose where a key is sent.
    if (chosen === connect) await vscode.commands.executeCommand('customerGoals.connect');
  }
}

/** Who wrote a link by hand, or received it from elsewhere, may have meant another tenant than the one that is connected. */
const isMeantFor = async (label: string): Promise<boolean> => {
  const open = l10n.t('Open Link');
  const question = l10n.t('This link does not name a tenant. Open it in {0}?', label);
  return (await vscode.window.showWarningMessage(question, open)) === open;
};

const connectText = (wanted: TenantId | undefined, now: string | undefined): string => {
  if (wanted === undefined)
    return l10n.t('No tenant is connected. Connect to the tenant of this link, then open it again.');
  const host = asPlainText(tenantLabel(wanted));
  return now === undefined
    ? l10n.t('This link is for the tenant {0}. Connect to it, then open the link again.', host)
    : l10n.t(
        'This link is for the tenant {0}, and you are connected to {1}. Connect to the other tenant, then open the link again.',
        host,
        now,
      );
};
