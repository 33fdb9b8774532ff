import type { HostLink } from '../../webview/page/hostLink.ts';
import type { ToHost, ToPage } from '../protocol.ts';

export type FormLink = HostLink<ToHost, ToPage>;
