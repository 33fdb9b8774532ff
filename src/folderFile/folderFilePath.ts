export const folderFilePath = '.vscode/customer-goals.json';
