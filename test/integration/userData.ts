/** Tells the suites where the VS Code that they run in keeps what an extension writes: no API does of another's. */
export const userDataVariable = 'CUSTOMER_GOALS_USER_DATA';
