import { packPeer } from './packPeer.ts';

export const emptyName = 'Nothing At All';

const view = 'nothing';

/** An extension that does nothing: what activating any extension takes. By the sight of its view in the side bar, as ours is. */
export const packEmptyExtension = (folder: string): Promise<string> =>
  packPeer(folder, {
    name: 'nothing-at-all',
    displayName: emptyName,
    contributes: {
      viewsContainers: { activitybar: [{ id: view, title: emptyName, icon: 'icon.svg' }] },
      views: { [view]: [{ id: `${view}.view`, name: emptyName }] },
      viewsWelcome: [{ view: `${view}.view`, contents: 'Nothing to see.' }],
    },
    script: 'exports.activate = () => {};\n',
  });
