import { takeWords } from '../../webview/page/words.ts';
import { OverviewPage } from './overviewPage.ts';

takeWords();
const page = new OverviewPage();
document.body.append(page.element);
page.start();
