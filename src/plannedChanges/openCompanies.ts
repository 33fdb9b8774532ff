/** With more companies than this none is shown open: their names are the overview. */
const mostCompanies = 10;

/** So many goals are shown at first. VS Code asks for all of an open company at once. */
const mostRows = 200;

type Company = { readonly companyId: string; readonly rows: number };

/** The companies that are shown open at first: the first one, and those after it until there are enough. @param companies in their order */
export const openCompanies = (companies: readonly Company[]): ReadonlySet<string> => {
  if (companies.length > mostCompanies) return new Set();
  const open = new Set<string>();
  let shown = 0;
  for (const { companyId, rows } of companies) {
    shown += rows;
    if (shown > mostRows && open.size > 0) break;
    open.add(companyId);
  }
  return open;
};
